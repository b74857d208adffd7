"""The numbers of who is to be called back: the one being named, and those by which a booking is found."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from gudok.core.words import Caller

if TYPE_CHECKING:
    from gudok.core.modes import Booked, Call

Index = dict[tuple[str, str], list[str]]
"""The booked calls of a queue and a number, in the order of their ids."""


class Naming(Struct, frozen=True, forbid_unknown_fields=True):
    """Another number to be called back at: the caller `types` it, the records are asked, it is read to him.

    `caller` is who has it, as the records say; it was asked for `tries` times.
    """

    stage: Literal["types", "asks", "reads"]
    typed: str = ""
    caller: Caller = Caller()
    tries: int = 1


def keys(call: Call, mode: Booked) -> list[tuple[str, str]]:
    """By what a booking is found when its customer calls himself: the number to dial, and the one he called from."""
    numbers = dict.fromkeys((call.caller.number, call.called_from))
    return [(mode.queue, number) for number in numbers if number]


def enter(index: Index, call: Call, mode: Booked) -> None:
    for key in keys(call, mode):
        insort(index.setdefault(key, []), call.id)


def strike(index: Index, call: Call, mode: Booked) -> None:
    for key in keys(call, mode):
        index[key].remove(call.id)
        if not index[key]:
            del index[key]
