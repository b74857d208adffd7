"""What every word is made of."""

from __future__ import annotations

from msgspec import Struct


class Word(Struct, frozen=True, tag=True, forbid_unknown_fields=True, omit_defaults=True):
    """A word of the vocabulary: frozen, tagged by its class name."""


class Reason(Word, frozen=True):
    """Why something was decided: a code that is worded at display, and the numbers the wording needs."""

    code: str
    numbers: dict[str, int | str] = {}


class Caller(Word, frozen=True):
    """Who calls, as the number tells: `number` is E.164 or empty when withheld or odd, `shown` as a person reads it."""

    number: str = ""
    shown: str = ""
    customer: str = ""
    name: str = ""
    vip: bool = False
    calls: int = 0


class Output(Word, frozen=True):
    """What the core decided, and why."""

    why: Reason


class Fact(Output, frozen=True):
    """Something that is now so; projections are made of facts alone."""


class Command(Output, frozen=True):
    """Something to do outside. A command may be repeated after a crash and must be harmless then."""


class Candidate(Word, frozen=True):
    """An operator who could have had the call too, and why another was better."""

    agent: str
    code: str
    idle: int
