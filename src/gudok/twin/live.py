"""A call as the world knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gudok.twin.arrivals import Caller as Person


class Live:
    """A call in the world: its caller, and what became of it so far; `waited` is -1 until it is answered."""

    __slots__ = ("agent", "held", "person", "queue", "waited", "why")

    def __init__(self, person: Person) -> None:
        self.person = person
        self.queue = self.why = self.held = self.agent = ""
        self.waited = -1
