"""A caller who pressed 1 out of hours becomes a task of the queue, once, however often the worker dies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.core.words import CallArrived, CallbackWished, CallCame, Caller, KeyPressed, Reason, Turn
from gudok.web.record.models import Cursor
from gudok.web.record.projector import project
from gudok.web.setup import actions
from gudok.web.setup.models import Queue
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
AT = 1_795_000_000_000
MARIA = Caller("+79123456789", "+7 912 345-67-89", "", "Мария")


def turns(queue: str) -> list[Turn]:
    why = Reason("asked_callback")
    came = CallCame(why, "c0123456789ab", "100", MARIA, AT)
    return [
        Turn(1, CallArrived(AT, "c0123456789ab", "ch", "100", MARIA, AT), (came,)),
        Turn(2, KeyPressed(AT + 5, "c0123456789ab", "1"), (CallbackWished(why, "c0123456789ab", MARIA, queue, "100"),)),
    ]


def test_the_wish_is_a_task_of_the_queue_for_whoever_comes_first() -> None:
    Cursor.objects.update_or_create(name="journal", defaults={"n": 0})
    queue = actions.save_row(None, Queue, None, {"name": "Продажи"})
    project(turns(queue.core_id))
    project(turns(queue.core_id))
    task = Task.objects.get()
    assert (task.number, task.name, task.queue, task.created_by) == ("+79123456789", "Мария", queue, None)
    assert task.due


def test_a_queue_that_is_gone_leaves_the_wish() -> None:
    Cursor.objects.update_or_create(name="journal", defaults={"n": 0})
    project(turns("q987"))
    assert Task.objects.get().queue is None


def test_the_tasks_page_shows_a_wish_nobody_made(dave: object, sign_in: object) -> None:
    Cursor.objects.update_or_create(name="journal", defaults={"n": 0})
    project(turns("q987"))
    client: Client = sign_in(dave)  # type: ignore[operator]
    assert "Мария" in client.get("/tasks/").content.decode()
