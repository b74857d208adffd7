"""What is now so: every change of the state is said by a fact."""

from __future__ import annotations

from typing import Literal

import msgspec

from gudok.core.words.base import Caller, Candidate, Fact

ENDS = (
    "operator_hung_up",
    "caller_hung_up",
    "abandoned",
    "timed_out",
    "no_route",
    "supervisor_ended",
    "queue_closed",
    "after_hours",
    "telephony_lost",
    "outside_hung_up",
    "busy",
    "no_answer",
    "rejected",
    "no_such_number",
    "unreachable",
    "provider_refused",
    "provider_failed",
    "cancelled",
    "not_placed",
    "turned_away",
    "callback_booked",
    "called_again",
    "booking_expired",
    "left_menu",
    "menu_over",
)
"""The terminal states of a call."""


class EngineStarted(Fact, frozen=True):
    """An engine has taken over."""

    engine: str


class SettingsApplied(Fact, frozen=True):
    """The settings of this version are in force."""

    version: int


class TelephonyChanged(Fact, frozen=True):
    """`state`: up, down (link broken, talks go on) or dead (Asterisk gone, its calls with it)."""

    state: Literal["up", "down", "dead"]


class CallCame(Fact, frozen=True):
    """A call is known: the first fact of every call. `caller` is the customer, also of a call that goes `out`."""

    call: str
    did: str
    caller: Caller
    since: int
    direction: Literal["in", "out"] = "in"


class CallQueued(Fact, frozen=True):
    """The call waits in a queue at a place (1 = next); `joined` is the time that orders it.

    The place is 0 where the queue has an order of its own.
    """

    call: str
    queue: str
    joined: int
    place: int


class CallOffered(Fact, frozen=True):
    """The call rings at an operator. `others`: the short list, `counts`: the queue's operators by state just before."""

    call: str
    leg: int
    agent: str
    queue: str
    others: tuple[Candidate, ...] = ()
    counts: dict[str, int] = msgspec.field(default_factory=dict)


class LegEnded(Fact, frozen=True):
    """An operator's leg ended; `outcome`: talked, declined, missed, unreachable, cancelled, torn, lost, unanswered."""

    call: str
    leg: int
    agent: str
    outcome: str


class CallConnected(Fact, frozen=True):
    """Customer and operator talk; `waited` counts from joining the queue, `record` is the recording's path or empty."""

    call: str
    leg: int
    agent: str
    queue: str
    waited: int
    record: str = ""


class CallHeld(Fact, frozen=True):
    """The customer is on hold and hears music."""

    call: str
    agent: str


class CallResumed(Fact, frozen=True):
    """The customer is back from hold."""

    call: str
    agent: str


class CallTransferred(Fact, frozen=True):
    """The operator handed the customer over to an operator or a queue."""

    call: str
    agent: str
    kind: str
    to: str


class CallWaitsReturn(Fact, frozen=True):
    """The operator's telephone broke off in mid-talk; the customer hears music until the operator is back."""

    call: str
    agent: str
    until: int


class CallParting(Fact, frozen=True):
    """The caller hears a last message before we hang up."""

    call: str
    end: str


class CallEnded(Fact, frozen=True):
    """The one last fact of every call. `end` is its terminal state (one of `ENDS`)."""

    call: str
    end: str
    queue: str
    agent: str = ""


class PlaceTold(Fact, frozen=True):
    """The caller was told his place and, where it could be judged, the wait in minutes at the most (0 = not told).

    `least` is what it may be at the least. `offered`: he was told that he may be called back instead.
    """

    call: str
    place: int
    minutes: int
    least: int = 0
    offered: bool = False


class PromptEnded(Fact, frozen=True):
    """A prompt is over."""

    call: str
    prompt: str


class AgentChanged(Fact, frozen=True):
    """The operator's state is now `mode` (a tag of core.state.Mode); `since` counts the idle time of a ready one."""

    agent: str
    mode: str
    reason: str = ""
    call: str = ""
    until: int = 0
    since: int = 0


class AgentNext(Fact, frozen=True):
    """What the operator chose to do after the present call: a pause reason, `leave`, or nothing."""

    agent: str
    next: str


class AgentReachable(Fact, frozen=True):
    """The operator's telephone is registered, or is not."""

    agent: str
    up: bool


class TimerSpent(Fact, frozen=True):
    """A timer ran out and found nothing left to do."""

    key: str


class AskRefused(Fact, frozen=True):
    """An ask that cannot be done now; nothing has changed."""

    agent: str
    ask: str


CallFact = (
    EngineStarted
    | SettingsApplied
    | TelephonyChanged
    | CallCame
    | CallQueued
    | CallOffered
    | LegEnded
    | CallConnected
    | CallHeld
    | CallResumed
    | CallTransferred
    | CallWaitsReturn
    | CallParting
    | CallEnded
    | PlaceTold
    | PromptEnded
    | AgentChanged
    | AgentNext
    | AgentReachable
    | TimerSpent
    | AskRefused
)
