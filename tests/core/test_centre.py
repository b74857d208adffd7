"""Settings that change with calls in flight; Asterisk that dies; late, doubled and nonsense events; refused asks."""

from __future__ import annotations

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.settings import Number
from gudok.core.words import (
    CallArrived,
    Caller,
    CallerGone,
    LegGone,
    LegUp,
    Misplaced,
    MoreWrapUpAsked,
    PromptDone,
    Reachable,
    ReadyAsked,
    StrayFound,
    TelephonyDown,
    TelephonyUp,
    Woke,
)


def test_settings_that_are_the_same_change_nothing() -> None:
    centre = Centre()
    centre.configure(settings())
    assert centre.out == ()


def test_new_operator_can_work_at_once() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.configure(settings(operator("alice"), operator("erin"), version=2))
    centre.ready("erin")
    assert centre.mode("erin") == "ringing c1"


def test_queue_given_to_a_ready_operator_serves_its_calls_at_once() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.arrive("c1", "200")
    assert centre.mode("alice") == "ready"
    centre.configure(settings(operator("alice", "sales", "support"), version=2))
    assert centre.mode("alice") == "ringing c1"


def test_calls_of_a_removed_queue_go_where_their_number_leads_now_in_their_order() -> None:
    centre = Centre(settings(operator("carol", "support")))
    centre.arrive("c1")
    centre.arrive("c2", caller=VIP)
    centre.ready("carol")
    document = settings(operator("carol", "support"), queues=(SUPPORT,), version=2)
    centre.configure(replace(document, numbers=(Number("100", "support"),)))
    assert centre.mode("carol") == "ringing c2"
    assert centre.where("c1") == "waiting support"


def test_calls_of_a_removed_queue_whose_number_leads_nowhere_are_told_so() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.configure(settings(queues=(SUPPORT,), version=2))
    centre.prompt_ends("c1")
    assert centre.where("c1") == "ended no_route"


@pytest.mark.parametrize(("number", "where"), [("support", "waiting support"), ("nowhere", "parting sales")])
def test_call_that_rings_when_its_queue_is_removed_is_not_stuck(number: str, where: str) -> None:
    centre = Centre()
    centre.ready("alice")
    centre.arrive("c1")
    centre.configure(replace(settings(queues=(SUPPORT,), version=2), numbers=(Number("100", number),)))
    centre.leg_gone("alice", 19)
    assert centre.where("c1") == where


def test_talk_goes_on_when_its_queue_is_removed() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.configure(settings(queues=(SUPPORT,), version=2))
    assert centre.where("c1") == "talk alice"
    centre.leave("c1")
    assert centre.mode("alice") == "wrapup c1"


def test_operator_taken_off_in_mid_talk_finishes_it_and_is_forgotten() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.configure(settings(operator("bob"), version=2))
    assert centre.where("c1") == "talk alice"
    centre.hang_up("alice")
    assert centre.refused() == "unknown_operator"
    centre.leg_gone("alice", 16)
    centre.later(SALES.wrapup)
    assert "alice" not in centre.state.agents


def test_operator_taken_off_while_ready_is_forgotten_at_once() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.configure(settings(operator("bob"), version=2))
    assert "alice" not in centre.state.agents
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"


def test_longest_wait_changed_holds_for_those_who_wait() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.later(MINUTE)
    centre.configure(settings(queues=(replace(SALES, overflow="message", max_wait=2 * MINUTE), SUPPORT), version=2))
    centre.later(MINUTE)
    assert centre.where("c1") == "parting sales"


def test_asterisk_dies() -> None:
    centre = Centre()
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.arrive("c2")
    centre.arrive("c3")
    centre.give(TelephonyDown(0, dead=True))
    assert {centre.where(call) for call in ("c1", "c2", "c3")} == {"ended telephony_lost"}
    assert centre.mode("alice") == "wrapup c1"
    assert centre.mode("bob") == "ready"
    centre.give(TelephonyDown(0, dead=True))
    assert centre.out == ()
    centre.give(TelephonyUp(0, "22.0.0", "boot-2"))
    centre.arrive("c4")
    assert centre.mode("bob") == "ringing c4"


def test_broken_link_touches_no_talk() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.arrive("c2")
    centre.give(TelephonyDown(0, dead=False))
    assert centre.kinds() == ["TelephonyChanged"]
    assert (centre.where("c1"), centre.where("c2")) == ("talk alice", "waiting sales")


def test_link_told_up_twice() -> None:
    centre = Centre()
    assert centre.give(TelephonyUp(0)) == ()


def test_stray_channel_is_hung_up() -> None:
    assert Centre().give(StrayFound(0, "ch-x"))[0].channel == "ch-x"


def test_arrival_told_twice_is_one_call() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.arrive("c1")
    assert centre.out == ()


def test_arrival_told_after_the_end_is_hung_up_again() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.leave("c1")
    centre.arrive("c1")
    assert [o.why.code for o in centre.out] == ["already_ended"]
    assert "c1" not in centre.state.calls


def test_ended_calls_are_forgotten_after_ten_minutes() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.leave("c1")
    centre.later(10 * MINUTE + SECOND)
    centre.arrive("c2")
    centre.leave("c2")
    assert list(centre.state.ended) == ["c2"]


@pytest.mark.parametrize(
    "came",
    [
        CallerGone(0, "c9"),
        LegGone(0, "c9", 1),
        LegGone(0, "c1", 7),
        PromptDone(0, "c1", "c1-p999"),
        PromptDone(0, "c9", ""),
        Reachable(0, "nobody", up=True),
        Reachable(0, "alice", up=True),
        Woke(0, "ring:c9"),
        Woke(0, "say:c1"),
        Woke(0, "nonsense"),
        Misplaced(0, "c9"),
    ],
    ids=repr,
)
def test_what_no_longer_fits_is_answered_with_nothing(came) -> None:
    centre = Centre()
    centre.ready("alice")
    centre.arrive("c1")
    assert centre.give(came) == ()


def test_answer_of_an_unknown_leg_is_taken_down() -> None:
    assert Centre().give(LegUp(0, "c9", 1))[0].why.code == "late_answer"


def test_asks_refused() -> None:
    centre = Centre()
    for ask, code in (
        (ReadyAsked(0, "nobody", "nobody"), "unknown_operator"),
        (ReadyAsked(0, "alice", "alice"), "phone_unreachable"),
        (MoreWrapUpAsked(0, "alice", "alice"), "no_wrapup"),
    ):
        centre.give(ask)
        assert centre.refused() == code
    for reason in ("", "leave"):
        centre.pause("alice", reason)
        assert centre.refused() == "pause_needs_reason"


def test_asks_that_are_so_already_are_granted_in_silence() -> None:
    centre = Centre()
    centre.go_home("alice")
    assert centre.out == ()
    centre.pause("alice", "lunch")
    centre.pause("alice", "lunch")
    assert centre.out == ()


def test_call_told_to_have_come_in_the_future_came_now() -> None:
    centre = Centre()
    centre.give(CallArrived(0, "c1", "ch-c1", "100", Caller(), centre.at + MINUTE))
    assert centre.call("c1").since == centre.at
