"""Voice menus in every order, among everything else that may happen; and random menus walked by random callers."""

from __future__ import annotations

import random
from itertools import pairwise

import msgspec
import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, Centre, settings
from core.test_machine import EXAMPLES, NUMBERS, OUT, QUEUES, STAFF, THEIRS, WEIGHTS, AnyOrder, document, draw
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from msgspec.structs import replace

from gudok.core import words as w
from gudok.core.hours.rules import Schedule
from gudok.core.ivr.flow import (
    KEYS,
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
    Say,
    ToQueue,
)
from gudok.core.settings import Number
from gudok.core.state import InFlow, Parting, State, Waiting

BIG = Flow(
    "menu", "Меню", "hi",
    (
        Say("hi", ("hello-world",), "hours"), Hours("hours", "never", "end", "keys"),
        Menu("keys", ("press",), {"1": "typed", "2": "sales", "3": "back", "9": "keys"}, "sales", "end"),
        Digits("typed", ("typed",), "contract", "who", "keys", least=2, most=4, secret=True), ToQueue("sales", "sales"),
        Lookup("who", "vip", "vip", "keys", "contract"), Assign("vip", "kind", "gold", "english"),
        Language("english", "en", "branch"), Branch("branch", "kind", {"gold": "sales"}, "end"),
        Callback("back", "sales", "keys"), End("end", ("bye",)),
    ),
    steps=12,
)  # fmt: skip
AROUND = Menu("keys", ("press",), {"1": "a"}, "a", "a", tries=1)
ROUND = Flow("menu", "Круг", "a", (Assign("a", "x", "1", "keys"), AROUND), steps=6)
LED = (Number("100", "sales", flow="menu"), Number("200", "support", flow="gone"))
WHAT = ("prompt", "prompt", *"1123459*#", "known", "vip", "nobody", "stale")


class Led(AnyOrder):
    """The rules of the machine, and those of voice menus."""

    def __init__(self) -> None:
        super().__init__()
        self.menu(BIG, LED)

    @rule(flow=st.sampled_from((BIG, BIG, ROUND, None)), numbers=st.sampled_from((LED, LED, LED[:1], NUMBERS, ())))
    def menu(self, flow: Flow | None, numbers: tuple) -> None:
        queues = QUEUES[-2 if self.state.settings.version % 2 else 0]
        made = document(self.state.settings.version + 1, queues, numbers, STAFF[0], OUT[0])
        self.give(w.Configured(0, replace(made, flows=(flow,) if flow else ())))

    def teardown(self) -> None:
        """Where no prompt's end is ever told, a menu takes its time."""
        self.give(w.TelephonyUp(0))
        self.pass_time(60 * MINUTE)
        super().teardown()

    def in_menus(self) -> list[str]:
        return [call.id for call in self.state.calls.values() if isinstance(call.mode, InFlow)]

    @precondition(lambda self: self.in_menus())
    @rule(nth=st.integers(0, 3), what=st.sampled_from(WHAT))
    def in_a_menu(self, nth: int, what: str) -> None:
        """A prompt ends, the caller presses a key, the records answer."""
        names = self.in_menus()
        call = self.state.calls[names[nth % len(names)]]
        assert isinstance(call.mode, InFlow)
        if what == "prompt":
            self.give(w.PromptDone(0, call.id, call.prompt))
        elif len(what) == 1:
            self.give(w.KeyPressed(0, call.id, what))
        else:
            who = w.Caller(customer="" if what == "nobody" else "k1", name="Анна", vip=what == "vip")
            self.give(w.LookedUp(0, call.id, call.mode.steps - (what == "stale"), who))


Led.TestCase.settings = profile(max_examples=EXAMPLES, stateful_step_count=50)
TestLed = Led.TestCase


