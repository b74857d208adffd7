"""The operator's telephone breaks off in mid-talk: the customer keeps music, the operator gets the talk back."""

from __future__ import annotations

from centre import SALES, SECOND, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.words import Started, TelephonyDown, TelephonyUp


def broken(how: str = "torn") -> Centre:
    """Alice talked with c1 until her telephone broke off; c2 waits."""
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.arrive("c2")
    centre.leg_gone("alice", 0, how)
    return centre


def test_customer_hears_music_and_waits_for_the_operator() -> None:
    centre = broken()
    assert centre.where("c1") == "returning alice"
    assert centre.mode("alice") == "talking c1"
    assert centre.kinds() == ["LegEnded", "CallWaitsReturn", "ParkCaller", "WakeAt"]


def test_telephone_that_registers_again_rings_and_answers_by_itself() -> None:
    centre = broken()
    centre.phone("alice", up=False)
    centre.later(5 * SECOND)
    centre.phone("alice", up=True)
    assert centre.said("RingAgent")[0].auto_answer
    centre.answer("alice")
    assert centre.where("c1") == "talk alice"
    assert centre.said("CallConnected")[0].why.code == "answered_comeback"
    assert "return:c1" not in centre.state.timers


def test_leg_found_missing_rings_at_once_where_the_telephone_is_there() -> None:
    centre = broken("lost")
    assert centre.said("RingAgent")[0].auto_answer
    assert centre.mode("alice") == "ringing c1"


def test_desk_opened_anew_drops_the_dead_leg_and_rings() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    leg = centre.leg("alice")
    centre.reload("alice")
    assert (centre.said("DropLeg")[0].call, centre.said("DropLeg")[0].leg) == leg
    assert centre.said("RingAgent")[0].leg == 2
    assert centre.mode("alice") == "ringing c1"


def test_desk_opened_anew_before_its_telephone_registers() -> None:
    centre = broken()
    centre.phone("alice", up=False)
    centre.reload("alice")
    assert centre.out == ()
    centre.phone("alice", up=True)
    assert centre.mode("alice") == "ringing c1"


def test_operator_who_does_not_come_back_in_time() -> None:
    centre = broken()
    centre.phone("alice", up=False)
    centre.later(20 * SECOND)
    assert centre.mode("alice") == "paused unreachable"
    assert centre.where("c1") == "waiting sales"
    centre.ready("bob")
    assert centre.mode("bob") == "ringing c1"  # before c2: it came before all


def test_comeback_that_is_not_answered() -> None:
    centre = broken()
    centre.reload("alice")
    centre.later(SALES.ring)
    assert centre.mode("alice") == "paused missed"
    assert centre.where("c1") == "waiting sales"


def test_customer_leaves_while_waiting_for_the_operator() -> None:
    centre = broken()
    centre.leave("c1")
    assert centre.where("c1") == "ended caller_hung_up"
    assert centre.mode("alice") == "wrapup c1"


def test_customer_leaves_while_it_rings_again_has_talked_all_the_same() -> None:
    centre = broken()
    centre.reload("alice")
    centre.leave("c1")
    assert centre.where("c1") == "ended caller_hung_up"
    assert centre.mode("alice") == "wrapup c1"


def test_operator_gives_the_broken_talk_up() -> None:
    centre = broken()
    centre.hang_up("alice")
    assert centre.where("c1") == "ended operator_hung_up"
    assert centre.mode("alice") == "wrapup c1"


def test_sip_telephone_found_gone_has_hung_up() -> None:
    document = settings(replace(operator("alice"), browser=False))
    centre = Centre(document)
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.leg_gone("alice", 0, "lost")
    assert centre.where("c1") == "ended operator_hung_up"


def test_operator_is_not_rung_while_the_link_is_down_and_not_given_up_either() -> None:
    centre = broken()
    centre.give(TelephonyDown(0, dead=False))
    centre.later(25 * SECOND)
    centre.reload("alice")
    assert centre.where("c1") == "returning alice"
    centre.give(Started(0, "engine-2"))
    centre.give(TelephonyUp(0))
    assert centre.said("RingAgent")[0].auto_answer
    assert centre.mode("alice") == "ringing c1"


def test_comeback_lost_while_no_engine_was_there_is_rung_anew() -> None:
    centre = broken("lost")
    centre.give(Started(0, "engine-2"))
    centre.leg_gone("alice", 0, "lost")
    assert centre.where("c1") == "returning alice"
    assert centre.mode("alice") == "talking c1"
    centre.give(TelephonyUp(0))
    assert centre.said("RingAgent")[0].auto_answer
    centre.answer("alice")
    assert centre.where("c1") == "talk alice"


def test_operator_taken_off_while_awaited() -> None:
    centre = broken()
    centre.configure(settings(operator("bob"), version=2))
    centre.later(20 * SECOND)
    assert "alice" not in centre.state.agents
    assert centre.where("c1") == "waiting sales"
