"""The scenario of voice menus: each node is walked, and each way out of the whole is taken once."""

from __future__ import annotations

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
    Say,
    ToQueue,
)
from gudok.core.settings import Number
from gudok.core.words import Caller, KeyPressed, LookedUp, Started, TelephonyDown, TelephonyUp

KEYS = {"1": "sales", "2": "number", "3": "back", "4": "gold", "9": "menu"}
FLOW = Flow(
    "f1", "Входящие", "hello",
    (
        Say("hello", ("own/hello",), "hours"), Hours("hours", "always", "menu", "bye"),
        Menu("menu", ("own/menu",), KEYS, "sales", "bye"),
        Digits("number", ("own/number",), "who", "lookup", "sales", most=12),
        Lookup("lookup", "sales", "english", "sales", "who"), Language("english", "en", "support"),
        Assign("gold", "kind", "gold", "which"), Branch("which", "kind", {"gold": "support"}, "sales"),
        Callback("back", "sales", "sales"), ToQueue("sales", "sales"), ToQueue("support", "support"),
        End("bye", ("own/bye",)),
    ),
    steps=20,
)  # fmt: skip
ALWAYS = Schedule("always", "Всегда", (((0, 1440),),) * 7)


def voice_menus() -> Centre:
    """Keys, digits, a look-up, silence, a wrong key, a callback, hanging up, a broken link, a change of the flow."""
    numbers = (Number("100", "sales", flow="f1"), Number("200", "support"))
    made = settings(queues=(replace(SALES, callback=True), SUPPORT))
    made = replace(made, numbers=numbers, flows=(FLOW,), schedules=(ALWAYS,))
    centre = Centre(made)
    walk(centre, "c1", "*1")
    walk(centre, "c2", "*212#")
    steps = getattr(centre.call("c2").mode, "steps", 0)
    centre.give(LookedUp(0, "c2", steps, VIP))
    walk(centre, "c3", "*777")
    centre.prompt_ends("c3")
    walk(centre, "c4", "*3")
    centre.prompt_ends("c4")
    walk(centre, "c5", "*4")
    walk(centre, "c6", "*9")
    centre.leave("c6")
    walk(centre, "c7", "")
    centre.prompt_ends("c7")
    for _ in range(3):
        centre.prompt_ends("c7")
        centre.later(5 * SECOND)
    walk(centre, "c8", "*23")
    centre.give(TelephonyDown(0, dead=False))
    centre.later(20 * SECOND)
    centre.give(Started(0, "engine-2"))
    centre.give(TelephonyUp(0))
    walk(centre, "c9", "*9999999999999999999")
    centre.configure(replace(made, version=2, flows=()))
    centre.later(6 * MINUTE)
    return centre


def walk(centre: Centre, call: str, keys: str) -> None:
    """Somebody calls and presses keys."""
    centre.arrive(call, caller=Caller(f"+7903{call[1:]:0>7}", f"+7 903 {call}"))
    for key in keys:
        centre.at += 300
        centre.give(KeyPressed(0, call, key))
