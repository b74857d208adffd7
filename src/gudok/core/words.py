"""The vocabulary of live life: what comes in (Inputs), what is decided (Facts, Commands), and why (Reason).

Every word is a small frozen tagged struct; an unknown field is refused when a word is read, so an old journal can
never be misread silently. Times are UTC milliseconds since the epoch, durations are milliseconds, ids are ours.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from gudok.core.settings import Settings


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


# ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    """The caller's channel is no more. `lost` says that we found it missing instead of being told."""

    call: str
    cause: int = 16
    lost: bool = False


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
    """The operator's telephone registered (`up`) or its registration is gone."""

    agent: str
    up: bool


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

    kind: Literal["agent", "queue"]
    to: str


class ReturnAsked(Ask, frozen=True):
    """The desk was opened anew and its browser telephone holds no talk: whatever leg we believe in is dead."""


class MoreWrapUpAsked(Ask, frozen=True):
    """The operator wants 30 seconds more for wrap-up."""


class EndCallAsked(Input, frozen=True):
    """A supervisor ends a call."""

    call: str
    by: str


AnyInput = (
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
    | ReturnAsked
    | MoreWrapUpAsked
    | EndCallAsked
)


# ── Outputs ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Output(Word, frozen=True):
    """What the core decided, and why."""

    why: Reason


class Fact(Output, frozen=True):
    """Something that is now so; projections are made of facts alone."""


class Command(Output, frozen=True):
    """Something to do outside. A command may be repeated after a crash and must be harmless then."""


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
    """A call is known: the first fact of every call."""

    call: str
    did: str
    caller: Caller
    since: int


class CallQueued(Fact, frozen=True):
    """The call waits in a queue at a place (1 = next); `joined` is the time that orders it."""

    call: str
    queue: str
    joined: int
    place: int


class Candidate(Word, frozen=True):
    """An operator who could have had the call too, and why another was better."""

    agent: str
    code: str
    idle: int


class CallOffered(Fact, frozen=True):
    """The call rings at an operator. `others`: the short list, `counts`: the queue's operators by state just before."""

    call: str
    leg: int
    agent: str
    queue: str
    others: tuple[Candidate, ...] = ()
    counts: dict[str, int] = {}


class LegEnded(Fact, frozen=True):
    """An operator's leg is over; `outcome`: talked, declined, missed, unreachable, cancelled, torn or lost."""

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
    """The caller was told his place and, where it could be judged, the wait in minutes (0 = not told)."""

    call: str
    place: int
    minutes: int


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


class RingAgent(Command, frozen=True):
    """Ring the operator's telephone for a call. `record`: a path under the recordings folder, no suffix, or empty."""

    call: str
    channel: str
    leg: int
    agent: str
    endpoint: str
    codec: str
    timeout: int
    caller: Caller
    queue: str
    record: str = ""
    auto_answer: bool = False


class DropLeg(Command, frozen=True):
    """Take an operator's leg down."""

    call: str
    leg: int


class Connect(Command, frozen=True):
    """Let the caller's channel and the operator's leg hear each other, ending music and prompt."""

    call: str
    channel: str
    leg: int
    agent: str
    prompt: str = ""


class ParkCaller(Command, frozen=True):
    """Take the caller out of any bridge into music."""

    call: str
    channel: str


class PlayPrompt(Command, frozen=True):
    """Play recorded sounds to the caller, one after the other; music goes on afterwards unless `last`."""

    call: str
    channel: str
    prompt: str
    sounds: tuple[str, ...]
    last: bool = False


class HangUp(Command, frozen=True):
    """Hang the caller up."""

    call: str
    channel: str


class HangUpStray(Command, frozen=True):
    """Hang up a channel that belongs to no call."""

    channel: str


class WakeAt(Command, frozen=True):
    """Set (or move) the timer of this key to a time."""

    key: str
    time: int


AnyFact = (
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
AnyCommand = RingAgent | DropLeg | Connect | ParkCaller | PlayPrompt | HangUp | HangUpStray | WakeAt
AnyOutput = AnyFact | AnyCommand

ENDS = (
    "operator_hung_up",
    "caller_hung_up",
    "abandoned",
    "timed_out",
    "no_route",
    "supervisor_ended",
    "telephony_lost",
)


class Turn(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the journal: its number, what came, what was decided."""

    n: int
    came: AnyInput
    out: tuple[AnyOutput, ...]
