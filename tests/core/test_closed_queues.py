"""A call that flows over, is handed over or moved to a queue that is closed, by hand or by its hours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, T0, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.hours.rules import Schedule
from gudok.core.queues.limits import next_queue
from gudok.core.settings import Queue
from gudok.core.words.supervise import CloseQueueAsked, MoveCallAsked, OpenQueueAsked

START = datetime.fromtimestamp(T0 / 1000, UTC)
NOW = START.hour * 60 + START.minute
SOON = Schedule("soon", "С утра", (((NOW + 5, 1440),),) * 7)
"""Opens five minutes after the tests begin."""
FLOWS = replace(SALES, overflow="queue", overflow_queue="support", max_wait=MINUTE, announce_first=0)
NIGHT = Queue("night", "Ночная")


def centre(*queues: Queue) -> Centre:
    world = Centre(replace(settings(operator("alice"), queues=queues), zone="UTC", schedules=(SOON,)))
    world.at = T0
    return world


def close(world: Centre, queue: str) -> None:
    world.give(CloseQueueAsked(0, queue, "bob"))


def test_a_closed_queue_is_passed_over_for_the_one_it_flows_over_to() -> None:
    world = centre(FLOWS, replace(SUPPORT, hours="soon", overflow="queue", overflow_queue="night"), NIGHT)
    world.arrive("c1")
    world.later(MINUTE + SECOND)
    assert world.where("c1") == "waiting night"
    why = world.facts("CallQueued")[-1].why
    assert (why.code, why.numbers["passed"]) == ("overflowed", "support")


@pytest.mark.parametrize("how", ["hand", "hours"])
def test_where_none_is_open_the_caller_waits_on_and_is_told_why_once(how: str) -> None:
    world = centre(FLOWS, replace(SUPPORT, hours="soon" if how == "hours" else ""))
    if how == "hand":
        close(world, "support")
    world.arrive("c1")
    world.later(4 * MINUTE)
    assert world.where("c1") == "waiting sales"
    told = [fact.why for fact in world.facts("CallQueued")]
    assert [why.code for why in told] == ["first_in_first_out", "overflow_closed"]
    assert told[-1].numbers["passed"] == "support"
    if how == "hand":
        world.give(OpenQueueAsked(0, "support", "bob"))
    world.later(3 * MINUTE)
    assert world.where("c1") == "waiting support", "it opened, and is looked at every minute"
    assert world.call("c1").mode.joined < T0 + SECOND, "the time waited is kept"  # type: ignore[union-attr]


def test_overflows_that_point_at_each_other_end() -> None:
    back = replace(SUPPORT, overflow="queue", overflow_queue="sales", max_wait=MINUTE)
    world = centre(FLOWS, back)
    close(world, "support")
    assert next_queue(world.state, "sales", world.at) == ("", "support")
    ring = (replace(FLOWS, overflow_queue="support"), replace(back, overflow_queue="night"))
    world = centre(*ring, replace(NIGHT, overflow="queue", overflow_queue="support"))
    close(world, "support")
    close(world, "night")
    assert next_queue(world.state, "sales", world.at) == ("", "support")


def test_a_message_after_the_longest_wait_asks_no_other_queue() -> None:
    world = centre(replace(FLOWS, overflow="message"), SUPPORT)
    close(world, "support")
    world.arrive("c1")
    world.later(MINUTE + SECOND)
    assert world.facts("CallParting")[0].why.code == "waited_too_long"


def test_a_call_cannot_be_handed_to_a_queue_out_of_its_hours() -> None:
    world = centre(SALES, replace(SUPPORT, hours="soon"))
    world.ready("alice")
    world.talk("alice", "c1")
    world.transfer("alice", "queue", "support")
    assert world.said("AskRefused")[0].why.numbers["schedule"] == "С утра"
    assert (world.refused(), world.where("c1")) == ("closed_hours", "talk alice")
    world.at += 6 * MINUTE
    world.transfer("alice", "queue", "support")
    assert world.where("c1") == "waiting support"


def test_nor_can_a_supervisor_move_one_there() -> None:
    world = centre(SALES, replace(SUPPORT, hours="soon"))
    world.arrive("c1")
    world.give(MoveCallAsked(0, "c1", "bob", "support"))
    assert (world.refused(), world.where("c1")) == ("closed_hours", "waiting sales")
