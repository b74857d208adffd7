"""A waiting caller names another number to be called back at: typed, checked, read to him, confirmed."""

from __future__ import annotations

import pytest
from centre import MINUTE, SECOND, Centre
from core.test_callback import IVAN, centre_with, dialled, not_reached, press

from gudok.core.state import State
from gudok.core.words import Caller, CustomerUp, LookedUp

OFFICE = Caller("+74957654321", "+7 495 765-43-21", "k9", "ООО «Ромашка»", vip=True)
STRANGER = Caller("+79990000000", "+7 999 000-00-00")
ASK = ("vm-enter-num-to-call", "vm-then-pound")


def offered(caller: Caller = IVAN, **rules: object) -> Centre:
    """A caller who has heard the offer, in a queue where another number may be named."""
    centre = centre_with(**{"callback_other": True, **rules})
    centre.arrive("c1", caller=caller)
    centre.later(SECOND)
    return centre


def answer(centre: Centre, who: Caller) -> None:
    """What the records say of the number they were asked for last."""
    centre.give(LookedUp(0, "c1", centre.facts("LookUp")[-1].ask, who))


def named(centre: Centre, who: Caller = OFFICE, digits: str = "84957654321") -> None:
    press(centre, "c1", "1", "2", *digits, "#")
    answer(centre, who)


def heard(centre: Centre) -> tuple[str, ...]:
    return centre.facts("PlayPrompt")[-1].sounds


def test_he_types_it_hears_it_digit_by_digit_and_is_called_there_as_himself() -> None:
    centre = offered()
    press(centre, "c1", "1")
    assert heard(centre)[-1] == "vm-calldiffnum", "told that he may"
    press(centre, "c1", "2")
    assert heard(centre) == ASK
    press(centre, "c1", "8")
    assert [said.prompt for said in centre.said("EndPrompt")] == ["c1-p003"], "the first digit breaks it off"
    press(centre, "c1", *"4957654321#")
    assert centre.said("LookUp")[0].number == "84957654321"
    answer(centre, OFFICE)
    digits = tuple(f"digits/{digit}" for digit in "74957654321")
    assert heard(centre) == ("telephone-number", *digits, "if-correct-press", "digits/1", "vm-calldiffnum")
    press(centre, "c1", "1")
    (booked,) = centre.said("CallbackBooked")
    assert booked.why.code == "callback_named"
    caller = centre.call(booked.call).caller
    assert (caller.number, caller.shown, caller.customer, caller.name) == (OFFICE.number, OFFICE.shown, "k2", "Иван")
    assert centre.call(booked.call).called_from == IVAN.number
    centre.prompt_ends("c1")
    centre.ready("alice")
    dialled(centre, booked.call, "alice")
    assert centre.said("DialNumber")[0].dialled == OFFICE.number
    centre.give(CustomerUp(0, booked.call))
    assert centre.call(booked.call).called_from == IVAN.number, "her card still says who asked"


def test_2_again_types_it_anew_and_another_key_lets_him_wait_on() -> None:
    centre = offered()
    named(centre)
    press(centre, "c1", "2")
    assert heard(centre) == ASK
    press(centre, "c1", *"89990000000#")
    answer(centre, STRANGER)
    press(centre, "c1", "7")
    assert centre.where("c1") == "waiting sales"
    assert centre.facts("CallQueued")[-1].why.code == "callback_declined"
    press(centre, "c1", "1", "1")
    (booked,) = centre.said("CallbackBooked")
    assert centre.call(booked.call).caller == IVAN, "his own number after all"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (Caller("+18095550000"), "number_not_allowed"), (Caller("+7809"), "not_a_number"),
        (Caller(), "not_a_number"), (Caller("", "102"), "not_a_number"),
    ],
)  # fmt: skip
def test_a_number_that_calls_out_may_not_dial_is_asked_for_anew_three_times_in_all(who: Caller, code: str) -> None:
    centre = offered()
    named(centre, who)
    assert heard(centre) == ("check-number-dial-again",)
    assert centre.facts("PlayPrompt")[-1].why.code == code
    for _ in range(2):
        press(centre, "c1", "5", "#")
        answer(centre, who)
    assert centre.call("c1").naming is None
    assert centre.facts("CallQueued")[-1].why.code == code
    assert centre.where("c1") == "waiting sales"


