"""A call rings at an operator and comes to nothing: where the call goes, and what the operator's state says of it."""

from __future__ import annotations

import pytest
from centre import SALES, SECOND, SUPPORT, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.words import Caller, EndCallAsked, LegGone, LegUp, Started, TelephonyDown, TelephonyUp


def ringing() -> Centre:
    """Alice's telephone rings for c1; c2 waits behind it."""
    centre = Centre()
    centre.ready("alice")
    centre.arrive("c1")
    centre.arrive("c2")
    assert centre.mode("alice") == "ringing c1"
    return centre


@pytest.mark.parametrize(
    ("cause", "how", "reason"),
    [
        (21, "told", "declined"),
        (17, "told", "declined"),
        (19, "told", "missed"),
        (18, "told", "missed"),
        (20, "told", "unreachable"),
        (3, "told", "unreachable"),
        (0, "failed", "unreachable"),
        (0, "torn", "unreachable"),
    ],
)
def test_offer_that_fails_pauses_the_operator_and_keeps_the_call_first(cause: int, how: str, reason: str) -> None:
    centre = ringing()
    joined = centre.call("c1").mode.joined
    centre.leg_gone("alice", cause, how)
    assert centre.mode("alice") == f"paused {reason}"
    assert centre.where("c1") == "waiting sales"
    assert centre.call("c1").mode.joined == joined
    assert centre.said("LegEnded")[0].outcome == reason
    centre.ready("bob")
    assert centre.mode("bob") == "ringing c1"


def test_ring_time_out() -> None:
    centre = ringing()
    centre.later(SALES.ring)
    assert centre.mode("alice") == "paused missed"
    assert centre.where("c1") == "waiting sales"
    assert centre.facts("DropLeg")[-1].why.code == "ring_time"


def test_ringing_time_is_not_judged_while_there_is_no_link_to_hear_an_answer_by() -> None:
    centre = ringing()
    centre.give(Started(0, "engine-2"))
    centre.later(SALES.ring + SECOND)
    assert centre.mode("alice") == "ringing c1"
    centre.answer("alice")  # the survey found her telephone answered
    centre.give(TelephonyUp(0))
    centre.later(SALES.ring)
    assert centre.where("c1") == "talk alice"


def test_refusal_at_the_desk() -> None:
    centre = ringing()
    leg = centre.leg("alice")
    centre.hang_up("alice")
    assert centre.mode("alice") == "paused declined"
    assert (centre.said("DropLeg")[0].call, centre.said("DropLeg")[0].leg) == leg
    assert centre.give(LegGone(0, *leg, 21)) == ()  # the leg's own end is heard later and changes nothing


def test_queue_that_allows_no_refusal() -> None:
    centre = Centre(settings(queues=(replace(SALES, decline=False), SUPPORT)))
    centre.ready("alice")
    centre.arrive("c1")
    centre.hang_up("alice")
    assert centre.refused() == "decline_off"
    assert centre.mode("alice") == "ringing c1"


def test_browser_that_vanishes_while_ringing() -> None:
    centre = ringing()
    centre.phone("alice", up=False)
    assert centre.mode("alice") == "paused unreachable"
    assert centre.where("c1") == "waiting sales"
    assert "DropLeg" in centre.kinds()


def test_next_operator_is_rung_at_once() -> None:
    centre = Centre()
    centre.ready("alice", "bob")
    centre.arrive("c1")
    centre.leg_gone("alice", 21)
    assert centre.mode("bob") == "ringing c1"
    assert centre.call("c1").legs == 2


def test_leg_lost_through_no_fault_of_hers_keeps_her_ready_and_her_idle_time() -> None:
    centre = Centre()
    centre.ready("alice")
    since = centre.agent("alice").mode.since
    centre.arrive("c1")
    centre.leg_gone("alice", 0, "lost")
    assert centre.mode("alice") == "ringing c1"  # the same call again, she being the only one
    assert centre.agent("alice").mode.since == since


