"""What comes in: happenings outside the core, and what people ask for."""

from __future__ import annotations

from typing import Literal

from gudok.core.settings import Settings
from gudok.core.words.base import Caller, Word


class Input(Word, frozen=True):
    """Something that happened outside the core, at a time."""

    at: int


class Started(Input, frozen=True):
    """A new engine process has taken over."""

    engine: str


class Configured(Input, frozen=True):
    """The centre's settings, whole, in a new version."""

    settings: Settings


class CallArrived(Input, frozen=True):
    """A caller's channel entered us; `since` is when it reached Asterisk: long before `at` after a restart."""

    call: str
    channel: str
    did: str
    caller: Caller
    since: int


class CallerGone(Input, frozen=True):
    """The caller's (or dialled) channel is no more: `cause` is Q.850, `sip` the network's SIP answer, if there is one.

    `lost` says that we found it missing instead of being told. `channel` is which, where a call may have had others
    before: the end of one may be told twice.
    """

    call: str
    cause: int = 16
    lost: bool = False
    sip: int = 0
    channel: str = ""


class LegUp(Input, frozen=True):
    """The operator's telephone answered."""

    call: str
    leg: int


class LegGone(Input, frozen=True):
    """The operator's leg is no more. `cause` is Q.850.

    `how`: `told` (hung up, refused or rang out: see the cause), `torn` (its connection broke without a goodbye), `lost`
    (we found it missing, or the link broke while it was being rung), `failed` (it could not even be rung).
    """

    call: str
    leg: int
    cause: int = 16
    how: Literal["told", "torn", "lost", "failed"] = "told"


class PromptDone(Input, frozen=True):
    """A prompt was played to its end (or could not be played)."""

    call: str
    prompt: str


class Reachable(Input, frozen=True):
    """The operator's telephone registered (`up`) or its registration is gone.

    `desk`: the one on her desk, of an operator who has two.
    """

    agent: str
    up: bool
    desk: bool = False


class Woke(Input, frozen=True):
    """A timer set by `WakeAt` ran out."""

    key: str


class Misplaced(Input, frozen=True):
    """The reconciler found a call's channels in the wrong place: a talk apart, or a waiting caller in a bridge."""

    call: str


class StrayFound(Input, frozen=True):
    """The reconciler found a channel in our application which belongs to no call."""

    channel: str


class TelephonyDown(Input, frozen=True):
    """The link to Asterisk broke; `dead` says that Asterisk itself is gone, and all its channels with it."""

    dead: bool


class TelephonyUp(Input, frozen=True):
    """The link to Asterisk works and its channels are known; `boot` names the run of Asterisk."""

    version: str = ""
    boot: str = ""


class Ask(Input, frozen=True):
    """Somebody asks for something at a desk: `agent` is the operator concerned, `by` the person who asks."""

    agent: str
    by: str


class ReadyAsked(Ask, frozen=True):
    """The operator wants calls (now, or after the present call)."""


class PauseAsked(Ask, frozen=True):
    """The operator wants a break for a reason (now, or after the present call)."""

    reason: str


class LeaveAsked(Ask, frozen=True):
    """The operator ends the shift (now, or after the present call)."""


class HangUpAsked(Ask, frozen=True):
    """The operator ends the talk."""


class HoldAsked(Ask, frozen=True):
    """The operator puts the customer on hold."""


class ResumeAsked(Ask, frozen=True):
    """The operator takes the customer back from hold."""


class TransferAsked(Ask, frozen=True):
    """The operator hands the customer over at once (blind transfer)."""

    kind: Literal["agent", "queue", "number"]
    to: str


class PickAsked(Ask, frozen=True):
    """The operator takes a call out of a queue whose calls wait to be picked."""

    call: str


class ReturnAsked(Ask, frozen=True):
    """The desk was opened anew and its browser telephone holds no talk: whatever leg we believe in is dead."""


class MoreWrapUpAsked(Ask, frozen=True):
    """The operator wants 30 seconds more for wrap-up."""


class EndCallAsked(Input, frozen=True):
    """A supervisor ends a call."""

    call: str
    by: str


CallInput = (
    Started
    | Configured
    | CallArrived
    | CallerGone
    | LegUp
    | LegGone
    | PromptDone
    | Reachable
    | Woke
    | Misplaced
    | StrayFound
    | TelephonyDown
    | TelephonyUp
    | ReadyAsked
    | PauseAsked
    | LeaveAsked
    | HangUpAsked
    | HoldAsked
    | ResumeAsked
    | TransferAsked
    | PickAsked
    | ReturnAsked
    | MoreWrapUpAsked
    | EndCallAsked
)
