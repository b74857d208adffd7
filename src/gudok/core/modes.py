"""What a call can be: small frozen structs, each mode with what belongs to it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

from gudok.core.callback.named import Naming
from gudok.core.keys import WaitKey
from gudok.core.words import Caller


class Waiting(Struct, frozen=True, tag="waiting", forbid_unknown_fields=True):
    """In a queue, ordered by `joined`. `kept`: past the longest wait, with nowhere open to flow over to."""

    queue: str
    joined: int
    kept: bool = False


class Rung(Struct, frozen=True, forbid_unknown_fields=True):
    """One more operator at whom a call rings, until a time; where her leg would be recorded."""

    agent: str
    leg: int
    until: int
    record: str = ""


class Offered(Struct, frozen=True, tag="offered", forbid_unknown_fields=True):
    """Rings at an operator, and at those `beside` her where a queue rings several: who answers first has the call.

    `kind`: `queue`, `transfer` (from `source`), `bounce` (back to the source), `comeback`, `taken` (by a supervisor).
    """

    queue: str
    joined: int
    agent: str
    leg: int
    kind: str = "queue"
    source: str = ""
    beside: tuple[Rung, ...] = ()


class InTalk(Struct, frozen=True, tag="talk", forbid_unknown_fields=True):
    """Talks with an operator since a time; `held` is when hold began, or 0.

    `unrecorded`: until when the recording pauses, or 0.
    """

    queue: str
    joined: int
    agent: str
    leg: int
    since: int
    held: int = 0
    unrecorded: int = 0


class Returning(Struct, frozen=True, tag="returning", forbid_unknown_fields=True):
    """The operator's telephone broke off; waits in music for the operator until a time."""

    queue: str
    joined: int
    agent: str
    until: int


class Parting(Struct, frozen=True, tag="parting", forbid_unknown_fields=True):
    """Hears a last message; ends with `end`. With `wish` he may press 1 to be called back."""

    queue: str
    end: str
    wish: bool = False


class InFlow(Struct, frozen=True, tag="flow", forbid_unknown_fields=True):
    """Walks a voice menu and stands at a node, the one of number `steps` of his way.

    Its sounds were said `tries` times; `typed` are the digits so far.
    """

    flow: str
    node: str
    steps: int = 1
    tries: int = 0
    typed: str = ""


class Chosen(Struct, frozen=True, forbid_unknown_fields=True):
    """What was decided at a node of a voice menu, and is worth telling: the exit the caller took there."""

    flow: str
    node: str
    exit: str


class Aside(Struct, frozen=True, tag="aside", forbid_unknown_fields=True):
    """The customer has gone, the operator and the consulted talk on; ends with `end`."""

    queue: str
    joined: int
    agent: str
    leg: int
    since: int
    end: str


class Outside(Struct, frozen=True, tag="outside", forbid_unknown_fields=True):
    """Handed to an outside number by `source`: hears music until it answers, and talks with it `since` (0: not yet)."""

    queue: str
    joined: int
    leg: int
    number: str
    source: str
    since: int = 0


class Booked(Struct, frozen=True, tag="booked", forbid_unknown_fields=True):
    """Its caller is called back at his turn, in the order of `joined`, from `resting` to `until`; `tries` were made."""

    queue: str
    joined: int
    until: int
    resting: int = 0
    tries: int = 0


class Placed(Struct, frozen=True, tag="placed", forbid_unknown_fields=True):
    """A call that an operator dials, asked for at `joined`, and its route (see core.outgoing.route).

    `dialled_at` is 0 while the operator's own telephone has not answered; `rings`: the number is heard to ring.
    `number` is what was asked for, `tried` the trunks that could not carry the call. `booked`: it is a callback.
    """

    queue: str
    joined: int
    agent: str
    leg: int
    trunk: str
    dialled: str
    shown: str
    dialled_at: int = 0
    rings: bool = False
    number: str = ""
    tried: tuple[str, ...] = ()
    booked: Booked | None = None


IN_LINE = (Waiting, Booked)
"""Modes in which a call itself may wait for an operator."""
CallMode = Waiting | Offered | InTalk | Returning | Parting | Aside | Outside | Placed | Booked | InFlow


