"""An operator dials: her telephone first, then the number, and where she comes back to."""

from __future__ import annotations

import pytest
from centre import SALES, SECOND, SUPPORT, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.settings import Break, Outgoing, Settings, Trunk
from gudok.core.words import (
    Caller,
    CallerGone,
    CustomerRings,
    CustomerUp,
    DialAsked,
    EndCallAsked,
    ReadyAsked,
    TelephonyDown,
    TelephonyUp,
)

NUMBER = "+79161234567"
RULES = Outgoing("t1", "74950000001", ("+7",), ("+7809",), ring=45_000)


def document(outgoing: Outgoing = RULES) -> Settings:
    centre = settings(
        operator("alice"), operator("bob", "support"), queues=(replace(SALES, shown="74950000002"), SUPPORT)
    )
    return replace(
        centre, trunks=(Trunk("t1", "one"),), outgoing=outgoing, breaks=(Break("tasks", outgoing=True), Break("lunch"))
    )


def centre_with_alice(outgoing: Outgoing = RULES) -> Centre:
    centre = Centre(document(outgoing))
    centre.ready("alice")
    return centre


def dial(centre: Centre, number: str = NUMBER, queue: str = "", call: str = "c9", name: str = "alice") -> None:
    centre.give(DialAsked(0, name, name, call, number, Caller(number, number, "5", "Пётр"), queue))


def test_the_operators_telephone_rings_first_and_the_number_when_it_answers() -> None:
    centre = centre_with_alice()
    dial(centre)
    [came], [ring] = centre.said("CallCame"), centre.said("RingAgent")
    assert (came.direction, came.did, came.caller.name) == ("out", "74950000001", "Пётр")
    assert (ring.auto_answer, ring.channel, ring.record) == (True, "", "")
    assert (centre.mode("alice"), centre.where("c9")) == ("dialling c9", "placed alice")
    assert not centre.facts("DialNumber")
    centre.answer("alice")
    [dialled] = centre.said("DialNumber")
    assert (dialled.channel, dialled.trunk, dialled.dialled, dialled.shown) == ("c9-dial", "t1", NUMBER, "+74950000001")
    assert dialled.timeout == 45_000
    centre.give(CustomerRings(0, "c9"))
    assert centre.kinds() == ["NumberRings"]
    assert not centre.give(CustomerRings(0, "c9"))


def test_an_answered_call_is_a_talk_like_any_other() -> None:
    centre = centre_with_alice()
    dial(centre, queue="sales")
    centre.answer("alice")
    centre.give(CustomerUp(0, "c9"))
    [connected] = centre.said("CallConnected")
    assert (connected.queue, connected.why.code) == ("sales", "customer_answered")
    assert centre.said("NumberDialled") == []
    assert centre.facts("NumberDialled")[0].shown == "+74950000002"
    assert (centre.mode("alice"), centre.where("c9")) == ("talking c9", "talk alice")
    [begun] = centre.said("ResumeRecord")
    assert begun.record == connected.record
    assert begun.record.endswith("c9-0001")
    centre.hold("alice")
    centre.resume("alice")
    centre.give(CallerGone(0, "c9"))
    assert centre.where("c9") == "ended caller_hung_up"
    assert centre.mode("alice") == "wrapup c9"


def test_on_nobodys_behalf_the_wrapup_is_the_centres() -> None:
    for wrapup, after in ((0, "ready"), (5_000, "wrapup c9")):
        centre = centre_with_alice(replace(RULES, wrapup=wrapup))
        dial(centre)
        centre.answer("alice")
        centre.give(CustomerUp(0, "c9"))
        centre.hang_up("alice")
        assert (centre.mode("alice"), centre.where("c9")) == (after, "ended operator_hung_up")


