"""Blind transfer: to a queue, to an operator, back when nobody takes it."""

from __future__ import annotations

import pytest
from centre import SALES, SUPPORT, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.words import TelephonyDown


def talking() -> Centre:
    """Alice (sales) talks with c1; bob (sales) and carol (support) are in the settings."""
    centre = Centre(settings(operator("alice"), operator("bob"), operator("carol", "support")))
    centre.ready("alice")
    centre.talk("alice", "c1")
    return centre


def test_to_a_queue_where_somebody_is_free() -> None:
    centre = talking()
    centre.ready("carol")
    centre.transfer("alice", "queue", "support")
    assert centre.mode("carol") == "ringing c1"
    assert centre.mode("alice") == "wrapup c1"
    assert {"ParkCaller", "DropLeg", "RingAgent"} <= set(centre.kinds())
    centre.answer("carol")
    assert centre.where("c1") == "talk carol"


def test_to_a_queue_where_nobody_is_free() -> None:
    centre = talking()
    centre.transfer("alice", "queue", "support")
    assert centre.where("c1") == "waiting support"
    centre.ready("carol")
    assert centre.mode("carol") == "ringing c1"


def test_to_an_operator() -> None:
    centre = talking()
    centre.ready("carol")
    centre.transfer("alice", "agent", "carol")
    assert centre.mode("carol") == "ringing c1"
    centre.answer("carol")
    assert centre.said("CallConnected")[0].why.code == "answered_transfer"


def test_to_an_operator_who_refuses_rings_back_at_the_sender() -> None:
    centre = talking()
    centre.ready("bob")
    centre.transfer("alice", "agent", "bob")
    centre.leg_gone("bob", 21)
    assert centre.mode("bob") == "paused declined"
    assert centre.mode("alice") == "ringing c1"
    assert centre.said("CallOffered")[0].why.code == "transfer_returned"
    centre.answer("alice")
    assert centre.where("c1") == "talk alice"
    assert centre.said("CallConnected")[0].why.code == "answered_bounce"


def test_returned_transfer_nobody_takes_goes_to_the_queue() -> None:
    centre = talking()
    centre.ready("bob")
    centre.transfer("alice", "agent", "bob")
    centre.later(SALES.ring)
    assert centre.mode("alice") == "ringing c1"
    centre.later(SALES.ring)
    assert centre.mode("alice") == "paused missed"
    assert centre.where("c1") == "waiting sales"


def test_returned_transfer_goes_to_the_queue_when_the_sender_has_gone() -> None:
    centre = talking()
    centre.ready("bob")
    centre.transfer("alice", "agent", "bob")
    centre.go_home("alice")
    centre.leg_gone("bob", 19)
    assert centre.mode("alice") == "away"
    assert centre.where("c1") == "waiting sales"


def test_caller_who_leaves_while_it_rings_back_leaves_wrap_up_behind() -> None:
    centre = talking()
    centre.ready("bob")
    centre.transfer("alice", "agent", "bob")
    centre.leg_gone("bob", 21)
    centre.leave("c1")
    assert centre.mode("alice") == "wrapup c1"


def test_sender_in_wrap_up_has_no_more_say_over_the_call() -> None:
    centre = talking()
    centre.ready("bob")
    centre.transfer("alice", "agent", "bob")
    centre.answer("bob")
    for ask in (centre.hang_up, centre.hold, centre.resume, centre.reload):
        ask("alice")
        assert centre.refused() == "no_call"
    assert centre.where("c1") == "talk bob"


def test_senders_telephone_coming_back_takes_no_call_of_another() -> None:
    centre = talking()
    centre.ready("bob")
    centre.transfer("alice", "agent", "bob")
    centre.answer("bob")
    centre.leg_gone("bob", 0, "torn")
    centre.phone("alice", up=False)
    centre.phone("alice", up=True)
    assert centre.where("c1") == "returning bob"
    assert centre.mode("alice") == "wrapup c1"


@pytest.mark.parametrize(
    ("kind", "to", "code"),
    [
        ("queue", "nowhere", "unknown_queue"),
        ("agent", "nobody", "unknown_operator"),
        ("agent", "alice", "transfer_to_self"),
        ("agent", "bob", "operator_not_ready"),
    ],
)
def test_refused(kind: str, to: str, code: str) -> None:
    centre = talking()
    centre.transfer("alice", kind, to)
    assert centre.refused() == code
    assert centre.where("c1") == "talk alice"


def test_refused_to_an_operator_whose_telephone_is_gone() -> None:
    centre = talking()
    centre.ready("bob")
    centre.phone("bob", up=False)
    centre.transfer("alice", "agent", "bob")
    assert centre.refused() == "operator_not_ready"


def test_refused_to_an_operator_while_telephony_cannot_ring() -> None:
    centre = talking()
    centre.ready("bob")
    centre.give(TelephonyDown(0, dead=False))
    centre.transfer("alice", "agent", "bob")
    assert centre.refused() == "telephony_down"


def test_refused_without_a_talk() -> None:
    centre = talking()
    centre.hang_up("alice")
    centre.transfer("alice", "queue", "support")
    assert centre.refused() == "no_call"
    centre.ready("bob")
    centre.arrive("c2")
    centre.transfer("bob", "queue", "support")
    assert centre.refused() == "no_talk"


def test_customer_on_hold_can_be_handed_over() -> None:
    centre = talking()
    centre.ready("carol")
    centre.hold("alice")
    centre.transfer("alice", "queue", "support")
    centre.answer("carol")
    assert centre.where("c1") == "talk carol"
    assert centre.call("c1").mode.held == 0


def test_sender_without_wrap_up_may_get_the_call_of_her_own_queue_again() -> None:
    centre = Centre(settings(operator("alice"), queues=(replace(SALES, wrapup=0), SUPPORT)))
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.transfer("alice", "queue", "sales")
    assert centre.mode("alice") == "ringing c1"
