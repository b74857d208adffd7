"""A flow: a voice menu (IVR) as data. Nodes name each other by id; a caller walks from `start` to a last node.

In JSON a node is told by its `kind`: `{"kind": "say", "id": "hello", "sounds": ["hello-world"], "next": "menu"}`.
Durations are in milliseconds, sounds are names of prompts as everywhere, keys are `0`-`9`, `*` and `#`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

KEYS = "0123456789*#"
STEPS = 200


class Step(Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, omit_defaults=True):
    """What every node has: its id, unique within the flow. A node whose `exits` are none is a last one."""

    id: str

    def exits(self) -> dict[str, str]:
        """The ways out: an exit's name and the id of the node it leads to."""
        return {}


class Say(Step, frozen=True, tag="say"):
    """Say something and go on. A key breaks it off and counts for the menu that follows; not if it is heard `whole`."""

    sounds: tuple[str, ...]
    next: str
    whole: bool = False

    def exits(self) -> dict[str, str]:
        """`next`."""
        return {"next": self.next}


class Menu(Step, frozen=True, tag="menu"):
    """One key decides. To repeat the menu, a key leads back to the menu itself.

    The sounds are said `tries` times at the most: again after `wait` without a key, and after a key that is not among
    `keys`. Then `nothing` or `wrong` follows, by what came last.
    """

    sounds: tuple[str, ...]
    keys: dict[str, str]
    nothing: str
    wrong: str
    wait: int = 5_000
    tries: int = 3

    def exits(self) -> dict[str, str]:
        """`key:1` and so on, `nothing`, `wrong`."""
        return {**{f"key:{key}": to for key, to in self.keys.items()}, "nothing": self.nothing, "wrong": self.wrong}


class Digits(Step, frozen=True, tag="digits"):
    """Several digits, as of a contract or a telephone number, kept in `variable`.

    They are over with the key `end` (empty: none), with `most` digits, or after `wait` without another. Fewer than
    `least`, or a key that is no digit: all is asked again, `tries` times at the most, then `failed` follows. What is
    `secret`, as a PIN, is for the menu's own branches and look-ups: nobody is shown it.
    """

    sounds: tuple[str, ...]
    variable: str
    next: str
    failed: str
    least: int = 1
    most: int = 20
    end: str = "#"
    wait: int = 5_000
    tries: int = 3
    secret: bool = False

    def exits(self) -> dict[str, str]:
        """`next`, `failed`."""
        return {"next": self.next, "failed": self.failed}


class Hours(Step, frozen=True, tag="hours"):
    """Whether the schedule of this id is open now."""

    schedule: str
    open: str
    closed: str

    def exits(self) -> dict[str, str]:
        """`open`, `closed`."""
        return {"open": self.open, "closed": self.closed}


class Language(Step, frozen=True, tag="language"):
    """From here on all is said in this language (`ru`, `en`), where the sounds have it."""

    language: str
    next: str

    def exits(self) -> dict[str, str]:
        """`next`."""
        return {"next": self.next}


class Lookup(Step, frozen=True, tag="lookup"):
    """Whether the records know a customer by the number in `variable` (empty: the number he calls from).

    `by`: it is a telephone's, or the customer's own (`code`). Where the records do not answer within `wait` he is
    unknown. Who is found is the call's customer from here on.
    """

    known: str
    vip: str
    unknown: str
    variable: str = ""
    wait: int = 3_000
    by: Literal["number", "code"] = "number"

    def exits(self) -> dict[str, str]:
        """`known`, `vip`, `unknown`."""
        return {"known": self.known, "vip": self.vip, "unknown": self.unknown}


class Assign(Step, frozen=True, tag="assign"):
    """Note a value, for a branch later on."""

    variable: str
    value: str
    next: str

    def exits(self) -> dict[str, str]:
        """`next`."""
        return {"next": self.next}


class Branch(Step, frozen=True, tag="branch"):
    """Go by a variable's value; one that was never set is empty."""

    variable: str
    cases: dict[str, str]
    otherwise: str

    def exits(self) -> dict[str, str]:
        """`case:gold` and so on, `otherwise`."""
        return {**{f"case:{value}": to for value, to in self.cases.items()}, "otherwise": self.otherwise}

    def veiled(self, way: str) -> str:
        """How an exit is told where the value is a caller's secret: `case#2` is the second of the values in order."""
        places = {f"case:{value}": f"case#{place}" for place, value in enumerate(sorted(self.cases), 1)}
        return places.get(way, way)

    def unveiled(self, told: str) -> str:
        """The exit of the flow that is told so."""
        return next((way for way in self.exits() if self.veiled(way) == told), told)


class ToQueue(Step, frozen=True, tag="queue"):
    """The last: he joins the queue, as any caller does."""

    queue: str


class Callback(Step, frozen=True, tag="callback"):
    """The last: he is called back from the queue when his turn comes, and hears its thanks.

    `otherwise` follows where his number is withheld, or the queue calls nobody back.
    """

    queue: str
    otherwise: str

    def exits(self) -> dict[str, str]:
        """`otherwise`."""
        return {"otherwise": self.otherwise}


class End(Step, frozen=True, tag="end"):
    """The last: the caller hears this and is hung up on."""

    sounds: tuple[str, ...] = ()


Node = Say | Menu | Digits | Hours | Language | Lookup | Assign | Branch | ToQueue | Callback | End


class Flow(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole voice menu. After `steps` nodes a caller is led no further: `core.ivr.walk` says where he goes then."""

    id: str
    name: str
    start: str
    nodes: tuple[Node, ...]
    steps: int = STEPS

    def node(self, wanted: str) -> Node | None:
        """The node of an id."""
        return next((node for node in self.nodes if node.id == wanted), None)
