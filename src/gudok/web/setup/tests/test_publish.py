"""The engine hears of a change at once, and a dead engine hinders nobody."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.conf import settings

from gudok.core.words import Configured
from gudok.web.setup import actions
from gudok.web.setup.models import Queue
from gudok.web.setup.publish import publish_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine() -> Iterator[list[bytes]]:
    """What an engine was sent that takes everything."""
    heard: list[bytes] = []
    path = settings.DATA.engine_socket
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def answer() -> None:
            link, _ = listener.accept()
            with link, link.makefile("rwb") as line:
                heard.append(line.readline())
                line.write(b'{"ok":true}\n')

        thread = threading.Thread(target=answer)
        thread.start()
        yield heard
        thread.join(5)
    path.unlink()


def test_the_engine_gets_the_whole_settings(engine: list[bytes]) -> None:
    sales = actions.save_row(None, Queue, None, {"name": "Sales"})
    publish_settings()
    told = msgspec.json.decode(engine[0], type=Configured).settings
    assert (told.version, [queue.id for queue in told.queues]) == (1, [sales.core_id])


def test_without_an_engine_the_change_is_kept() -> None:
    actions.save_row(None, Queue, None, {"name": "Sales"})
    publish_settings()
    assert Queue.objects.exists()
