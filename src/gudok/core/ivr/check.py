"""What is wrong with a flow, told before any caller meets it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

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
    Node,
    Say,
    ToQueue,
)

MOST_STEPS = 1_000
LONGEST = 60_000
"""The longest wait for a key or an answer (ms)."""
MOST_DIGITS = 40
TRIES = 10
LAST = (ToQueue, Callback, End)

One = TypeVar("One")


class Problem(Struct, frozen=True):
    """One thing that is wrong: its code, the node (empty: the flow itself) and field it is in, the value it is about.

    `field` is the struct's field, or the exit's name (`key:1`, `case:gold`) for one of `keys` or `cases`.
    """

    code: str
    node: str
    field: str
    of: str = ""


class Needs(Struct, frozen=True):
    """What must exist outside of a flow, each once, in the order of the nodes."""

    queues: tuple[str, ...]
    schedules: tuple[str, ...]
    sounds: tuple[str, ...]
    languages: tuple[str, ...]


def needs(flow: Flow) -> Needs:
    """What the flow names that is not its own."""
    nodes = flow.nodes
    return Needs(
        tuple(dict.fromkeys(one.queue for one in nodes if isinstance(one, ToQueue | Callback))),
        tuple(dict.fromkeys(one.schedule for one in nodes if isinstance(one, Hours))),
        tuple(dict.fromkeys(name for one in nodes for name in getattr(one, "sounds", ()))),
        tuple(dict.fromkeys(one.language for one in nodes if isinstance(one, Language))),
    )


def check(
    flow: Flow,
    queues: Collection[str] | None = None,
    schedules: Collection[str] | None = None,
    languages: Collection[str] | None = None,
) -> list[Problem]:
    """All problems, in the order of the nodes; what is outside is looked at where it is given.

    Codes: `no_start`, `bad_steps`, `doubled`, `no_id`, `nowhere`, `unreached`, `no_end`, `silent_loop`, `no_keys`,
    `bad_key`, `bad_wait`, `bad_tries`, `bad_length`, `no_sounds`, `no_variable`, `bad_variable`, `unset`, `no_cases`,
    `no_queue`, `no_schedule`, `no_language`.
    """
    found: list[Problem] = []
    known = {node.id: node for node in reversed(flow.nodes)}
    if flow.start not in known:
        found.append(Problem("no_start", "", "start", flow.start))
    if not 1 <= flow.steps <= MOST_STEPS:
        found.append(Problem("bad_steps", "", "steps", str(flow.steps)))
    reached = reach([flow.start], known, lambda node: node.exits().values())
    ending = ending_nodes(known)
    written = {one.variable for one in flow.nodes if isinstance(one, Digits | Assign)}
    seen: set[str] = set()
    for node in flow.nodes:
        if not node.id:
            found.append(Problem("no_id", "", "id"))
        elif node.id in seen:
            found.append(Problem("doubled", node.id, "id", node.id))
        seen.add(node.id)
        found += [Problem("nowhere", node.id, name, to) for name, to in node.exits().items() if to not in known]
        found += inside(node, written)
        if node.id not in reached:
            found.append(Problem("unreached", node.id, "id"))
        elif node.id not in ending:
            found.append(Problem("no_end", node.id, "id"))
    found += [Problem("silent_loop", one, "id") for one in silent_loops(flow, known)]
    return found + outside(flow, queues, schedules, languages)


def reach(start: Iterable[str], known: Mapping[str, One], exits: Callable[[One], Iterable[str]]) -> set[str]:
    """The nodes one comes to from others, those included."""
    found: set[str] = set()
    ahead = [one for one in start if one in known]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += [to for to in exits(known[one]) if to in known]
    return found


def ending_nodes(known: dict[str, Node]) -> set[str]:
    """The nodes from which some way leads to a last one."""
    back: dict[str, list[str]] = {}
    for node in known.values():
        for to in node.exits().values():
            back.setdefault(to, []).append(node.id)
    lasts = [node.id for node in known.values() if isinstance(node, LAST)]
    return reach(lasts, known, lambda node: back.get(node.id, ()))


def silent(node: Node) -> list[str]:
    """Where a caller may get from here without having pressed a key."""
    heard = isinstance(node, Menu) or (isinstance(node, Digits) and node.least > 0)
    return [
        to
        for name, to in node.exits().items()
        if not (heard and (name.startswith("key:") or name in ("wrong", "next")))
    ]


def silent_loops(flow: Flow, known: dict[str, Node]) -> list[str]:
    """The first node of each loop that a caller who presses nothing never leaves by himself."""
    told: set[str] = set()
    first: list[str] = []
    ways = {one: reach(silent(node), known, silent) for one, node in known.items()}
    for one in dict.fromkeys(node.id for node in flow.nodes):
        if one in ways[one] and one not in told:
            first.append(one)
            told |= {other for other in ways[one] if one in ways[other]}
    return first


def inside(node: Node, written: set[str]) -> list[Problem]:
    """What is wrong with a node's own values."""
    found: list[tuple[str, str, str]] = []
    match node:
        case Say() | Menu() if not node.sounds:
            found.append(("no_sounds", "sounds", ""))
        case Branch() if not node.cases:
            found.append(("no_cases", "cases", ""))
        case Digits() if not 0 <= node.least <= node.most <= MOST_DIGITS or node.most < 1:
            found.append(("bad_length", "least", f"{node.least}-{node.most}"))
        case _:
            pass
    if isinstance(node, Menu):
        found += [] if node.keys else [("no_keys", "keys", "")]
        found += [("bad_key", f"key:{key}", key) for key in node.keys if len(key) != 1 or key not in KEYS]
    if isinstance(node, Digits) and node.end not in ("", "*", "#"):
        found.append(("bad_key", "end", node.end))
    if isinstance(node, Menu | Digits | Lookup) and not 1 <= node.wait <= LONGEST:
        found.append(("bad_wait", "wait", str(node.wait)))
    if isinstance(node, Menu | Digits) and not 1 <= node.tries <= TRIES:
        found.append(("bad_tries", "tries", str(node.tries)))
    found += variable(node, written)
    return [Problem(code, node.id, field, of) for code, field, of in found]


def variable(node: Node, written: set[str]) -> list[tuple[str, str, str]]:
    """What is wrong with the variable a node names."""
    if not isinstance(node, Digits | Assign | Branch | Lookup):
        return []
    name = node.variable
    if not name:
        return [] if isinstance(node, Lookup) and node.by == "number" else [("no_variable", "variable", "")]
    if not name.isidentifier():
        return [("bad_variable", "variable", name)]
    if isinstance(node, Branch | Lookup) and name not in written:
        return [("unset", "variable", name)]
    return []


def outside(
    flow: Flow,
    queues: Collection[str] | None,
    schedules: Collection[str] | None,
    languages: Collection[str] | None,
) -> list[Problem]:
    """What the flow names and the centre does not have."""
    found: list[Problem] = []
    for node in flow.nodes:
        match node:
            case ToQueue() | Callback() if queues is not None and node.queue not in queues:
                found.append(Problem("no_queue", node.id, "queue", node.queue))
            case Hours() if schedules is not None and node.schedule not in schedules:
                found.append(Problem("no_schedule", node.id, "schedule", node.schedule))
            case Language() if languages is not None and node.language not in languages:
                found.append(Problem("no_language", node.id, "language", node.language))
            case _:
                pass
    return found