@pytest.mark.parametrize(
    ("cause", "sip", "rings", "end"),
    [
        (17, 486, False, "busy"),
        (19, 480, True, "no_answer"),
        (19, 480, False, "unreachable"),
        (18, 408, False, "unreachable"),
        (21, 603, True, "rejected"),
        (21, 403, False, "provider_refused"),
        (1, 404, False, "no_such_number"),
        (28, 484, False, "no_such_number"),
        (20, 0, False, "unreachable"),
        (34, 503, False, "provider_failed"),
        (38, 500, False, "provider_failed"),
        (0, 0, False, "provider_failed"),
    ],
)
def test_what_the_network_tells_is_how_the_call_ended(cause: int, sip: int, rings: bool, end: str) -> None:
    centre = centre_with_alice()
    since = centre.agent("alice").mode.since  # type: ignore[union-attr]
    dial(centre)
    centre.answer("alice")
    if rings:
        centre.give(CustomerRings(0, "c9"))
    centre.later(5 * SECOND)
    centre.give(CallerGone(0, "c9", cause, sip=sip))
    assert centre.where("c9") == f"ended {end}"
    assert centre.said("CallEnded")[0].why.numbers == {"cause": cause, "sip": sip}
    assert [centre.said(kind)[0].leg for kind in ("DropLeg", "LegEnded")] == [1, 1]
    assert centre.agent("alice").mode.since == since  # type: ignore[union-attr]


def test_nobody_answers_in_time() -> None:
    for rings, end in ((True, "no_answer"), (False, "unreachable")):
        centre = centre_with_alice()
        dial(centre)
        centre.answer("alice")
        if rings:
            centre.give(CustomerRings(0, "c9"))
        centre.later(44 * SECOND)
        assert centre.where("c9") == "placed alice"
        centre.later(SECOND)
        assert (centre.where("c9"), centre.mode("alice")) == (f"ended {end}", "ready")
        assert centre.facts("HangUp")[-1].channel == "c9-dial"


def test_she_hangs_up_before_the_customer_answers() -> None:
    for her_telephone in (True, False):
        centre = centre_with_alice()
        dial(centre)
        centre.answer("alice")
        if her_telephone:
            centre.leg_gone("alice")
        else:
            centre.hang_up("alice")
        assert (centre.where("c9"), centre.mode("alice")) == ("ended cancelled", "ready")
        assert bool(centre.said("DropLeg")) is not her_telephone
        assert centre.said("HangUp")


def test_a_number_that_answers_too_late_is_hung_up() -> None:
    centre = centre_with_alice()
    dial(centre)
    centre.answer("alice")
    centre.hang_up("alice")
    centre.give(CustomerUp(0, "c9"))
    assert [said.channel for said in centre.said("HangUp")] == ["c9-dial"]


@pytest.mark.parametrize("how", ["missed", "refused", "failed", "away", "reload"])
def test_her_own_telephone_does_not_answer(how: str) -> None:
    centre = centre_with_alice()
    dial(centre)
    match how:
        case "missed":
            centre.later(20 * SECOND)
        case "refused":
            centre.leg_gone("alice", 21)
        case "failed":
            centre.leg_gone("alice", 0, "failed")
        case "away":
            centre.phone("alice", up=False)
        case "reload":
            centre.reload("alice")
    assert centre.where("c9") == ("ended cancelled" if how == "reload" else "ended not_placed")
    assert centre.mode("alice") == "ready"
    assert not centre.facts("DialNumber")
    assert not centre.facts("HangUp")


def test_a_break_stays_a_break() -> None:
    centre = centre_with_alice()
    centre.pause("alice", "tasks")
    dial(centre)
    assert centre.agent("alice").next == "tasks"
    centre.answer("alice")
    centre.hang_up("alice")
    assert centre.mode("alice") == "paused tasks"
    dial(centre, queue="sales", call="c10")
    centre.answer("alice")
    centre.give(CustomerUp(0, "c10"))
    centre.hang_up("alice")
    assert centre.mode("alice") == "wrapup c10"
    centre.later(31 * SECOND)
    assert centre.mode("alice") == "paused tasks"


def test_what_she_chooses_meanwhile_follows() -> None:
    centre = centre_with_alice()
    centre.pause("alice", "tasks")
    dial(centre)
    centre.give(ReadyAsked(0, "alice", "alice"))
    centre.hang_up("alice")
    assert centre.mode("alice") == "ready"
    dial(centre, call="c10")
    centre.go_home("alice")
    centre.hang_up("alice")
    assert centre.mode("alice") == "away"


