"""A caller walks a voice menu: every node, every exit, and every way it can be cut short."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, settings
from msgspec.structs import replace

from gudok.core.hours.rules import Schedule
from gudok.core.ivr.flow import (
    Assign,
    Branch,
    Callback,
    Digits,
    End,
    Flow,
    Hours,
    Language,
    Lookup,
    Menu,
    Node,
    Say,
    ToQueue,
)
from gudok.core.settings import Number, Settings
from gudok.core.words import (
    Caller,
    EndCallAsked,
    KeyPressed,
    LookedUp,
    Misplaced,
    Started,
    TelephonyDown,
    TelephonyUp,
)

IVAN = Caller("+79031112233", "+7 903 111-22-33", "k2", "Иван")
MENU = Menu("menu", ("press",), {"1": "sales", "2": "support", "9": "menu"}, "sales", "bye", tries=2)
LAST: tuple[Node, ...] = (ToQueue("sales", "sales"), ToQueue("support", "support"), End("bye", ("own/bye",)))
TYPED = Digits("typed", ("enter",), "contract", "sales", "bye", least=2, most=4, tries=2)
DAY = ((9 * 60, 18 * 60),)
OFFICE = Schedule("office", "Офис", (DAY, DAY, DAY, DAY, DAY, (), ()))
NOON, NIGHT = (round(datetime(2026, 3, 2, hour, tzinfo=UTC).timestamp() * 1000) for hour in (9, 20))


def document(*nodes: Node, steps: int = 200, **number: str) -> Settings:
    flow = Flow("f1", "Меню", nodes[0].id, (*nodes, *LAST), steps)
    numbers = (Number("100", **({"queue": "support", "flow": "f1"} | number)), Number("200", "support"))
    made = settings(queues=(replace(SALES, callback=True), SUPPORT))
    return replace(made, numbers=numbers, flows=(flow,), schedules=(OFFICE,))


def led(*nodes: Node, caller: Caller = IVAN, **how: object) -> Centre:
    """A caller who has just come into a flow of these nodes."""
    centre = Centre(document(*nodes, **how))  # type: ignore[arg-type]
    centre.arrive("c1", caller=caller)
    return centre


def press(centre: Centre, *keys: str) -> None:
    for key in keys:
        centre.give(KeyPressed(0, "c1", key))


def way(centre: Centre) -> list[str]:
    return [f"{step.node} {step.exit}" for step in centre.facts("FlowStepped")]


def sounds(centre: Centre) -> list[tuple[str, ...]]:
    return [said.sounds for said in centre.facts("PlayPrompt")]


def test_a_key_of_the_menu_breaks_it_off_and_leads_to_the_queue() -> None:
    centre = led(MENU)
    assert sounds(centre) == [("press",)]
    assert centre.where("c1") == "flow"
    centre.later(2 * SECOND)
    press(centre, "1")
    assert [kind for kind in centre.kinds() if kind in ("EndPrompt", "ParkCaller")] == ["EndPrompt", "ParkCaller"]
    assert centre.where("c1") == "waiting sales"
    assert way(centre) == ["menu key:1", "sales queue"]
    assert centre.said("CallQueued")[0].joined == centre.at, "his wait begins when somebody could serve him"


def test_it_is_said_again_and_then_nothing_follows() -> None:
    centre = led(MENU)
    centre.prompt_ends("c1")
    centre.later(5 * SECOND)
    assert sounds(centre) == [("press",), ("press",)]
    centre.prompt_ends("c1")
    centre.later(4 * SECOND)
    assert centre.where("c1") == "flow"
    centre.later(SECOND)
    assert way(centre) == ["menu nothing", "sales queue"]


def test_a_wrong_key_counts_as_a_try_and_9_repeats_without_one() -> None:
    centre = led(MENU)
    press(centre, "9", "9", "9", "7")
    assert len(sounds(centre)) == 5
    press(centre, "7")
    assert way(centre)[3:] == ["menu wrong", "bye end"]
    assert centre.where("c1") == "parting"
    centre.prompt_ends("c1")
    assert centre.where("c1") == "ended menu_over"
    assert sounds(centre)[-1] == ("own/bye",)


def test_a_key_skips_what_is_said_and_counts_for_the_menu_but_not_what_is_heard_whole() -> None:
    centre = led(Say("hi", ("hello",), "more"), Say("more", ("news",), "menu"), MENU)
    press(centre, "2")
    assert way(centre) == ["hi next", "more next", "menu key:2", "support queue"]
    centre = led(Say("hi", ("hello",), "law"), Say("law", ("recorded",), "menu", whole=True), MENU)
    press(centre, "2", "2")
    assert way(centre) == ["hi next"]
    centre.prompt_ends("c1")
    assert sounds(centre) == [("hello",), ("recorded",), ("press",)]


@pytest.mark.parametrize(
    ("keys", "kept", "ends"),
    [
        ("1234", "1234", "waiting sales"),
        ("12#", "12", "waiting sales"),
        ("1#34#", "34", "waiting sales"),
        ("1#*", None, "parting"),
        ("*1#", None, "parting"),
    ],
)
def test_digits_end_by_their_number_or_the_key(keys: str, kept: str | None, ends: str) -> None:
    centre = led(TYPED)
    press(centre, *keys)
    assert centre.where("c1").startswith(ends)
    assert centre.call("c1").variables.get("contract") == kept


def test_digits_end_after_a_while_without_another() -> None:
    centre = led(TYPED)
    press(centre, "1", "2")
    centre.later(4 * SECOND)
    press(centre, "3")
    centre.later(5 * SECOND)
    assert centre.call("c1").variables == {"contract": "123"}
    assert centre.where("c1") == "waiting sales"


@pytest.mark.parametrize(("at", "exit_"), [(NOON, "open"), (NIGHT, "closed")])
def test_hours(at: int, exit_: str) -> None:
    centre = Centre(document(Hours("hours", "office", "sales", "bye")))
    centre.at = at
    centre.arrive("c1")
    assert way(centre)[0] == f"hours {exit_}"


def test_the_number_is_closed_before_its_menu() -> None:
    centre = Centre(document(MENU, hours="office"))
    centre.at = NIGHT
    centre.arrive("c1")
    assert centre.facts("FlowEntered") == []
    centre.prompt_ends("c1")
    assert centre.where("c1") == "ended after_hours"


def test_a_language_holds_for_all_that_is_said_from_there_on() -> None:
    centre = led(Language("english", "en", "menu"), MENU)
    press(centre, "1")
    centre.later(10 * SECOND)
    assert {said.language for said in centre.facts("PlayPrompt")} == {"en"}
    assert len(sounds(centre)) == 2


@pytest.mark.parametrize(("caller", "exit_"), [(VIP, "vip"), (IVAN, "known"), (Caller("+79990000000"), "unknown")])
def test_who_calls_is_known_at_once(caller: Caller, exit_: str) -> None:
    centre = led(Lookup("who", "sales", "support", "bye"), caller=caller)
    assert way(centre)[0] == f"who {exit_}"
    assert centre.facts("LookUp") == []


ASKS = (TYPED, Lookup("who", "sales", "support", "bye", "contract"))


def test_what_was_typed_is_asked_of_the_records_and_the_call_is_that_customers() -> None:
    centre = led(replace(TYPED, next="who"), *ASKS[1:], caller=Caller("+79990000000"))
    press(centre, "1", "2", "#")
    asked = centre.said("LookUp")[0]
    assert (asked.call, asked.number) == ("c1", "12")
    assert centre.give(LookedUp(0, "c1", asked.ask + 1, VIP)) == (), "the answer to another ask"
    centre.give(LookedUp(0, "c1", asked.ask, VIP))
    assert centre.where("c1") == "waiting support"
    caller = centre.call("c1").caller
    assert (caller.number, caller.customer, caller.vip) == ("+79990000000", "k1", True)
    assert centre.said("CallerFound")[0].caller == caller
    assert centre.give(LookedUp(0, "c1", asked.ask, IVAN)) == (), "too late"


def test_who_types_his_customers_number_is_known_with_all_that_is_his_from_a_strange_telephone() -> None:
    who = replace(ASKS[1], by="code")
    centre = led(replace(TYPED, next="who"), who, caller=Caller("+79990000000", "+7 999 000-00-00", calls=4))
    centre.arrive("c2", "200", IVAN)
    press(centre, "4", "2", "#")
    asked = centre.said("LookUp")[0]
    assert (asked.number, asked.by) == ("42", "code")
    anna = Caller("", "", "k7", "Анна", vip=True, calls=9, preferred=(("alice", 80),), predicted=(("bob", 3),))
    centre.give(LookedUp(0, "c1", asked.ask, anna))
    assert centre.call("c1").caller == replace(anna, number="+79990000000", shown="+7 999 000-00-00")
    assert centre.state.place(centre.call("c1")) == 1, "a VIP from then on, before who waits in support already"


def test_records_that_do_not_answer_make_him_unknown() -> None:
    centre = led(replace(TYPED, next="who"), *ASKS[1:])
    press(centre, "1", "2", "#")
    centre.later(3 * SECOND)
    assert way(centre)[1:] == ["who unknown", "bye end"]


def test_values_are_noted_and_branched_by() -> None:
    branch = Branch("branch", "kind", {"gold": "support"}, "sales")
    centre = led(Assign("note", "kind", "gold", "branch"), branch)
    assert way(centre) == ["note next", "branch case:gold", "support queue"]
    assert way(led(branch)) == ["branch otherwise", "sales queue"]


def test_a_callback_is_booked_and_not_dialled_while_he_is_on_the_line() -> None:
    centre = Centre(document(Callback("back", "sales", "bye")))
    centre.ready("alice")
    centre.arrive("c1", caller=IVAN)
    made = centre.facts("CallbackBooked")[0].call
    assert centre.facts("CallPlaced") == []
    centre.prompt_ends("c1")
    assert centre.where("c1") == "ended callback_booked"
    assert centre.where(made) == "booked sales"


def test_no_callback_for_a_hidden_number_or_of_a_queue_that_has_none() -> None:
    assert way(led(Callback("back", "sales", "bye"), caller=Caller())) == ["back otherwise", "bye end"]
    assert way(led(Callback("back", "support", "bye"))) == ["back otherwise", "bye end"]


def test_after_so_many_steps_he_is_led_to_the_numbers_queue() -> None:
    centre = led(Assign("a", "x", "1", "b"), Assign("b", "x", "1", "a"), steps=7)
    assert centre.where("c1") == "waiting support"
    assert way(centre)[-1] == "b steps"
    assert len(way(centre)) == 8


def test_without_a_queue_of_the_number_the_flows_first_one_takes_him_and_else_he_is_told_so() -> None:
    rounds = (Assign("a", "x", "1", "a"),)
    assert led(*rounds, queue="").where("c1") == "waiting sales"
    made = document(*rounds, queue="")
    centre = Centre(replace(made, flows=(replace(made.flows[0], nodes=rounds),)))
    centre.arrive("c1")
    assert centre.said("CallParting")[0].end == "no_route"


def test_a_queue_that_is_closed_turns_him_away_as_any_caller() -> None:
    made = document(ToQueue("night", "support"))
    centre = Centre(replace(made, queues=(SALES, replace(SUPPORT, hours="office"))))
    centre.at = NIGHT
    centre.arrive("c1")
    assert centre.said("CallParting")[0].end == "after_hours"


def test_the_queues_welcome_is_heard_after_the_menu_too() -> None:
    made = document(MENU)
    centre = Centre(replace(made, queues=(replace(SALES, welcome=("own/hello",)), SUPPORT)))
    centre.arrive("c1")
    press(centre, "1")
    assert sounds(centre) == [("press",), ("own/hello",)]


def test_who_hangs_up_in_the_menu_has_left_it_and_nobody_is_to_call_him_back() -> None:
    made = document(MENU)
    centre = Centre(replace(made, queues=(replace(SALES, missed=True, keep_place=MINUTE), SUPPORT)))
    centre.arrive("c1", caller=IVAN)
    centre.leave("c1")
    assert centre.where("c1") == "ended left_menu"
    assert way(centre) == ["menu left"]
    assert centre.facts("CallMissed") == []
    assert not centre.state.timers
    assert centre.give(KeyPressed(0, "c1", "1")) == ()


def test_a_supervisor_and_a_dead_asterisk_end_it() -> None:
    centre = led(MENU)
    centre.give(EndCallAsked(0, "c1", "bob"))
    assert centre.where("c1") == "ended supervisor_ended"
    centre = led(MENU)
    centre.give(TelephonyDown(0, dead=True))
    assert centre.where("c1") == "ended telephony_lost"
    assert way(centre) == ["menu cut"]


def test_a_broken_link_costs_no_try_and_the_node_begins_anew() -> None:
    centre = led(MENU)
    centre.give(TelephonyDown(0, dead=False))
    centre.later(10 * MINUTE)
    assert sounds(centre) == [("press",)]
    centre.give(TelephonyUp(0))
    assert sounds(centre) == [("press",), ("press",)]
    press(centre, "1")
    assert centre.where("c1") == "waiting sales"


def test_a_new_engine_asks_the_records_once_more() -> None:
    centre = led(replace(TYPED, next="who"), *ASKS[1:])
    press(centre, "1", "2", "#")
    centre.give(Started(0, "engine-2"))
    centre.give(TelephonyUp(0))
    assert len(centre.facts("LookUp")) == 2


def test_a_node_that_is_no_more_leads_to_the_numbers_queue() -> None:
    centre = led(MENU)
    made = document(Say("other", ("hello",), "sales"))
    centre.configure(replace(made, version=2))
    centre.prompt_ends("c1")
    assert way(centre) == ["menu changed"]
    assert centre.where("c1") == "waiting support"
    centre = led(MENU)
    centre.configure(replace(made, version=2, flows=()))
    centre.prompt_ends("c1")
    assert centre.where("c1") == "waiting support"


def test_who_comes_out_of_a_menu_when_the_link_is_back_overtakes_nobody() -> None:
    centre = led(MENU)
    made = document(MENU)
    centre.ready("alice")
    centre.give(TelephonyDown(0, dead=False))
    centre.configure(replace(made, version=2, flows=(), numbers=(Number("100", "sales", flow="f1"),)))
    centre.arrive("c2")
    centre.later(SECOND)
    centre.give(TelephonyUp(0))
    assert (centre.where("c2"), centre.where("c1")) == ("offered alice", "waiting sales")


def test_a_flow_that_is_no_more_leaves_the_number_its_queue() -> None:
    centre = Centre(replace(document(MENU), flows=()))
    centre.arrive("c1")
    assert centre.where("c1") == "waiting support"


def test_an_operator_who_answers_is_heard_and_no_prompt() -> None:
    centre = led(MENU)
    centre.ready("alice")
    press(centre, "1")
    assert centre.where("c1") == "offered alice"
    centre.answer("alice")
    assert centre.said("Connect")[0].prompt == ""


def test_nobody_in_a_menu_is_put_into_music_by_a_repair() -> None:
    centre = led(MENU)
    assert centre.give(Misplaced(0, "c1")) == ()
