"""A day in quarter-hours: what came and how it was served, and who was there. Pure: times are UTC milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

QUARTER = 15 * 60_000
AT_WORK = ("talking", "ringing", "wrapup", "ready", "paused")
"""The states of an operator at work, from below as the staffing is drawn; others stand for one of these or nothing."""
STANDS_FOR = {"dialling": "talking", "supervising": "talking"}


class Served(NamedTuple):
    """A call to a queue: when it arrived, how long it waited, whether it was answered, and in time."""

    arrived: int
    waited: int
    answered: bool
    in_time: bool


class Spell(NamedTuple):
    """An operator's stretch in one state."""

    agent: str
    mode: str
    reason: str
    call: str
    began: int
    ended: int

    @property
    def lasted(self) -> int:
        return self.ended - self.began


@dataclass
class Quarter:
    """A quarter-hour from `start` on. `staff`: operator-milliseconds by state."""

    start: int
    calls: int = 0
    answered: int = 0
    in_time: int = 0
    waited: int = 0
    staff: dict[str, int] = field(default_factory=dict)

    @property
    def late(self) -> int:
        return self.answered - self.in_time

    @property
    def lost(self) -> int:
        return self.calls - self.answered

    @property
    def wait(self) -> int:
        """The mean wait of its calls, ms; 0 for none."""
        return self.waited // self.calls if self.calls else 0

    @property
    def level(self) -> int | None:
        """The service level in per cent: of all its calls, those answered in time; None without calls."""
        return round(100 * self.in_time / self.calls) if self.calls else None

    def people(self, mode: str) -> float:
        """How many operators were in a state, in the mean."""
        return self.staff.get(mode, 0) / QUARTER


def quarters(calls: Iterable[Served], spells: Iterable[Spell], start: int, end: int) -> list[Quarter]:
    """The quarter-hours of [start, end); a call counts where it arrived, a spell where it lasted."""
    day = [Quarter(at) for at in range(start, end, QUARTER)]
    for call in calls:
        if start <= call.arrived < end:
            quarter = day[(call.arrived - start) // QUARTER]
            quarter.calls += 1
            quarter.answered += call.answered
            quarter.in_time += call.answered and call.in_time
            quarter.waited += call.waited
    for spell in spells:
        mode = STANDS_FOR.get(spell.mode, spell.mode)
        if mode in AT_WORK:
            share(day, mode, max(spell.began, start), min(spell.ended, end), start)
    return day


def share(day: Sequence[Quarter], mode: str, began: int, ended: int, start: int) -> None:
    """Divide a stretch of time among the quarters it lasts through."""
    while began < ended:
        quarter = day[(began - start) // QUARTER]
        until = min(ended, quarter.start + QUARTER)
        quarter.staff[mode] = quarter.staff.get(mode, 0) + until - began
        began = until


def total(day: Iterable[Quarter], start: int = 0) -> Quarter:
    """All quarters as one; its `level` and `wait` are the day's."""
    whole = Quarter(start)
    for quarter in day:
        whole.calls += quarter.calls
        whole.answered += quarter.answered
        whole.in_time += quarter.in_time
        whole.waited += quarter.waited
        for mode, ms in quarter.staff.items():
            whole.staff[mode] = whole.staff.get(mode, 0) + ms
    return whole


def span(day: Sequence[Quarter]) -> tuple[int, int]:
    """The whole hours worth drawing, as indexes of quarters: from the first with anything in it to the last."""
    full = [i for i, quarter in enumerate(day) if quarter.calls or quarter.staff]
    if not full:
        return (0, len(day)) if len(day) < 72 else (36, 72)
    return full[0] // 4 * 4, min(len(day), (full[-1] // 4 + 1) * 4)


def sums(spells: Iterable[Spell]) -> Mapping[str, int]:
    """Milliseconds by state."""
    found: dict[str, int] = {}
    for spell in spells:
        found[spell.mode] = found.get(spell.mode, 0) + spell.lasted
    return found
