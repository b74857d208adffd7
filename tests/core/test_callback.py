"""A callback instead of waiting: how it is offered and booked, whose turn it is, and every way it can end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.hours.rules import Schedule
from gudok.core.settings import Outgoing, Settings, Trunk
from gudok.core.state import Booked, Placed, State
from gudok.core.words import (
    Caller,
    CallerGone,
    CustomerRings,
    CustomerUp,
    EndCallAsked,
    KeyPressed,
    LegGone,
    LegUp,
    TelephonyDown,
    TelephonyUp,
)

HOUR = 60 * MINUTE
IVAN = Caller("+79031112233", "+7 903 111-22-33", "k2", "Иван")
OUT = Outgoing("t1", "74950000000", ("+7",))
RULES = {"callback": True, "callback_offer": ("own/offer",), "callback_pause": 10 * MINUTE, "announce_first": SECOND}
DAY = ((9 * 60, 18 * 60),)
OFFICE = Schedule("office", "Офис", (DAY, DAY, DAY, DAY, DAY, (), ()))


def document(**rules: object) -> Settings:
    """Alice and bob serve sales; alice may not dial herself, which does not matter here."""
    sales = replace(SALES, **(RULES | rules))
    crew = (replace(operator("alice"), dials=False), operator("bob"), operator("carol", "support"))
    made = settings(*crew, queues=(sales, SUPPORT))
    return replace(made, trunks=(Trunk("t1", "Провайдер"),), outgoing=OUT, schedules=(OFFICE,))


def centre_with(**rules: object) -> Centre:
    return Centre(document(**rules))


def press(centre: Centre, call: str, *keys: str) -> None:
    for key in keys:
        centre.give(KeyPressed(0, call, key))


def book(centre: Centre, call: str = "c1", caller: Caller = IVAN) -> str:
    """A caller waits, hears the offer, presses 1 twice; answers the id of the call that will call back."""
    centre.arrive(call, caller=caller)
    centre.later(SECOND)
    press(centre, call, "1", "1")
    centre.prompt_ends(call)
    assert centre.where(call) == "ended callback_booked"
    return centre.facts("CallbackBooked")[-1].call


def dialled(centre: Centre, call: str, name: str) -> None:
    """The operator's telephone answers, and the number is dialled."""
    mode = centre.call(call).mode
    assert isinstance(mode, Placed)
    assert mode.agent == name
    centre.give(LegUp(0, call, mode.leg))
    assert centre.kinds().count("DialNumber") == 1


def not_reached(centre: Centre, call: str, cause: int = 17) -> None:
    centre.give(CallerGone(0, call, cause, sip=486))


def test_it_is_offered_with_the_place_and_booked_by_the_confirmed_number() -> None:
    centre = centre_with()
    centre.arrive("c1", caller=IVAN)
    centre.later(SECOND)
    assert centre.said("PlayPrompt")[0].sounds[-1] == "own/offer"
    assert centre.said("PlaceTold")[0].offered
    press(centre, "c1", "1")
    digits = tuple(f"digits/{digit}" for digit in "79031112233")
    assert centre.said("PlayPrompt")[0].sounds == ("telephone-number", *digits, "if-correct-press", "digits/1")
    press(centre, "c1", "1")
    (booked,) = centre.said("CallbackBooked")
    assert (booked.of, booked.queue, booked.place) == ("c1", "sales", 1)
    assert centre.where("c1") == "parting sales"
    assert centre.where(booked.call) == "booked sales"


def test_a_key_before_the_offer_or_another_one_after_it_changes_nothing() -> None:
    centre = centre_with()
    centre.arrive("c1", caller=IVAN)
    press(centre, "c1", "1", "1")
    assert centre.where("c1") == "waiting sales"
    centre.later(SECOND)
    press(centre, "c1", "2", "1", "2", "5")
    assert centre.where("c1") == "waiting sales"
    assert centre.facts("CallbackBooked") == []


