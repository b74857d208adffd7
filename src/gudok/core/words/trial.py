"""A call that the centre makes to itself, so that an administrator can try it without a provider."""

from __future__ import annotations

from gudok.core.words.base import Command, Fact
from gudok.core.words.inputs import Input


class TrialAsked(Input, frozen=True):
    """Somebody asks for a robot that calls one of our numbers."""

    did: str
    by: str


class TrialCalled(Fact, frozen=True):
    """A robot calls; it comes as any call does."""

    did: str
    by: str


class CallOurselves(Command, frozen=True):
    """Have a robot call a number of ours. `channel` is its own end's id: a repeat makes no second one."""

    did: str
    channel: str


TrialInput = TrialAsked
TrialFact = TrialCalled
TrialCommand = CallOurselves
