"""Walking a flow with pretend keys: the core that serves callers decides here too, with one caller and no telephony."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gudok.core.hours.rules import Schedule
from gudok.core.ivr.flow import Branch, Digits, Flow, Menu, Say
from gudok.core.settings import Number, Settings
from gudok.core.state import Call, InFlow, State
from gudok.core.step import step
from gudok.core.words import (
    CallArrived,
    Caller,
    Configured,
    FlowStepped,
    KeyPressed,
    LookedUp,
    PlayPrompt,
    PromptDone,
    TelephonyUp,
    Woke,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.core.words import AnyInput, AnyOutput, Reason

CALL, DID = "walk", "100"
WAIT = "w"
"""Pressing nothing, as a press."""
PRESS = re.compile(r"w|([0-9*#])(?:@([a-z][a-z0-9_-]{0,39}))?")
"""A key; with a node behind it, it is pressed while that `say` is heard."""
MOST_PRESSES = 100
CALLERS = {
    "unknown": Caller("+79990000001", "+7 999 000-00-01"),
    "known": Caller("+79990000002", "+7 999 000-00-02", "k1", "Maria"),
    "vip": Caller("+79990000003", "+7 999 000-00-03", "k2", "Boris", True),
    "withheld": Caller(),
}
ALL_DAY = ((0, 24 * 60),)


class Step(Struct, frozen=True):
    """A node that was left: by which exit, and why."""

    node: str
    exit: str
    why: Reason


class Said(Struct, frozen=True):
    """A sound, the node that says it, and the language it is said in (empty: the usual one)."""

    sound: str
    node: str
    language: str


class Walk(Struct):
    """Where the presses have led: `here` is the node that waits, empty once the caller has left the flow.

    `said` are the sounds since the last press, `awaits` what may be pressed: `key`, `digits` or nothing.
    """

    steps: list[Step]
    said: list[Said]
    here: str = ""
    awaits: str = ""


class BadWalkError(ValueError):
    """Nobody calls so, or no telephone has such a key."""


def walk(settings: Settings, flow: Flow, who: str, at: int, presses: Sequence[str]) -> Walk:
    """Call the flow at a time as somebody, and press; raises BadWalkError. `settings` tell its queues and hours."""
    if who not in CALLERS:
        raise BadWalkError("who: one of " + ", ".join(CALLERS))
    if len(presses) > MOST_PRESSES or not all(PRESS.fullmatch(press) for press in presses):
        raise BadWalkError(f"presses: at most {MOST_PRESSES}, each a key, a key and its node (1@say2) or {WAIT}")
    pretended = _Caller(settings, flow, CALLERS[who], at)
    for press in presses:
        key, _, during = press.partition("@")
        pretended.settle(during)
        if pretended.mode is None:
            break
        pretended.press(key)
    pretended.settle()
    return pretended.walk


def opened(schedules: tuple[Schedule, ...], when: str) -> tuple[Schedule, ...]:
    """The schedules as they are, or all of them `open` or `closed` at any time."""
    if when not in ("open", "closed"):
        return schedules
    week = (ALL_DAY if when == "open" else (),) * 7
    return tuple(replace(one, week=week, days=()) for one in schedules)


class _Caller:
    """The one caller of a centre of his own; what is said to him is heard to its end."""

    def __init__(self, settings: Settings, flow: Flow, who: Caller, at: int) -> None:
        self.state, self.at, self.who, self.flow = State(), at, who, flow
        self.walk = Walk([], [])
        queue = settings.queues[0].id if settings.queues else ""
        number = Number(DID, queue, flow=flow.id)
        self._come(Configured(at, replace(settings, numbers=(number,), flows=(flow,), operators=())))
        self._come(TelephonyUp(at))
        self._come(CallArrived(at, CALL, "walk-channel", DID, who, at))

    @property
    def call(self) -> Call | None:
        return self.state.calls.get(CALL)

    @property
    def mode(self) -> InFlow | None:
        mode = self.call.mode if self.call else None
        return mode if isinstance(mode, InFlow) else None

    def press(self, press: str) -> None:
        self.walk.said = []
        if press == WAIT:
            self._time()
        else:
            self._come(KeyPressed(self.at, CALL, press))

    def _come(self, came: AnyInput) -> None:
        for told in step(self.state, came):
            self._note(told)

    def _note(self, told: AnyOutput) -> None:
        if isinstance(told, FlowStepped):
            left = self.flow.node(told.node)
            way = left.unveiled(told.exit) if isinstance(left, Branch) else told.exit
            self.walk.steps.append(Step(told.node, way, told.why))
        elif isinstance(told, PlayPrompt):
            node = str(told.why.numbers.get("node", ""))
            self.walk.said += [Said(sound, node, told.language) for sound in told.sounds]

    def settle(self, during: str = "") -> None:
        """On to where something is to be pressed: all is heard, and the records answer at once.

        Not all where a key is pressed `during` what a node says.
        """
        for _ in range(2 * self.flow.steps + 2):
            mode = self.mode
            node = self.flow.node(mode.node) if mode else None
            if mode is None or isinstance(node, Menu | Digits) or (isinstance(node, Say) and node.id == during):
                break
            self._go_on(mode)
        mode = self.mode
        node = self.flow.node(mode.node) if mode else None
        self.walk.here = mode.node if mode else ""
        self.walk.awaits = "key" if isinstance(node, Menu) else "digits" if isinstance(node, Digits) else ""

    def _go_on(self, mode: InFlow) -> None:
        call = self.call
        if call is not None and call.prompt:
            self._come(PromptDone(self.at, CALL, call.prompt))
        else:
            self._come(LookedUp(self.at, CALL, mode.steps, self.who))

    def _time(self) -> None:
        """He says and presses nothing: the prompt ends, and the wait after it."""
        call = self.call
        if call is not None and call.prompt:
            self._come(PromptDone(self.at, CALL, call.prompt))
        key = f"flow:{CALL}"
        due = self.state.timers.get(key)
        if due is not None:
            self.at = max(self.at, due)
            self._come(Woke(self.at, key))
