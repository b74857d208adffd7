"""Making the replica at the start: the newest snapshot and the turns after it, with the day's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.state import State
from gudok.core.words import Configured
from gudok.web.live.day import Day
from gudok.web.live.replica import Replica

if TYPE_CHECKING:
    from gudok.edges.journal.sqlite import JournalReader


LEAD = 3_600_000
"""So long before midnight (ms) reading begins: calls that were open at midnight are known then."""


def load(reader: JournalReader, zone: str, now: int) -> Replica:
    """The replica as of the journal's end. A day of 100,000 turns takes about two seconds: call this off the loop."""
    n, snapshot = reader.load()
    replica = Replica(State.of(snapshot) if snapshot else State(), n, Day(zone, now))
    _count_day(reader, replica)
    for turn in reader.tail(n):
        replica.apply(turn)
    replica.take_touched()
    replica.day.tick(now)
    return replica


def _count_day(reader: JournalReader, replica: Replica) -> None:
    """Fold the day's facts up to the snapshot, whose own state tells nothing of what is over."""
    day = replica.day
    for turn in reader.tail(reader.at(day.start - LEAD)):
        if turn.n > replica.n:
            return
        if isinstance(turn.came, Configured):
            day.rules = {queue.id: queue for queue in turn.came.settings.queues}
        for said in turn.out:
            day.fold(said, turn.came.at)
