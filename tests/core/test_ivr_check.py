"""What is wrong with a flow is told before a caller meets it."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from gudok.core.ivr.check import Problem, check, needs
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

MENU = Menu("menu", ("press",), {"1": "sales", "9": "menu"}, "sales", "sales")
GOOD = (Say("hi", ("hello-world",), "menu"), MENU, ToQueue("sales", "q1"))


def flow(*nodes: Node, start: str = "hi", steps: int = 200) -> Flow:
    return Flow("f1", "Меню", start, nodes or GOOD, steps)


def problems(*nodes: Node, **of: object) -> list[tuple[str, str, str, str]]:
    return [(one.code, one.node, one.field, one.of) for one in check(flow(*nodes, **of))]  # type: ignore[arg-type]


def test_a_good_flow_has_no_problems_and_goes_through_json() -> None:
    assert check(flow(), ("q1",), (), ()) == []
    text = msgspec.json.encode(flow())
    assert b'{"kind":"menu","id":"menu"' in text
    assert msgspec.json.decode(text, type=Flow) == flow()


@pytest.mark.parametrize(
    ("nodes", "told"),
    [
        ((replace(GOOD[0], next="gone"), MENU, GOOD[2]), ("nowhere", "hi", "next", "gone")),
        ((*GOOD, End("alone")), ("unreached", "alone", "id", "")),
        ((*GOOD, End("hi")), ("doubled", "hi", "id", "hi")),
        ((GOOD[0], replace(MENU, keys={"x": "sales"}), GOOD[2]), ("bad_key", "menu", "key:x", "x")),
        ((GOOD[0], replace(MENU, keys={}), GOOD[2]), ("no_keys", "menu", "keys", "")),
        ((GOOD[0], replace(MENU, wait=0), GOOD[2]), ("bad_wait", "menu", "wait", "0")),
        ((GOOD[0], replace(MENU, tries=0), GOOD[2]), ("bad_tries", "menu", "tries", "0")),
        ((GOOD[0], replace(MENU, sounds=()), GOOD[2]), ("no_sounds", "menu", "sounds", "")),
        ((Say("hi", ("x",), "hi"),), ("no_end", "hi", "id", "")),
        ((Say("hi", ("x",), "b"), Branch("b", "x", {}, "e"), End("e")), ("no_cases", "b", "cases", "")),
        ((Say("hi", ("x",), "b"), Branch("b", "x", {"1": "e"}, "e"), End("e")), ("unset", "b", "variable", "x")),
        ((Assign("hi", "", "1", "e"), End("e")), ("no_variable", "hi", "variable", "")),
        ((Lookup("hi", "e", "e", "e", by="code"), End("e")), ("no_variable", "hi", "variable", "")),
        ((Assign("hi", "два слова", "1", "e"), End("e")), ("bad_variable", "hi", "variable", "два слова")),
        ((Digits("hi", ("x",), "n", "e", "e", least=5, most=2), End("e")), ("bad_length", "hi", "least", "5-2")),
        ((Digits("hi", ("x",), "n", "e", "e", end="1"), End("e")), ("bad_key", "hi", "end", "1")),
    ],
)
def test_what_is_wrong_names_its_node_and_field(nodes: tuple[Node, ...], told: tuple[str, ...]) -> None:
    assert told in problems(*nodes)


def test_the_flow_itself() -> None:
    assert ("no_start", "", "start", "gone") in problems(start="gone")
    assert ("bad_steps", "", "steps", "0") in problems(steps=0)
    assert ("no_id", "", "id", "") in problems(*GOOD, End(""))


def test_a_loop_without_any_key_is_told_once_and_one_with_a_key_is_none() -> None:
    silent = (Assign("hi", "x", "1", "b"), Branch("b", "x", {"1": "hi"}, "e"), End("e"))
    assert problems(*silent) == [("silent_loop", "hi", "id", "")]
    waits_for_ever = (replace(MENU, id="hi", keys={"1": "e"}, nothing="hi", wrong="hi"), End("e"))
    assert problems(*waits_for_ever) == [("silent_loop", "hi", "id", "")], "who presses nothing never leaves it"
    assert problems(replace(MENU, id="hi", keys={"9": "hi"}, nothing="e", wrong="hi"), End("e")) == []


def test_what_must_exist_outside() -> None:
    made = flow(
        Hours("hi", "office", "lang", "e"), Language("lang", "de", "l"), Lookup("l", "c", "c", "q"),
        Callback("c", "q2", "e"), ToQueue("q", "q1"), End("e", ("bye",)),
    )  # fmt: skip
    found = needs(made)
    assert (found.queues, found.schedules, found.sounds, found.languages) == (
        ("q2", "q1"), ("office",), ("bye",), ("de",),
    )  # fmt: skip
    assert check(made) == []
    assert check(made, (), (), ("ru",)) == [
        Problem("no_schedule", "hi", "schedule", "office"),
        Problem("no_language", "lang", "language", "de"),
        Problem("no_queue", "c", "queue", "q2"),
        Problem("no_queue", "q", "queue", "q1"),
    ]