class Consult(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom the operator of a talk consults: the second line.

    `kind` and `to` are what was asked for; `joined` orders a line that waits in the queue `to`. `stage` has lasted
    since `since`. `held` is when the consulted went on hold, or 0.
    """

    kind: Literal["agent", "queue", "number"]
    to: str
    joined: int
    stage: Literal["waiting", "ringing", "talking"]
    since: int
    agent: str = ""
    leg: int = 0
    held: int = 0
    record: str = ""


class Over(Struct, frozen=True, forbid_unknown_fields=True):
    """How and when the last consultation of a talk ended: what its operator is told."""

    code: str
    at: int


class Call(Struct, frozen=True, forbid_unknown_fields=True):
    """A live call. `legs` counts operator legs, `place` is the best place told, `prompt` what is played (or "").

    `first` was put at the head by a supervisor. Of a talk: `watchers` supervise it, `help` is when its operator called
    for help (or 0). `music` is what it waits with; "" is the common one. `consult` is its second line, `over` how the
    last one ended, `tone` says that its operator, alone, hears that it rings. `offered`: the caller was told that he
    may be called back, `confirms`: his number was read to him for that, `naming`: he types another one; on the call
    that goes there `called_from` is his. `dials` counts how often its number was dialled, last for the operator of the
    leg `own_leg`. `variables` were noted by a voice menu, where `led` prompts were played; `language` was chosen there
    ("" is the usual one). `way` is what was decided there, the last at the end; `secrets` are variables for the menu's
    own use, forgotten when the caller has left it.
    """

    id: str
    channel: str
    did: str
    caller: Caller
    since: int
    mode: CallMode
    legs: int = 0
    place: int = 0
    prompts: int = 0
    prompt: str = ""
    record: str = ""
    direction: Literal["in", "out"] = "in"
    consult: Consult | None = None
    over: Over | None = None
    tone: bool = False
    first: bool = False
    watchers: tuple[str, ...] = ()
    help: int = 0
    music: str = ""
    offered: bool = False
    confirms: bool = False
    dials: int = 0
    own_leg: int = 1
    variables: dict[str, str] = {}
    led: int = 0
    language: str = ""
    way: tuple[Chosen, ...] = ()
    secrets: tuple[str, ...] = ()
    naming: Naming | None = None
    called_from: str = ""


def waits(call: Call) -> Waiting | None:
    """Where a call waits for an operator: itself, the caller's place, or its second line while the talk goes on."""
    mode, consult = call.mode, call.consult
    if type(mode) is Waiting:
        return mode
    if type(mode) is Booked:
        return None if mode.resting else Waiting(mode.queue, mode.joined)
    return Waiting(consult.to, consult.joined) if consult and consult.stage == "waiting" else None


def legs(call: Call) -> dict[int, bool]:
    """The legs we believe a call has, by number, and whether each was answered."""
    mode, consult = call.mode, call.consult
    leg = getattr(mode, "leg", 0)
    found = {leg: answered(mode)} if leg else {}
    if type(mode) is Offered:
        for one in mode.beside:
            found[one.leg] = False
    if consult is not None and consult.leg:
        found[consult.leg] = consult.stage == "talking"
    return found


def rung(mode: CallMode) -> tuple[tuple[str, int], ...]:
    """The operators at whom a call rings, each with her leg."""
    if type(mode) is not Offered:
        return ()
    return (mode.agent, mode.leg), *[(one.agent, one.leg) for one in mode.beside]


def whose(mode: CallMode) -> tuple[str, ...]:
    """The operator whose a call is; while it rings, all at whom it does."""
    if isinstance(mode, Offered):
        return tuple(name for name, _ in rung(mode))
    agent = getattr(mode, "agent", "")
    return (agent,) if agent else ()


def answered(mode: CallMode) -> bool:
    """Whether the leg of a call in such a mode was answered: one that is rung is in no talk since a time."""
    return mode.dialled_at > 0 if type(mode) is Placed else getattr(mode, "since", 0) > 0


def wait_key(call: Call, mode: Waiting) -> WaitKey:
    rank = -1 if call.first else 0 if call.caller.vip else 1
    return (rank, mode.joined, call.id)


replace = structs.replace