@pytest.mark.parametrize("seed", range(3))
def test_a_long_day_of_menus(seed: int) -> None:
    dice, world = random.Random(seed), Led()
    names, weights = [*WEIGHTS, "in_a_menu", "menu"], [*WEIGHTS.values(), 20, 0.3]
    for n in range(2_000):
        name = dice.choices(names, weights)[0]
        if name == "menu":
            world.menu(dice.choice((BIG, BIG, ROUND, None)), LED)
        elif name == "in_a_menu" and world.in_menus():
            world.in_a_menu(dice.randrange(4), dice.choice(WHAT))
        elif name not in (*THEIRS, "configure", "in_a_menu"):
            draw(dice, world, name, [f"c{m}" for m in range(n // 8, n // 8 + 12)])
        world.every_call_ends_once()
    world.teardown()


IDS = tuple("abcdef")
ids = st.sampled_from((*IDS, "nowhere"))
values = st.sampled_from(("", "1", "gold"))
names = st.sampled_from(("x", "y"))
sounds = st.sampled_from(((), ("beep",), ("one", "two")))
queues = st.sampled_from(("sales", "support", "gone"))


def made(kind: type, **fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(kind, id=st.just(""), **fields)


KINDS = (
    made(Say, sounds=sounds, next=ids, whole=st.booleans()),
    made(Menu, sounds=sounds, keys=st.dictionaries(st.sampled_from(KEYS), ids), nothing=ids, wrong=ids,
         tries=st.integers(1, 3)),
    made(Digits, sounds=sounds, variable=names, next=ids, failed=ids, least=st.integers(0, 2), most=st.integers(2, 3),
         tries=st.integers(1, 2)),
    made(Hours, schedule=st.sampled_from(("never", "gone")), open=ids, closed=ids),
    made(Language, language=st.just("en"), next=ids),
    made(Lookup, known=ids, vip=ids, unknown=ids, variable=st.sampled_from(("", "x"))),
    made(Assign, variable=names, value=values, next=ids),
    made(Branch, variable=names, cases=st.dictionaries(values, ids), otherwise=ids),
    made(ToQueue, queue=queues), made(Callback, queue=queues, otherwise=ids), made(End, sounds=sounds),
)  # fmt: skip


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    nodes = tuple(replace(draw(st.one_of(*KINDS)), id=one) for one in IDS)
    return Flow("menu", "Меню", draw(ids), nodes, draw(st.integers(1, 30)))


events = st.lists(st.sampled_from(("prompt", "later", "known", "restart", "link", *KEYS)), max_size=40)


@profile(max_examples=EXAMPLES * 5)
@given(flow=flows(), happens=events, hangs_up=st.booleans())
def test_any_menu_with_any_keys_comes_to_one_end(flow: Flow, happens: list[str], hangs_up: bool) -> None:
    never = (Schedule("never", "Закрыто"),)
    whole = settings(queues=(replace(SALES, callback=True), replace(SUPPORT, hours="never")))
    numbers = (Number("100", "sales", flow="menu"),)
    centre = Centre(replace(whole, schedules=never, numbers=numbers, flows=(flow,)))
    centre.arrive("c1")
    for what in happens:
        call = centre.state.calls.get("c1")
        if call is None or not isinstance(call.mode, InFlow):
            break
        if what == "prompt":
            centre.prompt_ends("c1")
        elif what == "later":
            centre.later(5 * SECOND)
        elif what == "known":
            centre.give(w.LookedUp(0, "c1", call.mode.steps, w.Caller(customer="k1", vip=True)))
        elif what == "restart":
            again = centre.state.snapshot()
            centre.state = State.of(msgspec.json.decode(msgspec.json.encode(again), type=type(again)))
            centre.give(w.Started(0, "engine-2"))
            centre.give(w.TelephonyUp(0))
        elif what == "link":
            centre.give(w.TelephonyDown(0, dead=False))
            centre.later(6 * SECOND)
            centre.give(w.TelephonyUp(0))
        else:
            centre.give(w.KeyPressed(0, "c1", what))
    if hangs_up:
        centre.leave("c1")
    came_to_one_end(centre, flow)


def came_to_one_end(centre: Centre, flow: Flow) -> None:
    """Who presses nothing more is soon in a queue, or parted from; every node he came to was left once."""
    for _ in range(flow.steps + 1):
        centre.later(20 * MINUTE)
    call = centre.state.calls.get("c1")
    assert call is None or isinstance(call.mode, Waiting), f"{call} hangs in the menu"
    assert not isinstance(call and call.mode, Parting | InFlow)
    ends = [fact for fact in centre.facts("CallEnded") if fact.call == "c1"]
    assert len(ends) == (call is None)
    ways = centre.facts("FlowStepped")
    assert len(centre.facts("FlowEntered")) == 1
    assert 1 <= len(ways) <= flow.steps + 1
    for before, after in pairwise(ways):
        node = flow.node(before.node)
        assert node is not None
        assert node.exits()[before.exit] == after.node, "the way hangs together"
