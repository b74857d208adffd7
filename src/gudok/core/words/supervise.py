"""The words of a supervisor's powers: over a talk, over operators, over waiting calls and queues; messages and help."""

from __future__ import annotations

from typing import Literal

from gudok.core.words.base import Command, Fact
from gudok.core.words.inputs import Ask, Input

How = Literal["listen", "whisper", "barge", "take"]


class SuperviseAsked(Ask, frozen=True):
    """The supervisor `agent` wants to listen to a talk, to whisper, barge in or take it; or to change between these.

    `again` says that her telephone has lost its leg and is to be rung anew.
    """

    call: str
    how: How
    again: bool = False


class StopSupervisingAsked(Ask, frozen=True):
    """The supervisor has heard enough."""


class ForceAsked(Ask, frozen=True):
    """A supervisor changes an operator's state; `reason` names the break, `note` says why."""

    to: Literal["ready", "pause", "leave"]
    reason: str = ""
    note: str = ""


class HelpAsked(Ask, frozen=True):
    """The operator wants a supervisor's help in mid-talk, or (not `wanted`) no longer."""

    wanted: bool = True


class ReadAsked(Ask, frozen=True):
    """The operator has read a message."""

    letter: str


class MoveCallAsked(Input, frozen=True):
    """A supervisor moves a waiting call to another queue, keeping the time waited."""

    call: str
    by: str
    queue: str


class PrioritiseAsked(Input, frozen=True):
    """A supervisor puts a waiting call to the head of its queue, or (not `first`) back to its place."""

    call: str
    by: str
    first: bool = True


class GiveCallAsked(Input, frozen=True):
    """A supervisor gives a waiting call to a ready operator."""

    call: str
    by: str
    agent: str


class CloseQueueAsked(Input, frozen=True):
    """A supervisor closes a queue now; those who wait `stay`, or `part` with the closed message. `note` says why."""

    queue: str
    by: str
    waiting: Literal["stay", "part"] = "stay"
    note: str = ""


class OpenQueueAsked(Input, frozen=True):
    """A supervisor opens a queue again that was closed by hand."""

    queue: str
    by: str


class MessageAsked(Input, frozen=True):
    """A supervisor writes to one operator, to the operators of a queue, or to all."""

    by: str
    kind: Literal["agent", "queue", "all"]
    to: str
    text: str


class Adrift(Input, frozen=True):
    """The reconciler found a supervisor's leg in the wrong place."""

    call: str
    leg: int


class SupervisionBegan(Fact, frozen=True):
    """A supervisor's telephone is rung to supervise a talk; `shown` says whether the operator sees a mere listener."""

    call: str
    agent: str
    leg: int
    how: How
    shown: bool = True


class SupervisionChanged(Fact, frozen=True):
    """The supervisor now listens, whispers or is in the talk."""

    call: str
    agent: str
    how: How
    shown: bool = True


class SupervisionEnded(Fact, frozen=True):
    """The supervisor is out of the talk."""

    call: str
    agent: str
    shown: bool = True


class CallTaken(Fact, frozen=True):
    """The supervisor `agent` took the talk over from the operator `source`."""

    call: str
    agent: str
    source: str


class CallPrioritised(Fact, frozen=True):
    """A waiting call was put first, or back; `place` is where it stands now (1 = next)."""

    call: str
    first: bool
    place: int


class QueueClosed(Fact, frozen=True):
    """A queue was closed by hand: who calls now hears the closed message."""

    queue: str
    waiting: str
    note: str = ""


class QueueOpened(Fact, frozen=True):
    """A queue that was closed by hand is open."""

    queue: str


class MessageSent(Fact, frozen=True):
    """A message stands on these operators' desks until they have read it."""

    letter: str
    by: str
    agents: tuple[str, ...]
    kind: str
    to: str
    text: str


class MessageRead(Fact, frozen=True):
    """An operator has read a message."""

    letter: str
    agent: str


class HelpCalled(Fact, frozen=True):
    """The operator calls for help in mid-talk."""

    call: str
    agent: str


class HelpOver(Fact, frozen=True):
    """The call for help is answered or taken back."""

    call: str
    agent: str


class Attend(Command, frozen=True):
    """Let a supervisor's leg hear the talk of the leg `to`: by itself, with a whisper, or in operator `agent`'s bridge.

    `held` says that the operator is alone now and hears nothing but a whisper.
    """

    call: str
    leg: int
    to: int
    agent: str
    by: str
    how: How
    held: bool = False


class Detach(Command, frozen=True):
    """Take away what a supervisor's leg heard the leg `to` through."""

    call: str
    leg: int
    to: int


class RecordLeg(Command, frozen=True):
    """Begin to record a leg that is up and stands in no talk; it is up anew then."""

    call: str
    leg: int
    record: str


SuperviseAsk = (
    SuperviseAsked
    | StopSupervisingAsked
    | ForceAsked
    | HelpAsked
    | ReadAsked
    | MoveCallAsked
    | PrioritiseAsked
    | GiveCallAsked
    | CloseQueueAsked
    | OpenQueueAsked
    | MessageAsked
)
"""What people ask for."""
SuperviseInput = SuperviseAsk | Adrift
SuperviseFact = (
    SupervisionBegan
    | SupervisionChanged
    | SupervisionEnded
    | CallTaken
    | CallPrioritised
    | QueueClosed
    | QueueOpened
    | MessageSent
    | MessageRead
    | HelpCalled
    | HelpOver
)
SuperviseCommand = Attend | Detach | RecordLeg
