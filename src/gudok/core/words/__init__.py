"""The vocabulary of live life: what comes in (Inputs), what is decided (Facts, Commands), and why (Reason).

Every word is a small frozen tagged struct; an unknown field is refused when a word is read, so an old journal can
never be misread silently. Times are UTC milliseconds since the epoch, durations are milliseconds, ids are ours.
"""

from __future__ import annotations

from msgspec import Struct

from gudok.core.words.base import (
    Caller,
    Candidate,
    Command,
    Fact,
    Output,
    Reason,
    Word,
)
from gudok.core.words.commands import (
    AnyCommand,
    Connect,
    DropLeg,
    HangUp,
    HangUpStray,
    ParkCaller,
    PlayPrompt,
    RingAgent,
    WakeAt,
)
from gudok.core.words.facts import (
    ENDS,
    AgentChanged,
    AgentNext,
    AgentReachable,
    AnyFact,
    AskRefused,
    CallCame,
    CallConnected,
    CallEnded,
    CallHeld,
    CallOffered,
    CallParting,
    CallQueued,
    CallResumed,
    CallTransferred,
    CallWaitsReturn,
    EngineStarted,
    LegEnded,
    PlaceTold,
    PromptEnded,
    SettingsApplied,
    TelephonyChanged,
    TimerSpent,
)
from gudok.core.words.inputs import (
    AnyInput,
    Ask,
    CallArrived,
    CallerGone,
    Configured,
    EndCallAsked,
    HangUpAsked,
    HoldAsked,
    Input,
    LeaveAsked,
    LegGone,
    LegUp,
    Misplaced,
    MoreWrapUpAsked,
    PauseAsked,
    PromptDone,
    Reachable,
    ReadyAsked,
    ResumeAsked,
    ReturnAsked,
    Started,
    StrayFound,
    TelephonyDown,
    TelephonyUp,
    TransferAsked,
    Woke,
)

AnyOutput = AnyFact | AnyCommand


class Turn(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the journal: its number, what came, what was decided."""

    n: int
    came: AnyInput
    out: tuple[AnyOutput, ...]


__all__ = [
    "ENDS",
    "AgentChanged",
    "AgentNext",
    "AgentReachable",
    "AnyCommand",
    "AnyFact",
    "AnyInput",
    "AnyOutput",
    "Ask",
    "AskRefused",
    "CallArrived",
    "CallCame",
    "CallConnected",
    "CallEnded",
    "CallHeld",
    "CallOffered",
    "CallParting",
    "CallQueued",
    "CallResumed",
    "CallTransferred",
    "CallWaitsReturn",
    "Caller",
    "CallerGone",
    "Candidate",
    "Command",
    "Configured",
    "Connect",
    "DropLeg",
    "EndCallAsked",
    "EngineStarted",
    "Fact",
    "HangUp",
    "HangUpAsked",
    "HangUpStray",
    "HoldAsked",
    "Input",
    "LeaveAsked",
    "LegEnded",
    "LegGone",
    "LegUp",
    "Misplaced",
    "MoreWrapUpAsked",
    "Output",
    "ParkCaller",
    "PauseAsked",
    "PlaceTold",
    "PlayPrompt",
    "PromptDone",
    "PromptEnded",
    "Reachable",
    "ReadyAsked",
    "Reason",
    "ResumeAsked",
    "ReturnAsked",
    "RingAgent",
    "SettingsApplied",
    "Started",
    "StrayFound",
    "TelephonyChanged",
    "TelephonyDown",
    "TelephonyUp",
    "TimerSpent",
    "TransferAsked",
    "Turn",
    "WakeAt",
    "Woke",
    "Word",
]
