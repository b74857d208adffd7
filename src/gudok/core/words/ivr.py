"""The words of a voice menu: what a caller walks through before he joins a queue."""

from __future__ import annotations

from typing import Literal

from gudok.core.words.base import Caller, Command, Fact
from gudok.core.words.inputs import Input


class LookedUp(Input, frozen=True):
    """The records answered the look-up `ask` of a call; `who` has no customer where they know none."""

    call: str
    ask: int
    who: Caller


IvrInput = LookedUp


class FlowEntered(Fact, frozen=True):
    """The caller begins to walk a voice menu."""

    call: str
    flow: str


class FlowStepped(Fact, frozen=True):
    """The caller left a node of a voice menu: once for each node he came to.

    `exit` is the node's own (see core.ivr.flow; `case#2` is the second value of a branch by a secret), or `queue`,
    `callback`, `end` of a last node. Or he left it otherwise: `left` (hung up), `cut` (ended from outside), `steps` (as
    many as a flow allows), `changed` (the node is no more).
    `typed` are the digits kept there, unless they are secret.
    """

    call: str
    flow: str
    node: str
    exit: str
    typed: str = ""


class CallerFound(Fact, frozen=True):
    """By what the caller typed, the call is this customer's."""

    call: str
    caller: Caller


IvrFact = FlowEntered | FlowStepped | CallerFound


class LookUp(Command, frozen=True):
    """Ask the records whose number it is, a telephone's or a customer's (`code`): `LookedUp` with the same `ask`."""

    call: str
    ask: int
    number: str
    by: Literal["number", "code"] = "number"


class EndPrompt(Command, frozen=True):
    """End a prompt that is being played."""

    call: str
    prompt: str


IvrCommand = LookUp | EndPrompt
