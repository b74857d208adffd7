"""The line that stands to an operator's telephone for the whole shift."""

from __future__ import annotations

import pytest
from centre import MINUTE, SECOND, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.words import (
    DialAsked,
    LegGone,
    NailedGone,
    NailedUp,
    Reachable,
    ReadyAsked,
    TelephonyDown,
)

NAILED = replace(operator("alice"), browser=False, nailed=True)


def at_work() -> Centre:
    """Alice's line stands, and she takes calls."""
    centre = Centre(settings(NAILED, operator("bob")))
    centre.ready("alice")
    centre.give(NailedUp(0, "alice", 1))
    assert centre.mode("alice") == "ready"
    return centre


def fall(centre: Centre, how: str = "told", cause: int = 16) -> None:
    line = centre.agent("alice").nailed
    assert line is not None
    centre.give(NailedGone(0, "alice", line.n, cause, how))  # type: ignore[arg-type]


def test_ready_first_rings_the_line_and_comes_when_it_stands() -> None:
    centre = Centre(settings(NAILED))
    centre.arrive("c1")
    centre.ready("alice")
    assert centre.mode("alice") == "paused line"
    (ring,) = centre.said("RingNailed")
    assert (ring.line, ring.endpoint) == (1, "tel-alice")
    centre.give(NailedUp(0, "alice", 1))
    (leg,) = centre.said("RingAgent")
    assert (leg.nailed, leg.endpoint) == (1, "tel-alice")
    assert centre.where("c1") == "offered alice"


def test_a_call_over_the_line_ends_and_the_line_stays() -> None:
    centre = at_work()
    centre.talk("alice", "c1")
    centre.hang_up("alice")
    assert "DropNailed" not in centre.kinds()
    centre.later(MINUTE)
    assert centre.mode("alice") == "ready"
    centre.pause("alice", "lunch")
    centre.give(ReadyAsked(0, "alice", "alice"))
    assert centre.mode("alice") == "ready"  # the line stood all the break
    centre.arrive("c2")
    assert centre.said("RingAgent")[0].nailed == 1


@pytest.mark.parametrize("end", ["not_taken", "refused", "no_link"])
def test_a_line_that_is_not_taken_is_rung_when_she_asks_again(end: str) -> None:
    centre = Centre(settings(NAILED))
    centre.ready("alice")
    if end == "not_taken":
        centre.later(30 * SECOND)
        assert centre.said("DropNailed")
    else:
        fall(centre, "failed" if end == "refused" else "lost", 21)
    assert centre.mode("alice") == "paused line_lost"
    centre.give(ReadyAsked(0, "alice", "alice"))
    assert centre.said("RingNailed")[0].line == 2
    centre.give(NailedUp(0, "alice", 2))
    assert centre.mode("alice") == "ready"


def test_a_line_that_falls_while_she_waits_gives_her_a_pause() -> None:
    centre = at_work()
    fall(centre)
    assert centre.mode("alice") == "paused line_lost"
    assert centre.said("AgentChanged")[0].why.code == "line_fell"
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"


def test_a_handset_put_down_in_mid_talk_ends_the_talk_and_the_pause_comes_after_wrap_up() -> None:
    centre = at_work()
    centre.talk("alice", "c1")
    fall(centre)
    assert centre.where("c1") == "ended operator_hung_up"
    assert centre.mode("alice") == "wrapup c1"
    centre.later(MINUTE)
    assert centre.mode("alice") == "paused line_lost"


def test_a_line_that_breaks_in_mid_talk_leaves_the_customer_to_wait_for_her() -> None:
    centre = at_work()
    centre.talk("alice", "c1")
    fall(centre, "torn", 44)
    assert centre.where("c1") == "returning alice"
    assert [one.leg for one in centre.said("DropLeg")] == [1]
    centre.phone("alice", up=False)
    centre.phone("alice", up=True)
    (ring,) = centre.said("RingAgent")
    assert ring.nailed == 0  # the line is gone: her telephone is rung like any other
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(MINUTE)
    assert centre.mode("alice") == "paused line_lost"


