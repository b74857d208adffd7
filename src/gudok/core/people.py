"""What an operator can be: small frozen structs, each mode with what belongs to it."""

from __future__ import annotations

from msgspec import Struct

from gudok.core.settings import Operator
from gudok.core.words.supervise import How

LEAVE = "leave"
"""What follows the call when it is the end of the shift."""


class Away(Struct, frozen=True, tag="away", forbid_unknown_fields=True):
    """Off shift."""


class Ready(Struct, frozen=True, tag="ready", forbid_unknown_fields=True):
    """Takes calls; idle since `since`."""

    since: int


class Ringing(Struct, frozen=True, tag="ringing", forbid_unknown_fields=True):
    """A call rings; `since` keeps the idle time to go back to if the caller leaves."""

    call: str
    leg: int
    since: int


class Talking(Struct, frozen=True, tag="talking", forbid_unknown_fields=True):
    """Has a customer (in talk, on hold, or waiting for the broken telephone to come back: see the call)."""

    call: str


class WrapUp(Struct, frozen=True, tag="wrapup", forbid_unknown_fields=True):
    """Finishes the work of a call until a time; `more` counts the prolongations taken."""

    call: str
    until: int
    more: int = 0


class Paused(Struct, frozen=True, tag="paused", forbid_unknown_fields=True):
    """Takes no calls, for a reason; `until` is when the break has lasted as long as it may, or 0."""

    reason: str
    until: int = 0


class Dialling(Struct, frozen=True, tag="dialling", forbid_unknown_fields=True):
    """Places a call. `back`: what she comes back to when nobody answers, which had begun at `began`."""

    call: str
    leg: int
    back: Ready | Paused | WrapUp
    began: int


class Supervising(Struct, frozen=True, tag="supervising", forbid_unknown_fields=True):
    """Supervises a call's talk with the leg `leg`, once that is `up`. `how`: listen, whisper, barge or take."""

    call: str
    leg: int
    how: How
    up: bool = False


Mode = Away | Ready | Ringing | Talking | WrapUp | Paused | Dialling | Supervising
BUSY = (Ringing, Talking, Dialling)
"""Modes in which a call is in the operator's hands."""
ENGAGED = (*BUSY, Supervising)
"""Modes that an operator finishes first: what she chooses to do meanwhile comes after."""


class Work(Struct, frozen=True, forbid_unknown_fields=True):
    """A call whose result is this operator's to tell, from the talk's beginning to the end of wrap-up."""

    call: str
    queue: str
    result: str = ""


class Nailed(Struct, frozen=True, forbid_unknown_fields=True):
    """The line of the shift: the `n`th of this operator; it rings until it is `up`."""

    n: int
    up: bool = False


class Agent(Struct, frozen=True, forbid_unknown_fields=True):
    """An operator at work. `since`: when the mode began; `next`: what follows the call (pause reason, `leave`, "").

    `wish`: a break waited for since `wished`, until there is room. `spent`: what each break reason has used (ms) on the
    day of the number `day`, without a break that still runs. Of an operator with two telephones: `desk` says that the
    next call rings at the one on her desk, `at_desk` where the last one did, `spare` whether the other is registered.
    `nailed` is the line of the shift, `nails` counts them.
    """

    id: str
    mode: Mode = Away()
    since: int = 0
    reachable: bool = False
    next: str = ""
    wish: str = ""
    wished: int = 0
    day: int = 0
    spent: dict[str, int] = {}
    work: Work | None = None
    desk: bool = False
    at_desk: bool = False
    spare: bool = False
    nailed: Nailed | None = None
    nails: int = 0


def rests(agent: Agent) -> str:
    """The break an operator has, or was promised for after the call; "" for none."""
    mode = agent.mode
    if type(mode) is Paused:
        return mode.reason
    return agent.next if agent.next != LEAVE else ""


def in_hand(agent: Agent) -> str:
    """The call that rings at the operator or is hers; "" for none. The call of a wrap-up may already be another's."""
    return agent.mode.call if isinstance(agent.mode, BUSY) else ""


def chosen_endpoint(operator: Operator, agent: Agent) -> str:
    """The telephone that rings for the next call."""
    return operator.desk if agent.desk and operator.desk else operator.endpoint


def in_browser(operator: Operator, *, desk: bool) -> bool:
    """Whether an operator's telephone (`desk`: the one on her desk) is a browser."""
    return operator.browser and not (desk and operator.desk)
