"""Whom one can consult: a queue in its turn, an outside number; who cannot be, and what stands wrong."""

from __future__ import annotations

import pytest
from centre import SALES, SECOND, SUPPORT, VIP
from msgspec.structs import replace
from two_lines import ASKS, NUMBER, Talk, rules, talking

from gudok.core.words import (
    LegUp,
    Misplaced,
    TelephonyDown,
)


@pytest.fixture
def centre() -> Talk:
    return Talk()


def test_a_queue_is_asked_in_its_turn(centre: Talk) -> None:
    centre.pause("bob", "lunch")
    centre.arrive("c2", "200")
    centre.consult("support", "queue")
    centre.arrive("c3", "200")
    assert [key[2] for key in centre.state.waiting["support"]] == ["c2", "c1", "c3"]
    centre.ready("bob", "carol")
    assert (centre.mode("bob"), centre.mode("carol")) == ("ringing c2", "ringing c1")
    centre.answer("carol")
    assert centre.hears() == "consulted"


def test_a_vips_question_goes_before_others(centre: Talk) -> None:
    centre.pause("bob", "lunch")
    centre.leave("c1")
    centre.later(SALES.wrapup)
    centre.arrive("c4", caller=VIP)
    centre.answer("alice")
    centre.arrive("c2", "200")
    centre.consult("support", "queue")
    assert [key[2] for key in centre.state.waiting["support"]] == ["c4", "c2"]


def test_in_a_queue_the_next_operator_is_asked(centre: Talk) -> None:
    centre.consult("support", "queue")
    assert centre.mode("bob") == "ringing c1"
    centre.ready("carol")
    centre.leg_gone("bob", 21)
    assert (centre.mode("bob"), centre.mode("carol")) == ("paused declined", "ringing c1")


def test_the_operator_goes_and_the_customer_has_her_place_in_the_queue(centre: Talk) -> None:
    centre.pause("bob", "lunch")
    centre.consult("support", "queue")
    asked = centre.line.joined
    centre.later(SECOND)
    centre.leg_gone("alice", 16, "told")
    assert centre.where("c1") == "waiting support"
    assert centre.call("c1").mode.joined == asked


def test_a_queue_that_is_taken_away_ends_the_question(centre: Talk) -> None:
    centre.pause("bob", "lunch")
    centre.consult("support", "queue")
    centre.configure(replace(rules(), version=2, queues=(SALES,)))
    assert centre.call("c1").over.code == "consult_queue_gone"  # type: ignore[union-attr]
    assert not centre.call("c1").mode.held


# a number


def test_a_number_is_asked_and_has_the_customer_in_the_end(centre: Talk) -> None:
    centre.consult(NUMBER, "number")
    [ring] = centre.said("RingNumber")
    assert (ring.trunk, ring.dialled, ring.shown) == ("t1", NUMBER, "+74951234567")
    centre.number()
    assert centre.hears() == "consulted"
    centre.ask("complete")
    assert centre.where("c1").startswith("outside")
    assert centre.mode("alice") == "wrapup c1"
    assert "ConnectOutside" in centre.kinds()
    centre.number(16)
    assert centre.where("c1") == "ended outside_hung_up"


def test_a_number_that_is_busy(centre: Talk) -> None:
    centre.consult(NUMBER, "number")
    centre.number(17)
    assert centre.call("c1").over.code == "consult_declined"  # type: ignore[union-attr]
    assert centre.where("c1") == "talk alice"


def test_a_number_in_the_conference_and_the_operator_breaks_off(centre: Talk) -> None:
    centre.consult(NUMBER, "number")
    centre.number()
    centre.ask("join")
    centre.leg_gone("alice", 44, "torn")
    assert centre.where("c1").startswith("outside")
    centre.leave("c1")
    assert centre.where("c1") == "ended caller_hung_up"
    assert "DropLeg" in centre.kinds()


def test_a_number_handed_the_customer_at_once(centre: Talk) -> None:
    centre.transfer("alice", "number", NUMBER)
    assert centre.mode("alice") == "wrapup c1"
    assert centre.where("c1").startswith("outside")
    centre.number()
    assert "ConnectOutside" in centre.kinds()


