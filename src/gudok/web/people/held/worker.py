"""The worker's part of an erasing: files and the journal, again and again until nothing is left."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from django.db import connection

from gudok.web.people.held.actions import finish
from gudok.web.people.held.models import Erasure

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
EVERY = 5.0


class Eraser:
    """Finishes what an erasing has left, also what a worker that died had begun."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self.stopped = stopped

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.run, name="erasing", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Until stopped; a failure is told and tried again."""
        while not self.stopped():
            try:
                self.round()
            except Exception:
                log.exception("an erasing is not finished, trying again")
                connection.close()
            time.sleep(EVERY)

    def round(self) -> None:
        for row in Erasure.objects.filter(done_at=None):
            finish(row)
