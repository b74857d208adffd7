"""A talk with more than one partner: consultation, swap, conference, transfer after it."""

from __future__ import annotations

import pytest
from centre import SALES, SUPPORT
from msgspec.structs import replace
from two_lines import ASKS, NUMBER, Talk, rules, talking


@pytest.fixture
def centre() -> Talk:
    return Talk()


def test_the_customer_hears_music_while_the_one_asked_is_rung(centre: Talk) -> None:
    centre.consult()
    assert centre.mode("bob") == "ringing c1"
    assert centre.call("c1").mode.held
    assert "ParkCaller" in centre.kinds()
    [ring] = centre.said("RingAgent")
    assert (ring.agent, ring.caller.name, ring.caller.number) == ("bob", "Alice", "")
    assert centre.where("c1") == "talk alice"


def test_the_two_talk_apart_from_the_customer(centre: Talk) -> None:
    talking(centre)
    assert centre.hears() == "consulted"
    assert centre.mode("bob") == "talking c1"
    assert "Connect" not in centre.kinds()
    [joined] = centre.said("ConnectLegs")
    assert (joined.agent, joined.leg, joined.other) == ("alice", 1, 2)


def test_there_and_back_again(centre: Talk) -> None:
    talking(centre, "swap")
    assert centre.hears() == "customer"
    assert centre.kinds()[-2:] == ["Connect", "LinesChanged"]
    assert "ParkLeg" in centre.kinds()
    centre.ask("swap")
    assert centre.hears() == "consulted"
    assert {"ParkCaller", "ConnectLegs"} <= set(centre.kinds())


def test_all_three_together_and_one_let_go(centre: Talk) -> None:
    talking(centre, "join")
    assert centre.hears() == "all"
    centre.ask("end")
    assert centre.where("c1") == "talk alice"
    assert centre.mode("bob") == "ready"
    assert not centre.call("c1").mode.held


def test_leaving_the_conference_makes_the_call_the_others(centre: Talk) -> None:
    talking(centre, "join", "complete")
    assert centre.where("c1") == "talk bob"
    assert centre.mode("alice") == "wrapup c1"
    assert centre.kinds().index("Connect") < centre.kinds().index("DropLeg")
    centre.hang_up("bob")
    assert centre.where("c1") == "ended operator_hung_up"
    assert centre.mode("bob") == "wrapup c1"


def test_the_transfer_is_complete_without_a_conference_too(centre: Talk) -> None:
    talking(centre, "complete")
    assert centre.where("c1") == "talk bob"
    assert not centre.call("c1").mode.held
    [taken] = centre.said("CallConnected")
    assert (taken.agent, taken.leg, taken.record) == ("bob", 2, centre.call("c1").record)
    assert taken.record.endswith("c1-0002")


def test_complete_while_it_rings_is_a_transfer_at_once(centre: Talk) -> None:
    centre.consult()
    centre.ask("complete")
    assert centre.where("c1") == "offered bob"
    centre.answer("bob")
    assert centre.where("c1") == "talk bob"


def test_a_transfer_begun_as_a_question_and_refused_comes_back(centre: Talk) -> None:
    centre.consult()
    centre.ask("complete")
    centre.leg_gone("bob", 21)
    assert centre.mode("alice") == "ringing c1"


@pytest.mark.parametrize(
    ("cause", "code", "after"),
    [
        (21, "consult_declined", "ready"),
        (19, "consult_missed", "paused missed"),
        (20, "consult_unreachable", "paused unreachable"),
    ],
)
def test_who_does_not_answer_brings_the_customer_back_with_the_reason(
    centre: Talk, cause: int, code: str, after: str
) -> None:
    centre.consult()
    centre.leg_gone("bob", cause)
    assert centre.where("c1") == "talk alice"
    assert not centre.call("c1").mode.held
    assert centre.call("c1").over.code == code  # type: ignore[union-attr]
    assert centre.mode("bob") == after


@pytest.mark.parametrize("kind", ["agent", "number"])
def test_the_second_line_is_recorded_where_the_talk_is(kind: str) -> None:
    for recorded in (True, False):
        document = rules()
        centre = Talk(replace(document, queues=(replace(SALES, record=recorded), SUPPORT)))
        centre.consult(NUMBER if kind == "number" else "bob", kind)
        assert bool(centre.line.record) == recorded
        centre = Talk(replace(document, queues=(replace(SALES, record=recorded), SUPPORT)))
        centre.transfer("alice", "number", NUMBER)
        assert bool(centre.call("c1").record) == recorded


def test_who_is_asked_may_refuse_at_the_desk(centre: Talk) -> None:
    centre.consult()
    centre.hang_up("bob")
    assert centre.call("c1").over.code == "consult_declined"  # type: ignore[union-attr]
    assert centre.mode("bob") == "ready"
    assert "DropLeg" in centre.kinds()


def test_it_rings_for_so_long_and_no_longer(centre: Talk) -> None:
    centre.consult()
    centre.later(SALES.ring)
    assert centre.call("c1").over.code == "consult_missed"  # type: ignore[union-attr]


def test_a_telephone_that_vanishes_while_it_rings(centre: Talk) -> None:
    centre.consult()
    centre.phone("bob", up=False)
    assert centre.call("c1").over.code == "consult_unreachable"  # type: ignore[union-attr]


@pytest.mark.parametrize(("how", "code"), [("told", "consulted_hung_up"), ("torn", "consulted_broke_off")])
@pytest.mark.parametrize("asks", [(), ("swap",), ("join",)])
def test_the_consulted_goes_and_the_customer_is_back(centre: Talk, asks: tuple, how: str, code: str) -> None:
    talking(centre, *asks)
    centre.leg_gone("bob", 16, how)
    assert centre.where("c1") == "talk alice"
    assert not centre.call("c1").mode.held
    assert centre.call("c1").over.code == code  # type: ignore[union-attr]
    assert centre.mode("bob") == "ready"


def test_the_consulted_hangs_up_and_ends_nobody_elses_talk(centre: Talk) -> None:
    talking(centre)
    centre.hang_up("bob")
    assert centre.where("c1") == "talk alice"
    assert centre.mode("bob") == "ready"


@pytest.mark.parametrize("verb", ["hold", "resume"])
def test_the_consulted_has_no_say_over_the_customer(centre: Talk, verb: str) -> None:
    talking(centre)
    getattr(centre, verb)("bob")
    assert centre.refused() == "not_your_call"
    centre.transfer("bob", "queue", "sales")
    assert centre.refused() == "not_your_call"
    for what in ASKS:
        centre.ask(what, "bob")
        assert centre.refused() == "not_your_call"


def test_cancelled_before_an_answer(centre: Talk) -> None:
    centre.consult()
    centre.ask("end")
    assert centre.where("c1") == "talk alice"
    assert centre.mode("bob") == "ready"
    assert not centre.call("c1").mode.held


def test_back_to_the_customer_while_it_rings_and_the_answer_waits(centre: Talk) -> None:
    centre.consult()
    centre.resume("alice")
    assert not centre.call("c1").mode.held
    centre.answer("bob")
    assert centre.hears() == "customer"
    assert "ParkLeg" in centre.kinds()
    centre.ask("swap")
    assert centre.hears() == "consulted"


def test_resume_leaves_the_consulted_on_hold(centre: Talk) -> None:
    talking(centre)
    centre.resume("alice")
    assert centre.hears() == "customer"


def test_hold_in_a_conference_leaves_two_alone(centre: Talk) -> None:
    talking(centre, "join")
    centre.hold("alice")
    assert centre.hears() == "consulted"