@pytest.mark.parametrize(
    ("rules", "caller"),
    [({"callback": False}, IVAN), ({}, Caller("", "hidden")), ({"callback_after": MINUTE}, IVAN)],
)
def test_it_is_not_offered(rules: dict[str, object], caller: Caller) -> None:
    """Off; a withheld number; a wait that is not known to be long."""
    centre = centre_with(**rules)
    centre.arrive("c1", caller=caller)
    centre.later(SECOND)
    assert "own/offer" not in centre.said("PlayPrompt")[0].sounds
    press(centre, "c1", "1", "1")
    assert centre.where("c1") == "waiting sales"


def test_the_place_is_kept_before_later_callers_and_behind_earlier_ones() -> None:
    centre = centre_with()
    centre.arrive("c0")
    call = book(centre)
    centre.arrive("c2")
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c0"
    centre.ready("bob")
    assert centre.mode("bob") == f"dialling {call}"
    dialled(centre, call, "bob")
    assert centre.said("DialNumber")[0].dialled == "+79031112233"


def test_a_vip_keeps_a_vips_place() -> None:
    centre = centre_with()
    centre.arrive("c0")
    call = book(centre, caller=VIP)
    centre.ready("alice")
    assert centre.mode("alice") == f"dialling {call}"


def test_the_customer_answers_and_it_is_a_talk_like_any_other() -> None:
    centre = centre_with(record=True)
    call = book(centre)
    centre.ready("alice")
    dialled(centre, call, "alice")
    centre.give(CustomerRings(0, call))
    centre.give(CustomerUp(0, call))
    assert centre.where(call) == "talk alice"
    (recorded,) = centre.said("ResumeRecord")
    assert (recorded.leg, bool(recorded.record)) == (1, True)
    centre.give(CallerGone(0, call))
    assert centre.where(call) == "ended caller_hung_up"
    assert centre.mode("alice").startswith("wrapup")


def test_nobody_answers_and_it_is_tried_again_with_a_channel_of_its_own() -> None:
    centre = centre_with(callback_tries=3)
    call = book(centre)
    centre.ready("alice")
    first = centre.call(call).channel
    dialled(centre, call, "alice")
    not_reached(centre, call)
    assert centre.where(call) == "booked sales"
    assert centre.mode("alice") == "ready"
    centre.arrive("c2")
    assert centre.mode("alice") == "ringing c2"
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(10 * MINUTE)
    assert centre.mode("alice") == f"dialling {call}"
    second = centre.call(call).channel
    dialled(centre, call, "alice")
    assert len({first, second}) == 2
    assert len(first) == len(second) == len(call) + 5
    centre.give(CustomerUp(0, call))
    assert centre.where(call) == "talk alice"
    assert centre.said("ResumeRecord")[0].leg == 2


def test_the_end_of_the_number_told_twice_ends_no_booking() -> None:
    centre = centre_with()
    call = book(centre)
    centre.ready("alice")
    dialled(centre, call, "alice")
    not_reached(centre, call)
    not_reached(centre, call)
    assert centre.where(call) == "booked sales"
    assert centre.call(call).mode.tries == 1


def test_after_the_last_try_it_becomes_a_task_for_people() -> None:
    centre = centre_with(callback_tries=2)
    call = book(centre)
    centre.ready("alice")
    for _ in range(2):
        dialled(centre, call, "alice")
        not_reached(centre, call)
        centre.later(10 * MINUTE)
    assert centre.where(call) == "ended busy"
    (wish,) = centre.facts("CallbackWished")
    assert (wish.why.code, wish.caller, wish.queue) == ("callback_failed", IVAN, "sales")


def test_an_operator_who_does_not_answer_is_paused_and_the_customer_keeps_his_turn() -> None:
    centre = centre_with(callback_tries=1)
    call = book(centre)
    centre.ready("alice")
    centre.give(LegGone(0, call, centre.call(call).mode.leg, 21))
    assert centre.mode("alice") == "paused declined"
    assert centre.where(call) == "booked sales"
    centre.ready("bob")
    assert centre.mode("bob") == f"dialling {call}"
    centre.later(20 * SECOND)
    assert centre.mode("bob") == "paused missed"
    assert centre.where(call) == "booked sales"


