"""Callers whom nobody answered: one task a number, done by itself when somebody talks with it."""

from __future__ import annotations

import pytest

from gudok.core.words import CallArrived, CallbackWished, CallCame, CallConnected, Caller, CallerGone, Reason, Turn
from gudok.core.words.waiting import CallMissed
from gudok.web.record.models import Cursor
from gudok.web.record.projector import project
from gudok.web.setup import actions
from gudok.web.setup.models import Queue
from gudok.web.tasks.models import Task

pytestmark = pytest.mark.django_db
AT = 1_795_000_000_000
MARIA = Caller("+79123456789", "+7 912 345-67-89", "", "Мария")
CAME = Reason("unknown_caller")


@pytest.fixture
def sales() -> Queue:
    Cursor.objects.update_or_create(name="journal", defaults={"n": 0})
    return actions.save_row(None, Queue, None, {"name": "Продажи"})


def missed(n: int, call: str, queue: str, at: int) -> list[Turn]:
    """A call comes and nobody answers it."""
    fact = CallMissed(Reason("nobody_answered", {"waited": 9000}), call, MARIA, queue, "100", 9000)
    return [
        Turn(n, CallArrived(at, call, "ch", "100", MARIA, at), (CallCame(CAME, call, "100", MARIA, at),)),
        Turn(n + 1, CallerGone(at + 9000, call), (fact,)),
    ]


def answered(n: int, call: str, queue: str, at: int) -> list[Turn]:
    why = Reason("answered")
    came, up = CallCame(CAME, call, "100", MARIA, at), CallConnected(why, call, 1, "o1", queue, 10)
    return [Turn(n, CallArrived(at, call, "ch", "100", MARIA, at), (came, up))]


def test_a_missed_call_is_a_task_and_two_of_one_number_are_one(sales: Queue) -> None:
    project(missed(1, "c00000000000a", sales.core_id, AT))
    project(missed(3, "c00000000000b", sales.core_id, AT + 60_000))
    (task,) = Task.objects.all()
    assert (task.number, task.queue, task.missed, task.call) == (MARIA.number, sales, True, "c00000000000a")
    assert task.text


def test_two_in_one_batch_are_one(sales: Queue) -> None:
    project(missed(1, "c00000000000a", sales.core_id, AT) + missed(3, "c00000000000b", sales.core_id, AT + 60_000))
    assert Task.objects.count() == 1


@pytest.mark.parametrize("together", [True, False])
def test_it_is_done_when_the_customer_is_talked_with_later(sales: Queue, together: bool) -> None:
    first, then = (
        missed(1, "c00000000000a", sales.core_id, AT),
        answered(3, "c00000000000b", sales.core_id, AT + 60_000),
    )
    for batch in [first + then] if together else [first, then]:
        project(batch)
    assert Task.objects.get().state == Task.State.DONE


def test_a_talk_before_the_missed_call_closes_nothing(sales: Queue) -> None:
    turns = answered(1, "c00000000000b", sales.core_id, AT) + missed(2, "c00000000000a", sales.core_id, AT + 60_000)
    project(turns)
    assert Task.objects.get().state == Task.State.OPEN


def test_what_the_customer_himself_asked_for_is_closed_by_people_only(sales: Queue) -> None:
    wish = CallbackWished(Reason("callback_failed"), "c00000000000c", MARIA, sales.core_id, "100")
    project([Turn(1, CallerGone(AT, "c00000000000c"), (wish,)), *answered(2, "c00000000000b", sales.core_id, AT + 9)])
    assert Task.objects.get().state == Task.State.OPEN
