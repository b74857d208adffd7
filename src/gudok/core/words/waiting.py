"""The words of a queue's life: callbacks instead of waiting, and callers whom nobody answered."""

from __future__ import annotations

from gudok.core.words.base import Caller, Fact


class CallbackBooked(Fact, frozen=True):
    """The caller of the call `of` is called back when his turn comes, as the call `call`; `joined` orders it."""

    call: str
    of: str
    queue: str
    joined: int
    place: int


class CallbackRests(Fact, frozen=True):
    """A booked callback is not tried before a time (0: its turn may come now); `tries` were made."""

    call: str
    queue: str
    until: int
    tries: int


class CallMissed(Fact, frozen=True):
    """A caller left before anybody answered, in a queue that wants such callers called back; `waited` in ms."""

    call: str
    caller: Caller
    queue: str
    did: str
    waited: int


WaitingFact = CallbackBooked | CallbackRests | CallMissed