def test_wrapup_goes_on_where_it_was() -> None:
    centre = centre_with_alice()
    centre.talk("alice", "c1")
    centre.hang_up("alice")
    centre.later(10 * SECOND)
    dial(centre)
    centre.answer("alice")
    centre.later(40 * SECOND)
    centre.give(CallerGone(0, "c9", 17))
    assert centre.mode("alice") == "wrapup c1"
    centre.later(19 * SECOND)
    assert centre.mode("alice") == "wrapup c1"
    centre.later(2 * SECOND)
    assert centre.mode("alice") == "ready"


def test_wrapup_after_a_call_that_reached_nobody_where_it_is_set() -> None:
    centre = centre_with_alice(replace(RULES, wrapup=5_000, wrapup_failed=True))
    dial(centre)
    centre.answer("alice")
    centre.give(CallerGone(0, "c9", 17))
    assert centre.mode("alice") == "wrapup c9"


def test_a_caller_who_came_meanwhile_is_served_after_it() -> None:
    centre = centre_with_alice()
    dial(centre)
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"
    centre.hang_up("alice")
    assert centre.mode("alice") == "ringing c1"


def test_refusals() -> None:
    centre = Centre(document())
    dial(centre)
    assert centre.refused() == "off_shift"
    centre.ready("alice")
    dial(centre, "+78091234567")
    assert centre.refused() == "number_forbidden"
    dial(centre, queue="nowhere")
    assert centre.refused() == "unknown_queue"
    centre.pause("alice", "lunch")
    dial(centre)
    assert centre.refused() == "break_forbids_dialling"
    centre.ready("alice")
    centre.phone("alice", up=False)
    dial(centre)
    assert centre.refused() == "phone_unreachable"
    centre.phone("alice", up=True)
    centre.give(TelephonyDown(0, dead=False))
    dial(centre)
    assert centre.refused() == "telephony_down"
    assert not centre.state.calls


def test_an_ask_heard_twice_dials_once_and_a_second_is_refused() -> None:
    centre = centre_with_alice()
    dial(centre)
    n = len(centre.turns)
    dial(centre)
    assert len(centre.turns) == n
    dial(centre, call="c10")
    assert centre.refused() == "in_a_call"
    centre.hang_up("alice")
    dial(centre)
    assert len(centre.facts("CallCame")) == 1


def test_the_supervisor_ends_it_and_a_dead_asterisk_does() -> None:
    centre = centre_with_alice()
    dial(centre)
    centre.answer("alice")
    centre.give(EndCallAsked(0, "c9", "bob"))
    assert (centre.where("c9"), centre.mode("alice")) == ("ended supervisor_ended", "ready")
    dial(centre, call="c10")
    centre.give(TelephonyDown(0, dead=True))
    assert (centre.where("c10"), centre.mode("alice")) == ("ended telephony_lost", "ready")


def test_who_is_taken_off_stays_to_the_end_of_her_call() -> None:
    centre = centre_with_alice()
    dial(centre)
    staff = document()
    centre.configure(replace(staff, version=2, operators=staff.operators[1:]))
    assert centre.mode("alice") == "dialling c9"
    centre.leg_gone("alice")
    assert "alice" not in centre.state.agents


def test_what_is_not_to_be_recorded_is_not_on_any_leg() -> None:
    centre = centre_with_alice(replace(RULES, record=False))
    dial(centre)
    centre.answer("alice")
    centre.give(CustomerUp(0, "c9"))
    assert not centre.said("ResumeRecord")
    assert centre.said("CallConnected")[0].record == ""
    centre.reload("alice")
    [again] = centre.said("RingAgent")
    assert again.record == ""


def test_a_recording_begins_again_after_the_link_was_away() -> None:
    centre = centre_with_alice()
    dial(centre)
    centre.answer("alice")
    centre.give(CustomerUp(0, "c9"))
    centre.give(TelephonyDown(0, dead=False))
    centre.give(TelephonyUp(0))
    assert [said.record[-7:] for said in centre.said("ResumeRecord")] == ["c9-0001"]
