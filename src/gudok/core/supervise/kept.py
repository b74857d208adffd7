"""What the state keeps of a supervisor's doings: unread messages, queues closed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from gudok.core.state import State


class Letter(Struct, frozen=True, forbid_unknown_fields=True):
    """A message an operator has not read yet. `kind`: a `message`, or what was forced: `ready`, `pause`, `leave`."""

    id: str
    at: int
    by: str
    text: str
    kind: Literal["message", "ready", "pause", "leave"] = "message"


class Closed(Struct, frozen=True, forbid_unknown_fields=True):
    """A queue closed by hand: when, by whom, why."""

    at: int
    by: str
    note: str = ""


def forget_gone(state: State) -> None:
    """Drop what is about queues and operators that the settings no longer know."""
    state.closed = {queue: kept for queue, kept in state.closed.items() if queue in state.queues}
    state.mail = {agent: mail for agent, mail in state.mail.items() if agent in state.operators}
