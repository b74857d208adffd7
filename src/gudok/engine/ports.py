"""What the engine needs of the world, as ports. Each has a real adapter in `edges` and a memory twin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from gudok.core.settings import Settings
from gudok.core.state import Snapshot
from gudok.core.words import AnyCommand, AnyInput, Caller, Turn


class FoundCaller(Struct, frozen=True):
    """A caller's channel that stands in Asterisk in our application; `since` is its creation (UTC ms)."""

    call: str
    channel: str
    did: str
    number: str
    since: int


class FoundLeg(Struct, frozen=True):
    """An operator's leg that stands in Asterisk; `up` says it was answered and is in our application."""

    call: str
    leg: int
    up: bool


class FoundDialled(Struct, frozen=True):
    """The channel of a number that an operator dialled; `state` is empty until it rings."""

    channel: str
    state: Literal["", "rings", "up"] = ""


class FoundNailed(Struct, frozen=True):
    """The line of an operator's shift that stands in Asterisk; `up` says it was taken and is in our application."""

    channel: str
    agent: str
    line: int
    up: bool


class FoundSnoop(Struct, frozen=True):
    """The channel through which the supervisor's leg `leg` listens to a call's talk or whispers into it."""

    channel: str
    call: str
    leg: int
    how: str


class Survey(Struct, frozen=True):
    """What Asterisk holds at a moment.

    `bridges` maps a channel to its bridge, `reachable` an endpoint to its registration. `boot` names the run of
    Asterisk: when it changes, every channel from before is gone. `pending` counts callers who still knock at the
    dialplan.
    """

    boot: str
    version: str
    callers: tuple[FoundCaller, ...] = ()
    legs: tuple[FoundLeg, ...] = ()
    snoops: tuple[FoundSnoop, ...] = ()
    dialled: tuple[FoundDialled, ...] = ()
    nailed: tuple[FoundNailed, ...] = ()
    strays: tuple[str, ...] = ()
    pending: int = 0
    bridges: dict[str, str] = {}
    reachable: dict[str, bool] = {}


class Ear(Protocol):
    """Where a telephony adapter brings what it hears. None of these blocks."""

    def put(self, came: AnyInput) -> None:
        """Hand over an input; its `at` is replaced by the engine's clock."""

    def caller(self, found: FoundCaller) -> None:
        """A caller's channel entered the application: the engine recognises the number and takes the call."""

    def endpoint(self, endpoint: str, up: bool) -> None:
        """A telephone registered, or its registration is gone."""

    def linked(self) -> None:
        """The link is up: the engine surveys, reconciles, and goes on."""

    def unlinked(self, dead: bool) -> None:
        """The link broke; `dead`: Asterisk itself is gone."""

    def fenced(self, why: str) -> None:
        """Another engine has taken over the application: this one must stop at once."""


class Telephony(Protocol):
    """Asterisk, or a world that behaves like it."""

    async def run(self, ear: Ear) -> None:
        """Keep a link for ever and tell the ear what happens."""

    def do(self, command: AnyCommand) -> None:
        """Carry a command out, in the order given, without blocking; a failure comes back as an input."""

    async def survey(self) -> Survey:
        """Look at everything; raises TimeoutError or OSError when it cannot."""

    async def provision(self, settings: Settings) -> None:
        """Bring telephones and trunks to what the settings need."""


class Journal(Protocol):
    """The only truth of live life: turns in order, and now and then a snapshot."""

    def load(self) -> tuple[int, Snapshot | None]:
        """The newest snapshot and the turn it stands after; (0, None) for a new centre."""

    def tail(self, after: int) -> Iterator[Turn]:
        """The turns after a number, in order."""

    def append(self, turns: Sequence[Turn]) -> None:
        """Write turns durably, all or none; raises when another has written one of these numbers."""

    def keep(self, n: int, snapshot: Snapshot) -> None:
        """Store a snapshot that stands after turn `n`."""


class Directory(Protocol):
    """What records know that live life needs."""

    def recognise(self, number: str) -> Caller:
        """Who calls from a number as the network gave it; never raises for an odd one. Called off the main thread."""

    def known_by(self, code: str) -> Caller:
        """Who has this customer's number, nobody for one that no customer has. Called off the main thread."""

    def settings(self) -> Settings:
        """The centre's settings as they stand now. Called off the main thread."""


class Reply(Struct, frozen=True):
    """The answer to an ask: accepted, or refused with a reason code and its numbers."""

    ok: bool
    code: str = ""
    numbers: dict[str, int | str] = {}
