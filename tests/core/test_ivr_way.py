"""What a caller decided in a voice menu goes with his call, and what is secret does not."""

from __future__ import annotations

from centre import SALES, SUPPORT, Centre, settings
from msgspec.structs import replace

from gudok.core.ivr.flow import Assign, Branch, Callback, Digits, End, Flow, Language, Lookup, Menu, Node, Say, ToQueue
from gudok.core.ivr.walk import LONGEST_WAY
from gudok.core.settings import Number
from gudok.core.state import State
from gudok.core.words import Caller, KeyPressed, LookedUp

IVAN = Caller("+79031112233", "+7 903 111-22-33")
MARIA = Caller("", "", "k7", "Мария")
MENU = Menu("menu", ("press",), {"1": "typed", "9": "menu"}, "sales", "bye")
TYPED = Digits("typed", ("enter",), "contract", "lookup", "sales", most=4)
PIN = Digits("pin", ("enter",), "pin", "which", "bye", least=4, most=4, secret=True)
WHICH = Branch("which", "pin", {"1234": "sales"}, "bye")


def called(*nodes: Node, keys: str = "") -> Centre:
    """A caller who came into a flow of these nodes and pressed keys; alice is ready."""
    last: tuple[Node, ...] = (ToQueue("sales", "sales"), End("bye", ("own/bye",)))
    flow = Flow("f1", "Меню", nodes[0].id, (*nodes, *last))
    made = settings(queues=(replace(SALES, callback=True), SUPPORT))
    centre = Centre(replace(made, numbers=(Number("100", "sales", flow="f1"),), flows=(flow,)))
    centre.arrive("c1", caller=IVAN)
    for key in keys:
        centre.give(KeyPressed(0, "c1", key))
    return centre


def way(centre: Centre, call: str = "c1") -> list[str]:
    return [f"{one.node} {one.exit}" for one in centre.call(call).way]


def test_what_was_chosen_and_typed_stays_with_the_call_to_its_talk() -> None:
    hello, lookup = Say("hi", ("hello",), "menu"), Lookup("lookup", "sales", "sales", "sales", "contract")
    centre = called(hello, MENU, TYPED, lookup, keys="19")
    centre.give(KeyPressed(0, "c1", "7"))
    centre.give(KeyPressed(0, "c1", "#"))
    centre.give(LookedUp(0, "c1", getattr(centre.call("c1").mode, "steps", 0), MARIA))
    assert centre.where("c1") == "waiting sales"
    assert way(centre) == ["menu key:1", "typed next", "lookup known"], "what is only said decides nothing"
    assert centre.call("c1").variables == {"contract": "97"}
    assert [step.typed for step in centre.facts("FlowStepped") if step.node == "typed"] == ["97"]
    centre.ready("alice")
    assert centre.where("c1") == "offered alice"
    assert (len(way(centre)), centre.call("c1").caller.name) == (3, "Мария")
    centre.answer("alice")
    assert centre.call("c1").variables == {"contract": "97"}


def test_what_is_secret_serves_the_menu_and_is_forgotten_with_it() -> None:
    centre = called(PIN, WHICH, keys="123")
    assert centre.call("c1").variables == {}
    centre.give(KeyPressed(0, "c1", "4"))
    assert centre.where("c1") == "waiting sales", "the branch went by it"
    assert (centre.call("c1").variables, centre.call("c1").secrets) == ({}, ())
    steps = centre.facts("FlowStepped")
    assert [step.typed for step in steps] == ["", "", ""]
    assert not any("1234" in str(step.why.numbers) for step in steps)


def test_a_name_that_is_typed_anew_and_is_no_secret_then_is_kept() -> None:
    open_pin = Digits("again", ("enter",), "pin", "sales", "bye", most=2)
    centre = called(replace(PIN, next="again"), open_pin, keys="123456")
    assert centre.call("c1").variables == {"pin": "56"}


def test_who_goes_round_is_told_of_by_his_last_decisions() -> None:
    centre = called(MENU, TYPED, keys="9" * (LONGEST_WAY + 5))
    assert way(centre) == ["menu key:9"] * LONGEST_WAY
    restored = State.of(centre.state.snapshot())
    assert restored.calls["c1"].way == centre.call("c1").way


def test_who_calls_him_back_knows_as_much_and_no_secret() -> None:
    nodes = (PIN, Language("english", "en", "note"), Assign("note", "kind", "gold", "back"))
    centre = called(replace(PIN, next="english"), *nodes[1:], Callback("back", "sales", "sales"), keys="1234")
    (booked,) = [call for call in centre.state.calls.values() if call.direction == "out"]
    assert booked.variables == {"kind": "gold"}
    assert way(centre, booked.id) == ["pin next", "english next"]