def test_caller_leaves_while_it_rings() -> None:
    centre = Centre()
    centre.ready("alice", "bob")
    since = centre.agent("alice").mode.since
    centre.arrive("c1")
    centre.later(5 * SECOND)
    centre.leave("c1")
    assert centre.where("c1") == "ended abandoned"
    assert centre.mode("alice") == "ready"
    assert centre.agent("alice").mode.since == since
    assert centre.said("LegEnded")[0].outcome == "cancelled"
    centre.arrive("c2")
    assert centre.mode("alice") == "ringing c2"


def test_caller_leaves_while_it_rings_and_the_next_one_rings_at_once() -> None:
    centre = ringing()
    centre.leave("c1")
    assert centre.mode("alice") == "ringing c2"


def test_supervisor_ends_a_ringing_call() -> None:
    centre = ringing()
    centre.give(EndCallAsked(0, "c1", "bob"))
    assert centre.where("c1") == "ended supervisor_ended"
    assert centre.mode("alice") == "ringing c2"


def test_supervisor_ends_a_call_that_is_over() -> None:
    centre = Centre()
    centre.give(EndCallAsked(0, "c9", "bob"))
    assert centre.refused() == "no_call"


def test_answer_after_the_caller_left_is_taken_down() -> None:
    centre = ringing()
    call, leg = centre.leg("alice")
    centre.leave("c1")
    out = centre.give(LegUp(0, call, leg))
    assert [o.why.code for o in out] == ["late_answer"]


def test_answer_told_twice_changes_nothing() -> None:
    centre = ringing()
    leg = centre.leg("alice")
    centre.answer("alice")
    assert centre.give(LegUp(0, *leg)) == ()


def test_a_pause_asked_while_ringing_comes_after_the_call() -> None:
    centre = ringing()
    centre.pause("alice", "lunch")
    assert centre.mode("alice") == "ringing c1"
    centre.leave("c1")
    assert centre.mode("alice") == "paused lunch"


def test_nobody_is_rung_while_telephony_is_down() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.give(TelephonyDown(0, dead=False))
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"
    centre.give(TelephonyUp(0))
    assert centre.mode("alice") == "ringing c1"


def test_ready_operator_without_telephone_is_paused_after_a_minute() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.phone("alice", up=False)
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"
    centre.later(59 * SECOND)
    assert centre.mode("alice") == "ready"
    centre.later(SECOND)
    assert centre.mode("alice") == "paused unreachable"


def test_telephone_that_comes_back_in_time_takes_the_call_that_waits() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.phone("alice", up=False)
    centre.arrive("c1")
    centre.later(30 * SECOND)
    centre.phone("alice", up=True)
    assert centre.mode("alice") == "ringing c1"
    assert "gone:alice" not in centre.state.timers


def test_operator_taken_off_while_her_telephone_rings_is_forgotten_when_it_stops() -> None:
    centre = ringing()
    centre.configure(settings(operator("bob"), version=2))
    centre.later(SALES.ring)
    assert "alice" not in centre.state.agents
    assert centre.where("c1") == "waiting sales"


@pytest.mark.parametrize("browser", [True, False])
def test_a_telephone_is_told_to_answer_by_itself_unless_its_browser_decides(browser: bool) -> None:
    queue = replace(SALES, auto_answer=True)
    alice = replace(operator("alice", "sales"), browser=browser)
    centre = Centre(replace(settings(), queues=(queue, SUPPORT), operators=(alice,)))
    centre.ready("alice")
    centre.arrive("c1")
    assert centre.facts("RingAgent")[-1].auto_answer is not browser


@pytest.mark.parametrize("name", ["", "Мария"])
def test_the_number_goes_to_no_telephone_of_an_operator_it_is_masked_for(name: str) -> None:
    alice = replace(operator("alice", "sales"), masked=True)
    centre = Centre(replace(settings(), operators=(alice,)))
    centre.ready("alice")
    centre.arrive("c1", caller=Caller("+79123456789", "+7 912 345-67-89", name=name))
    ring = centre.facts("RingAgent")[-1]
    assert ring.caller == Caller("", "+7 912 •••-••-89", name=name)
    assert centre.state.calls["c1"].caller.number == "+79123456789"
