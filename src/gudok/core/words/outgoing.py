"""The words of a call that an operator dials."""

from __future__ import annotations

from gudok.core.words.base import Caller, Command, Fact
from gudok.core.words.inputs import Ask, Input


class DialAsked(Ask, frozen=True):
    """The operator dials a number (E.164, or a short one), on a queue's behalf or nobody's.

    `call` is the id the new call will have, so that an ask heard twice dials once; `callee` who the number belongs to.
    """

    call: str
    number: str
    callee: Caller
    queue: str = ""


class CustomerRings(Input, frozen=True):
    """The provider says that the dialled number rings, or lets its own tone or announcement be heard."""

    call: str


class CustomerUp(Input, frozen=True):
    """The dialled number answered."""

    call: str


class CallPlaced(Fact, frozen=True):
    """The operator's own telephone is rung for a call out; the number is dialled when it answers."""

    call: str
    leg: int
    agent: str
    queue: str


class NumberDialled(Fact, frozen=True):
    """The number is dialled over a trunk: `dialled` as its provider wants it, `shown` ours as the customer sees it."""

    call: str
    agent: str
    trunk: str
    dialled: str
    shown: str


class NumberRings(Fact, frozen=True):
    """The dialled number rings."""

    call: str
    agent: str


class DialNumber(Command, frozen=True):
    """Dial a number for an operator who hears its progress: tones, announcements, and at last the customer."""

    call: str
    channel: str
    leg: int
    agent: str
    trunk: str
    dialled: str
    shown: str
    timeout: int


OutgoingInput = DialAsked | CustomerRings | CustomerUp
OutgoingFact = CallPlaced | NumberDialled | NumberRings
OutgoingCommand = DialNumber