def test_it_is_off_unless_the_queue_allows_it() -> None:
    centre = offered(callback_other=False)
    press(centre, "c1", "1")
    assert "vm-calldiffnum" not in heard(centre)
    press(centre, "c1", "2")
    assert centre.call("c1").naming is None
    hidden = offered(Caller("", "hidden"), callback_other=False)
    assert "own/offer" not in heard(hidden)


def test_who_hides_his_number_is_asked_for_one_at_once() -> None:
    centre = offered(Caller("", "hidden"))
    assert heard(centre)[-1] == "own/offer"
    press(centre, "c1", "1", *"84957654321#")
    answer(centre, OFFICE)
    press(centre, "c1", "1")
    (booked,) = centre.said("CallbackBooked")
    assert centre.call(booked.call).caller == OFFICE, "nobody else is known"


def test_an_answer_to_an_earlier_question_or_after_he_gave_up_says_nothing() -> None:
    centre = offered()
    press(centre, "c1", "1", "2", "5", "#")
    asked = centre.facts("LookUp")[-1].ask
    press(centre, "c1", "1", "2", "#")
    assert centre.call("c1").naming.stage == "asks", "no key counts meanwhile"
    assert centre.give(LookedUp(0, "c1", asked - 1, OFFICE)) == ()
    centre.later(MINUTE)
    assert centre.call("c1").naming is None, "told his place again"
    assert centre.give(LookedUp(0, "c1", asked, OFFICE)) == ()


@pytest.mark.parametrize("number", [IVAN.number, OFFICE.number])
def test_whoever_of_the_two_calls_has_the_place(number: str) -> None:
    centre = offered()
    named(centre)
    press(centre, "c1", "1")
    centre.prompt_ends("c1")
    booked = centre.facts("CallbackBooked")[-1].call
    centre.arrive("c2", caller=STRANGER)
    centre.arrive("c3", caller=Caller(number))
    assert centre.where(booked) == "ended called_again"
    assert centre.state.place(centre.call("c3")) == 1


def test_two_may_name_the_same_number_and_a_restart_finds_both() -> None:
    centre = offered()
    named(centre)
    press(centre, "c1", "1")
    centre.arrive("c2", caller=STRANGER)
    centre.later(SECOND)
    press(centre, "c2", "1", "2", *"84957654321#")
    centre.give(LookedUp(0, "c2", centre.facts("LookUp")[-1].ask, OFFICE))
    press(centre, "c2", "1")
    assert State.of(centre.state.snapshot()).booked == centre.state.booked
    assert len(centre.state.booked["sales", OFFICE.number]) == 2
    centre.arrive("c3", caller=OFFICE)
    assert centre.state.booked == {}


def test_the_task_of_one_who_was_not_reached_bears_the_number_he_named() -> None:
    centre = offered(callback_tries=1)
    named(centre)
    press(centre, "c1", "1")
    centre.prompt_ends("c1")
    booked = centre.facts("CallbackBooked")[-1].call
    centre.ready("alice")
    dialled(centre, booked, "alice")
    not_reached(centre, booked)
    assert centre.facts("CallbackWished")[-1].caller.number == OFFICE.number


def test_a_restart_in_mid_typing_forgets_no_digit() -> None:
    centre = offered()
    press(centre, "c1", "1", "2", *"84957")
    again = State.of(centre.state.snapshot())
    assert again.calls["c1"].naming == centre.call("c1").naming
    assert again.calls["c1"].naming.typed == "84957"
