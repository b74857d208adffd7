"""A queue's limits, callers who were cut off, operators who all left, the closing hour."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.hours.rules import Schedule
from gudok.core.settings import Queue
from gudok.core.state import State
from gudok.core.words import Caller, LeaveAsked, PauseAsked

DAY = ((9 * 60, 18 * 60),)
OFFICE = Schedule("office", "Офис", (DAY, DAY, DAY, DAY, DAY, (), ()))
IVAN = Caller("+79031112233", "+7 903 111-22-33")


def centre_with(**rules: object) -> Centre:
    """Alice and bob serve sales, carol support; sales has these rules."""
    crew = (operator("alice"), operator("bob"), operator("carol", "support"))
    return Centre(settings(*crew, queues=(replace(SALES, **rules), SUPPORT)))


def overflowing(**rules: object) -> Centre:
    return centre_with(overflow="queue", overflow_queue="support", **rules)


def why(centre: Centre, call: str) -> str:
    return [fact for fact in centre.facts("CallQueued") + centre.facts("CallParting") if fact.call == call][-1].why.code


def test_a_full_queue_sends_the_next_caller_on_at_once() -> None:
    centre = overflowing(most=2)
    for call in ("c1", "c2", "c3"):
        centre.arrive(call)
    assert [centre.where(call) for call in ("c1", "c2", "c3")] == ["waiting sales", "waiting sales", "waiting support"]
    assert why(centre, "c3") == "queue_full"


def test_a_full_queue_with_nowhere_to_go_says_so() -> None:
    centre = centre_with(most=1, late=("own/full",))
    centre.arrive("c1")
    centre.arrive("c2")
    assert centre.where("c2") == "parting sales"
    assert centre.said("PlayPrompt")[0].sounds == ("own/full",)
    centre.prompt_ends("c2")
    assert centre.where("c2") == "ended turned_away"


def test_a_full_queue_is_passed_over_by_those_who_flow_over() -> None:
    third = Queue("third", "Третья")
    first = replace(SALES, overflow="queue", overflow_queue="support", max_wait=MINUTE)
    second = replace(SUPPORT, most=1, overflow="queue", overflow_queue="third")
    centre = Centre(settings(queues=(first, second, third)))
    centre.arrive("c1", "200")
    centre.arrive("c2")
    centre.later(MINUTE)
    assert centre.where("c2") == "waiting third"


def test_who_would_wait_too_long_goes_on_at_once() -> None:
    centre = overflowing(most_wait=3 * MINUTE)
    centre.ready("alice")
    for n in range(4):
        centre.arrive(f"c{n}")
    for _ in range(4):
        centre.answer("alice")
        centre.later(2 * MINUTE)
        centre.hang_up("alice")
        centre.later(30 * SECOND)
    centre.give(PauseAsked(0, "alice", "alice", "lunch"))
    centre.arrive("c5")
    assert centre.where("c5") == "waiting sales"
    centre.arrive("c6")
    assert centre.where("c6") == "waiting support"
    assert why(centre, "c6") == "wait_too_long"


def test_nobody_at_work() -> None:
    centre = overflowing(nobody="away")
    centre.arrive("c1")
    assert centre.where("c1") == "waiting support"
    assert why(centre, "c1") == "nobody_there"
    centre.ready("alice")
    centre.give(PauseAsked(0, "alice", "alice", "lunch"))
    centre.arrive("c2")
    assert centre.where("c2") == "waiting sales"


def test_all_rest() -> None:
    centre = overflowing(nobody="paused")
    centre.ready("alice")
    centre.give(PauseAsked(0, "alice", "alice", "lunch"))
    centre.arrive("c1")
    assert centre.where("c1") == "waiting support"


@pytest.mark.parametrize("overflow", ["queue", "message", "none"])
def test_the_last_operator_leaves_while_callers_wait(overflow: str) -> None:
    centre = centre_with(nobody="away", overflow=overflow, overflow_queue="support")
    centre.ready("alice")
    centre.arrive("c1")
    centre.answer("alice")
    centre.arrive("c2")
    centre.give(LeaveAsked(0, "alice", "alice"))
    centre.hang_up("alice")
    centre.later(40 * SECOND)
    ends = {"queue": "waiting support", "message": "parting sales", "none": "waiting sales"}
    assert centre.where("c2") == ends[overflow]


def test_a_queue_is_looked_at_only_while_somebody_waits() -> None:
    centre = centre_with(nobody="away")
    centre.ready("alice", "bob")
    centre.arrive("c1")
    assert "look:sales" in centre.state.timers
    centre.answer("alice")
    centre.later(10 * SECOND)
    assert "look:sales" not in centre.state.timers


@pytest.mark.parametrize(("at_closing", "where"), [("part", "parting sales"), ("wait", "waiting sales")])
def test_the_closing_hour(at_closing: str, where: str) -> None:
    centre = Centre()
    centre.at = round(datetime(2026, 11, 24, 14, 58, tzinfo=UTC).timestamp() * 1000)
    sales = replace(SALES, hours="office", at_closing=at_closing)
    centre.configure(replace(settings(queues=(sales, SUPPORT), version=2), schedules=(OFFICE,)))
    centre.arrive("c1")
    centre.later(MINUTE)
    assert centre.where("c1") == "waiting sales"
    centre.later(MINUTE + 10 * SECOND)
    assert centre.where("c1") == where


def test_who_was_cut_off_has_his_old_place() -> None:
    centre = centre_with(keep_place=5 * MINUTE)
    centre.arrive("c1", caller=IVAN)
    centre.later(SECOND)
    centre.arrive("c2")
    centre.leave("c1")
    centre.later(MINUTE)
    centre.arrive("c3", caller=IVAN)
    assert why(centre, "c3") == "old_place"
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c3"


def test_an_old_place_is_kept_for_so_long_and_given_back_once() -> None:
    centre = centre_with(keep_place=5 * MINUTE)
    centre.arrive("c1", caller=IVAN)
    centre.leave("c1")
    centre.later(5 * MINUTE)
    centre.arrive("c2", caller=IVAN)
    assert why(centre, "c2") == "first_in_first_out"
    centre.leave("c2")
    centre.arrive("c3", caller=IVAN)
    centre.arrive("c4", caller=IVAN)
    assert [why(centre, call) for call in ("c3", "c4")] == ["old_place", "first_in_first_out"]


def test_no_old_place_stands_before_a_vip() -> None:
    centre = centre_with(keep_place=5 * MINUTE)
    centre.arrive("c1", caller=IVAN)
    centre.leave("c1")
    centre.later(MINUTE)
    centre.arrive("c2", caller=VIP)
    centre.arrive("c3", caller=IVAN)
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c2"


def test_no_place_is_kept_for_a_withheld_number_nor_for_who_was_answered() -> None:
    centre = centre_with(keep_place=5 * MINUTE)
    centre.arrive("c1", caller=Caller("", "hidden"))
    centre.leave("c1")
    centre.ready("alice")
    centre.arrive("c2", caller=IVAN)
    centre.answer("alice")
    centre.leave("c2")
    assert centre.state.places == {}


def test_places_survive_a_restart() -> None:
    centre = centre_with(keep_place=5 * MINUTE)
    centre.arrive("c1", caller=IVAN)
    centre.leave("c1")
    assert State.of(centre.state.snapshot()).places == centre.state.places != {}


def test_callers_who_gave_up_are_kept_to_be_called_back_where_the_queue_wants_it() -> None:
    centre = centre_with(missed=True)
    centre.arrive("c1", caller=IVAN)
    centre.later(MINUTE)
    centre.leave("c1")
    (fact,) = centre.facts("CallMissed")
    assert (fact.caller, fact.queue, fact.did, fact.waited) == (IVAN, "sales", "100", MINUTE + 1)
    quiet = centre_with()
    quiet.arrive("c1", caller=IVAN)
    quiet.leave("c1")
    assert quiet.facts("CallMissed") == []
