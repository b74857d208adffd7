"""The operator's day: breaks with limits, what a talk came to, what is taken back."""

from __future__ import annotations

from gudok.core.words.base import Fact
from gudok.core.words.inputs import Ask


class StayAsked(Ask, frozen=True):
    """The operator takes back what was to come next: a break, chosen or waited for, or the end of the shift."""


class ResultAsked(Ask, frozen=True):
    """Somebody says what the operator's talk came to: in the talk, in wrap-up or later."""

    call: str
    result: str


DayInput = StayAsked | ResultAsked


class BreakAwaited(Fact, frozen=True):
    """The operator works on until there is room for a break of this reason; "": waits for none any more."""

    agent: str
    reason: str


class AgentOverdue(Fact, frozen=True):
    """A break or wrap-up has lasted as long as it may, and goes on; `due` is when it should have ended."""

    agent: str
    mode: str
    due: int
    call: str = ""
    reason: str = ""


class ResultSet(Fact, frozen=True):
    """What the operator's talk came to; the last one said holds."""

    call: str
    agent: str
    result: str


class ResultOwed(Fact, frozen=True):
    """The operator went on without the result the queue asks for: it is to be told later."""

    call: str
    agent: str
    queue: str


DayFact = BreakAwaited | AgentOverdue | ResultSet | ResultOwed