def test_a_number_that_does_not_answer_gives_the_customer_back(centre: Talk) -> None:
    centre.transfer("alice", "number", NUMBER)
    centre.later(SECOND)
    centre.number(19)
    assert centre.mode("alice") == "ringing c1"


def test_a_number_that_rings_too_long_and_nobody_to_come_back_to(centre: Talk) -> None:
    centre.transfer("alice", "number", NUMBER)
    centre.go_home("alice")
    centre.later(rules().outgoing.ring)
    assert centre.where("c1") == "waiting sales"


def test_a_customer_who_gives_up_before_the_number_answers(centre: Talk) -> None:
    centre.transfer("alice", "number", NUMBER)
    centre.leave("c1")
    assert centre.where("c1") == "ended abandoned"


def test_complete_while_the_number_rings(centre: Talk) -> None:
    centre.consult(NUMBER, "number")
    centre.ask("complete")
    assert centre.where("c1").startswith("outside")
    centre.number()
    assert centre.call("c1").mode.since


# refused


@pytest.mark.parametrize(
    ("kind", "to", "code"),
    [
        ("queue", "nowhere", "unknown_queue"),
        ("agent", "nobody", "unknown_operator"),
        ("agent", "alice", "transfer_to_self"),
        ("agent", "carol", "operator_not_ready"),
        ("number", "+15551234567", "number_not_allowed"),
        ("number", "nonsense", "not_a_number"),
    ],
)
def test_nobody_to_ask(centre: Talk, kind: str, to: str, code: str) -> None:
    centre.consult(to, kind)
    assert centre.refused() == code
    assert centre.where("c1") == "talk alice"
    assert not centre.call("c1").mode.held


def test_one_question_at_a_time(centre: Talk) -> None:
    centre.consult()
    centre.ready("carol")
    centre.consult("carol")
    assert centre.refused() == "consult_already"
    centre.transfer("alice", "agent", "carol")
    assert centre.refused() == "consult_already"


def test_nothing_to_do_without_a_second_line(centre: Talk) -> None:
    for what in ASKS:
        centre.ask(what)
        assert centre.refused() == "no_consult"
    centre.consult()
    for what in ("swap", "join", "drop"):
        centre.ask(what)
        assert centre.refused() == "consult_not_answered"


def test_without_a_link_nobody_is_asked(centre: Talk) -> None:
    centre.give(TelephonyDown(0, dead=False))
    centre.consult()
    assert centre.refused() == "telephony_down"


# repairs


@pytest.mark.parametrize(
    ("asks", "repairs"),
    [((), ["ParkCaller", "ConnectLegs"]), (("swap",), ["ParkLeg", "Connect"]), (("join",), ["Connect", "ConnectLegs"])],
)
def test_what_stands_wrong_is_put_right(centre: Talk, asks: tuple, repairs: list) -> None:
    talking(centre, *asks)
    centre.give(Misplaced(0, "c1"))
    assert centre.kinds() == repairs


def test_a_customer_let_go_who_is_still_there_is_hung_up_again(centre: Talk) -> None:
    talking(centre, "drop")
    centre.give(Misplaced(0, "c1"))
    assert centre.kinds() == ["HangUp", "ConnectLegs"]


def test_an_answer_heard_twice_and_one_too_late(centre: Talk) -> None:
    talking(centre)
    centre.give(LegUp(0, "c1", 2))
    assert centre.out == ()
    centre.ask("end")
    centre.give(LegUp(0, "c1", 2))
    assert centre.kinds() == ["DropLeg"]


def test_rules_of_support_ring_its_operators(centre: Talk) -> None:
    centre.configure(replace(rules(), version=2, queues=(SALES, replace(SUPPORT, ring=5 * SECOND))))
    centre.consult("support", "queue")
    centre.later(5 * SECOND)
    assert centre.mode("bob") == "paused missed"
    assert centre.line.stage == "waiting"
