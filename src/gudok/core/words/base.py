"""What every word is made of."""

from __future__ import annotations

from gudok.core.reason import Reason, Word

__all__ = ["Caller", "Candidate", "Command", "Fact", "Output", "Reason", "Word"]


class Caller(Word, frozen=True):
    """Who calls, as the number tells: `number` is E.164 or empty when withheld or odd, `shown` as a person reads it.

    `preferred` and `predicted`: scores of operators for this customer, from a list and from a model's forecasts.
    """

    number: str = ""
    shown: str = ""
    customer: str = ""
    name: str = ""
    vip: bool = False
    calls: int = 0
    preferred: tuple[tuple[str, int], ...] = ()
    predicted: tuple[tuple[str, int], ...] = ()


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