def test_another_who_is_free_takes_it_over_at_once() -> None:
    centre = centre_with()
    call = book(centre)
    centre.ready("alice")
    centre.ready("bob")
    centre.give(LegGone(0, call, centre.call(call).mode.leg, 21))
    assert centre.mode("bob") == f"dialling {call}"


def test_an_operator_who_hangs_up_while_it_rings_has_made_a_try() -> None:
    centre = centre_with()
    call = book(centre)
    centre.ready("alice")
    dialled(centre, call, "alice")
    centre.hang_up("alice")
    mode = centre.call(call).mode
    assert isinstance(mode, Booked)
    assert mode.tries == 1
    assert centre.mode("alice") == "ready"


def test_who_calls_again_has_his_place_and_is_not_called_back_too() -> None:
    centre = centre_with()
    call = book(centre)
    centre.arrive("c2")
    centre.arrive("c3", caller=IVAN)
    assert centre.where(call) == "ended called_again"
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c3"


def test_a_number_that_may_not_be_dialled_keeps_nobody_waiting() -> None:
    centre = centre_with(callback_tries=2)
    call = book(centre, caller=Caller("+49301234567", "+49 30 1234567"))
    centre.arrive("c2")
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c2"
    assert centre.where(call) == "booked sales"
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(10 * MINUTE)
    assert centre.where(call) == "ended not_placed"
    assert len(centre.facts("CallbackWished")) == 1


def test_nobody_is_called_back_out_of_hours() -> None:
    centre = centre_with()
    centre.at = round(datetime(2026, 11, 24, 14, 50, tzinfo=UTC).timestamp() * 1000)
    centre.configure(replace(document(hours="office"), version=2))
    call = book(centre)
    centre.later(15 * MINUTE)
    centre.ready("alice")
    assert centre.mode("alice") == "ready"
    assert centre.facts("CallbackRests")[-1].why.code == "closed_hours"
    centre.later(14 * HOUR + 55 * MINUTE)
    assert centre.mode("alice") == f"dialling {call}"
    assert datetime.fromtimestamp(centre.at / 1000, UTC).hour == 6, "nine o'clock in Moscow"


def test_a_booking_that_nobody_comes_to_expires_into_a_task() -> None:
    centre = centre_with(callback_keep=2 * HOUR)
    call = book(centre)
    centre.later(2 * HOUR)
    assert centre.where(call) == "ended booking_expired"
    assert len(centre.facts("CallbackWished")) == 1


def test_a_supervisor_can_cancel_it() -> None:
    centre = centre_with()
    call = book(centre)
    centre.give(EndCallAsked(0, call, "bob"))
    assert centre.where(call) == "ended supervisor_ended"
    assert "HangUp" not in centre.kinds()
    centre.ready("alice")
    assert centre.mode("alice") == "ready"


def test_asterisk_dies_and_who_is_to_be_called_back_keeps_his_place() -> None:
    centre = centre_with()
    call = book(centre)
    centre.arrive("c2")
    centre.give(TelephonyDown(0, dead=True))
    assert centre.where("c2") == "ended telephony_lost"
    assert centre.where(call) == "booked sales"
    centre.ready("alice")
    centre.give(TelephonyUp(0, "22", "boot-2"))
    assert centre.mode("alice") == f"dialling {call}"


def test_it_survives_a_restart_at_each_stage() -> None:
    centre = centre_with()
    call = book(centre)
    for _ in range(2):
        again = State.of(centre.state.snapshot())
        assert again.calls[call] == centre.call(call)
        assert again.snapshot() == centre.state.snapshot()
        centre.ready("alice")


def test_callers_are_called_back_when_the_link_is_there_again() -> None:
    centre = centre_with()
    call = book(centre)
    centre.give(TelephonyDown(0, dead=False))
    centre.ready("alice")
    assert centre.where(call) == "booked sales"
    centre.give(TelephonyUp(0, "22", "boot-1"))
    assert centre.mode("alice") == f"dialling {call}"