def test_a_line_found_missing_in_mid_talk_is_no_hang_up() -> None:
    centre = at_work()
    centre.talk("alice", "c1")
    fall(centre, "lost", 0)
    (ring,) = centre.said("RingAgent")
    assert (ring.nailed, ring.auto_answer) == (0, True)
    assert centre.where("c1") == "offered alice"
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(MINUTE)
    assert centre.mode("alice") == "paused line_lost"


def test_a_line_that_falls_in_the_moment_of_a_call_costs_the_caller_nothing() -> None:
    centre = at_work()
    centre.arrive("c1")
    fall(centre)
    assert centre.where("c1") == "waiting sales"
    assert centre.mode("alice") == "paused line_lost"
    assert centre.said("LegEnded")[0].outcome == "lost"


def test_who_asks_for_calls_in_wrap_up_gets_the_line_first() -> None:
    centre = at_work()
    centre.talk("alice", "c1")
    fall(centre)
    centre.give(ReadyAsked(0, "alice", "alice"))
    assert centre.mode("alice") == "paused line"
    assert centre.said("RingNailed")


def test_the_end_of_the_shift_is_the_end_of_the_line() -> None:
    centre = at_work()
    centre.go_home("alice")
    assert [one.line for one in centre.said("DropNailed")] == [1]
    assert centre.agent("alice").nailed is None
    assert centre.give(NailedGone(0, "alice", 1)) == ()  # its end, told later, says nothing new


def test_a_line_that_nobody_waits_for_is_taken_down() -> None:
    centre = Centre(settings(NAILED))
    centre.ready("alice")
    centre.go_home("alice")
    centre.give(NailedUp(0, "alice", 1))
    assert centre.kinds() == ["DropNailed"]
    centre.give(NailedUp(0, "nobody", 7))
    assert centre.kinds() == ["DropNailed"]


def test_she_dials_out_over_the_line() -> None:
    centre = at_work()
    from gudok.core.settings import Outgoing, Trunk
    from gudok.core.words import Caller

    made = settings(NAILED, version=2)
    centre.configure(replace(made, trunks=(Trunk("t1", "one"),), outgoing=Outgoing("t1", "100", ("+",))))
    centre.give(DialAsked(0, "alice", "alice", "c9", "+79160000001", Caller("+79160000001")))
    (ring,) = centre.said("RingAgent")
    assert ring.nailed == 1
    fall(centre)
    assert centre.where("c9") == "ended not_placed"
    assert centre.mode("alice") == "paused line_lost"


def test_asterisks_death_takes_the_lines_and_the_next_ready_rings_anew() -> None:
    centre = at_work()
    centre.talk("alice", "c1")
    centre.give(TelephonyDown(0, dead=True))
    assert centre.where("c1") == "ended telephony_lost"
    centre.later(MINUTE)
    assert centre.mode("alice") == "paused line_lost"


def test_who_is_asked_for_advice_over_the_line_is_there_at_once_and_gone_with_it() -> None:
    from gudok.core.words import ConsultAsked

    centre = Centre(settings(NAILED, operator("bob")))
    centre.ready("bob")
    centre.talk("bob", "c1")
    centre.ready("alice")
    centre.give(NailedUp(0, "alice", 1))
    centre.give(ConsultAsked(0, "bob", "bob", "agent", "alice"))
    assert centre.said("RingAgent")[0].nailed == 1
    centre.answer("alice")
    fall(centre)
    assert centre.call("c1").consult is None
    assert centre.where("c1") == "talk bob"
    assert centre.mode("alice") == "paused line_lost" or centre.agent("alice").next == "line_lost"


def test_without_the_option_nothing_is_nailed() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    assert not [one for turn in centre.turns for one in turn.out if "Nailed" in type(one).__name__]
    centre.give(LegGone(0, "c1", 1))
    centre.give(Reachable(0, "alice", False))
