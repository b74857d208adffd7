"""The words of a talk with more than one partner: consultation, transfer after it, conference, outside numbers."""

from __future__ import annotations

from typing import Literal

from gudok.core.words.base import Command, Fact
from gudok.core.words.inputs import Ask


class ConsultAsked(Ask, frozen=True):
    """The operator wants to speak with an operator, a queue or a number first, while the customer hears music."""

    kind: Literal["agent", "queue", "number"]
    to: str


class SwapAsked(Ask, frozen=True):
    """The operator wants to speak with the other line: customer or consulted; the one spoken with goes on hold."""


class JoinAsked(Ask, frozen=True):
    """The operator wants a conference: customer, operator and consulted hear each other."""


class CompleteAsked(Ask, frozen=True):
    """The operator leaves customer and consulted with each other: the transfer is complete."""


class EndConsultAsked(Ask, frozen=True):
    """The operator lets the consulted go (or stops calling) and goes back to the customer."""


class DropCustomerAsked(Ask, frozen=True):
    """The operator lets the customer go and stays with the consulted."""


class ConsultStarted(Fact, frozen=True):
    """The operator consults an operator, a queue or a number (`to`)."""

    call: str
    agent: str
    kind: str
    to: str


class ConsultRung(Fact, frozen=True):
    """The consulted is rung: operator `agent`, or an outside `number`; `by` is the operator who asks."""

    call: str
    leg: int
    by: str
    agent: str = ""
    number: str = ""


class ConsultAnswered(Fact, frozen=True):
    """The consulted answered; `record` is the recording's path or empty."""

    call: str
    leg: int
    by: str
    agent: str = ""
    number: str = ""
    record: str = ""


class LinesChanged(Fact, frozen=True):
    """Whom the operator hears now: `customer`, `consulted` (the customer is on hold), `all`, `nobody`.

    `leg` is the operator's, `other` the consulted's, or 0 while a queue is waited in.
    """

    call: str
    agent: str
    leg: int
    other: int
    hears: Literal["customer", "consulted", "all", "nobody"]


class ConsultEnded(Fact, frozen=True):
    """The consultation is over; the reason says how. `leg` is the operator's."""

    call: str
    agent: str
    leg: int


class CallerLeft(Fact, frozen=True):
    """The customer is gone, operator and consulted talk on; `end` is what the call will have ended with."""

    call: str
    agent: str
    end: str


class OutsideRung(Fact, frozen=True):
    """The customer hears music while an outside number is rung; `by` is the operator who handed the call over."""

    call: str
    leg: int
    number: str
    by: str


class OutsideConnected(Fact, frozen=True):
    """Customer and outside number talk, without an operator; `record` is the recording's path or empty."""

    call: str
    leg: int
    number: str
    by: str
    record: str = ""


class RingNumber(Command, frozen=True):
    """Ring an outside number through a trunk; `dialled` as the trunk wants it, `shown` our number or empty."""

    call: str
    channel: str
    leg: int
    trunk: str
    dialled: str
    shown: str
    timeout: int
    record: str = ""


class ConnectLegs(Command, frozen=True):
    """Let the operator's leg and the consulted's (`other`) hear each other in the operator's bridge, ending music."""

    call: str
    agent: str
    leg: int
    other: int


class ParkLeg(Command, frozen=True):
    """Take a leg out of any bridge into music."""

    call: str
    leg: int


class PlayTone(Command, frozen=True):
    """Let the operator's leg hear the tone of ringing, until it is ended."""

    call: str
    leg: int


class EndTone(Command, frozen=True):
    """End the tone on the operator's leg; she must not hear it when somebody is brought to her."""

    call: str
    leg: int


class ConnectOutside(Command, frozen=True):
    """Let the caller's channel and a number's leg hear each other in a bridge of the call's own, ending music."""

    call: str
    channel: str
    leg: int


ConsultInput = ConsultAsked | SwapAsked | JoinAsked | CompleteAsked | EndConsultAsked | DropCustomerAsked
ConsultFact = (
    ConsultStarted
    | ConsultRung
    | ConsultAnswered
    | LinesChanged
    | ConsultEnded
    | CallerLeft
    | OutsideRung
    | OutsideConnected
)
ConsultCommand = RingNumber | ConnectLegs | ParkLeg | ConnectOutside | PlayTone | EndTone
