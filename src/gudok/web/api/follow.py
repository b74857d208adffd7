"""Following what happens from a position on, for one listener: nothing is lost, whatever was restarted meanwhile.

Two feeds run beside each other, the journal's facts and the news of the records, and neither can number the other: an
alert that the engine is dead is in no journal. So a position has two numbers, and each feed goes on from its own.
"""

from __future__ import annotations

import asyncio
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from asgiref.sync import sync_to_async

from gudok.web.api.feed import Tracker, of_news
from gudok.web.news import queries as news
from gudok.web.record.times import moment

if TYPE_CHECKING:
    from gudok.edges.journal.sqlite import JournalReader
    from gudok.web.api.feed import Event

PAGE = 500


class Position(NamedTuple):
    """All up to this turn of the journal and this number of the news is known."""

    turn: int
    news: int

    def __str__(self) -> str:
        return f"{self.turn}-{self.news}"


def at_turn(reader: JournalReader, turn: int) -> Position:
    """The position of somebody who names a turn alone: the news told before the next one are known, too."""
    if not turn:
        return Position(0, 0)
    following = next(reader.tail(turn), None)
    return Position(turn, news.last_before(moment(following.came.at)) if following else news.last())


class Follower:
    """Reads the journal on from turn `after`. Blocking: call it off the event loop, one call at a time."""

    def __init__(self, reader: JournalReader, after: int) -> None:
        self.reader, self.n = reader, after
        self._tracker: Tracker | None = None

    def page(self) -> tuple[list[Event], int]:
        """The next events (of up to 500 turns), and the time (UTC ms) of the last turn if more may follow, else 0."""
        if self._tracker is None:
            self._tracker = self._start()
        events: list[Event] = []
        count = at = 0
        for turn in islice(self.reader.tail(self.n), PAGE):
            events += self._tracker.events(turn)
            self.n, at, count = turn.n, turn.came.at, count + 1
        return events, at if count == PAGE else 0

    def _start(self) -> Tracker:
        """A tracker as it would stand after turn `n`: from the snapshot before, and the turns between."""
        at, snapshot = self.reader.load(self.n)
        tracker = Tracker(snapshot)
        for turn in self.reader.tail(at):
            if turn.n > self.n:
                break
            for _ in tracker.events(turn):
                pass
        return tracker


class Feed:
    """Both feeds as one, in the order of time as far as it goes."""

    def __init__(self, reader: JournalReader, at: Position) -> None:
        self.journal, self.news = Follower(reader, at.turn), at.news

    @property
    def at(self) -> Position:
        return Position(self.journal.n, self.news)

    async def read(self) -> list[Event]:
        """The next events. While the journal has more, no news are told that are later than what was read of it."""
        facts, more = await asyncio.to_thread(self.journal.page)
        rows = await sync_to_async(news.after)(self.news, PAGE, moment(more) if more else None)
        if rows:
            self.news = rows[-1].n
        # All facts of a turn have its time, so no piece of news comes between them.
        return list(merge(facts, map(of_news, rows), key=lambda event: event.at))
