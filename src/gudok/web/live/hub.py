"""The hub: one task a process that follows the journal and hands each audience what changed, serialised once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from gudok.web.live import audiences, picks
from gudok.web.live.load import load
from gudok.web.live.stream import MOST, Stream
from gudok.web.live.team import team

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from gudok.edges.journal.sqlite import JournalReader
    from gudok.web.live.replica import Replica

log = logging.getLogger(__name__)

POLL = 0.04
"""Seconds between two looks at the journal."""
BEAT = 2.0
"""Seconds between two signs of life; a screen that misses three of them says so."""
REMEMBERED = 2_000
"""So many batches can a stream resume from; a longer absence gets the whole picture."""


class Batch(NamedTuple):
    """What the turns after `before` up to `n` brought to each topic."""

    before: int
    n: int
    events: dict[str, bytes]


class Hub:
    """Holds the replica, the streams, and what was sent lately.

    `pulse` tells whether the engine answers; `clock` gives UTC milliseconds.
    """

    def __init__(
        self,
        reader: JournalReader,
        zone: str,
        pulse: Callable[[], Awaitable[bool]],
        clock: Callable[[], int] = lambda: int(time.time() * 1000),
    ) -> None:
        self.reader, self.zone, self.pulse, self.clock = reader, zone, pulse, clock
        self.replica: Replica | None = None
        self.engine = False
        self.streams: dict[str, set[Stream]] = {}
        self.recent: deque[Batch] = deque(maxlen=REMEMBERED)
        self.scoped: dict[str, int] = {}
        """Topics of walls that see a part of the centre, with the turn since which batches hold them."""
        self.loaded = asyncio.Event()
        self._rows: dict[str, bytes] = {}
        self._beaten = 0.0

    async def run(self) -> None:
        """Follow the journal for ever; after a failure (a replaced journal, a full disk) begin anew."""
        while True:
            try:
                await self._load()
                while True:
                    self.look()
                    await asyncio.sleep(POLL)
            except Exception:
                log.exception("the live hub begins anew")
                self.reader.close()
                await asyncio.sleep(1)

    async def _load(self) -> None:
        self.replica = await asyncio.to_thread(load, self.reader, self.zone, self.clock())
        self.loaded.set()
        self._begin()

    def _begin(self) -> None:
        self.recent.clear()
        self.scoped.clear()
        self._rows = {}
        self._send_everything()

    def look(self) -> None:
        """One look at the journal: apply what is new, tell whom it concerns, beat when it is time."""
        replica = self._now()
        before = replica.n
        last = self.reader.last()
        if last < before:
            raise ValueError(f"the journal went back from turn {before} to {last}")
        if last > before:
            for turn in self.reader.tail(before):
                replica.apply(turn)
        touched = replica.take_touched()
        if touched.everything:
            self._begin()
        elif touched:
            events = audiences.changes(
                replica, touched, self._rows, self.system(), self.scoped, self.streams, self.clock()
            )
            self.recent.append(Batch(before, replica.n, events))
            self._send(events)
        self._beat()

    def system(self) -> dict[str, Any]:
        """Whether the engine and the telephony work."""
        return {"engine": self.engine, "telephony": self._now().state.telephony}

    # streams

    def join(self, topics_of: Callable[[Replica], tuple[str, ...]], since: int | None) -> Stream:
        """Open a stream: what was missed after turn `since` if that is known, else the whole picture."""
        stream = Stream(topics_of)
        self._enter(stream)
        missed = self._missed(since, stream.topics)
        stream.begin(self._picture(stream) if missed is None else missed)
        return stream

    def part(self, stream: Stream) -> None:
        """Close a stream."""
        for topic in stream.topics:
            listeners = self.streams.get(topic, set())
            listeners.discard(stream)
            if not listeners:
                self.streams.pop(topic, None)

    def tell(self, operator: str, said: bytes) -> None:
        """Tell all desks of one operator something that is no turn of the journal."""
        mine = f"me:{operator}"
        self._send({mine: said, mine + audiences.MASKED: said})

    def _enter(self, stream: Stream) -> None:
        stream.topics = stream.topics_of(self._now())
        for topic in stream.topics:
            self.streams.setdefault(topic, set()).add(stream)
            if topic.startswith(picks.KIND):
                self._rows.pop(topic, None)  # nobody may have been told what came between
            if topic.startswith("wall["):
                self.scoped.setdefault(topic, self._now().n)

    def _missed(self, since: int | None, topics: tuple[str, ...]) -> bytes | None:
        n = self._now().n
        if since is None or since > n or any(since < self.scoped.get(topic, 0) for topic in topics):
            return None
        if since < n and (not self.recent or since < self.recent[0].before):
            return None
        events = [audiences.joined(topics, batch.events, batch.n) for batch in self.recent if batch.n > since]
        if sum(map(len, events)) >= MOST:
            return None
        return b"".join([*events, audiences.figures(self._now(), topics, self.system(), self.clock())])

    def _picture(self, stream: Stream) -> bytes:
        return audiences.picture(self._now(), stream.topics, self.system(), self.clock())

    def _everyone(self) -> set[Stream]:
        return {stream for listeners in self.streams.values() for stream in listeners}

    def _send_everything(self) -> None:
        """New settings may bring other queues: every stream finds its topics anew and gets the whole picture."""
        for stream in self._everyone():
            self.part(stream)
            self._enter(stream)
            stream.begin(self._picture(stream))

    def _send(self, events: dict[str, bytes]) -> None:
        """Hand events to the streams of their topics; streams of the same topics share the same bytes."""
        listening = {stream for topic in events for stream in self.streams.get(topic, ())}
        made: dict[tuple[str, ...], bytes] = {}
        for stream in listening:
            if stream.topics not in made:
                made[stream.topics] = audiences.joined(stream.topics, events, self._now().n)
            stream.put(made[stream.topics])

    # time

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._beaten < BEAT:
            return
        self._beaten = now
        replica = self._now()
        for queue in replica.day.tick(self.clock()):
            if queue in replica.state.queues:
                replica.touched.queues[queue] = None
        self._tell_team(replica)
        self._tell_picks(replica)
        beat = audiences.event("beat", {"now": self.clock(), "n": replica.n, **self.system()})
        for stream in self._everyone():
            stream.put(beat)

    def _tell_team(self, replica: Replica) -> None:
        """The team's figures change with every call: told with the beat, to all desks as one piece."""
        said = audiences.event("team", team(replica))
        if self._rows.get("team") != said:
            self._rows["team"] = said
            self._send({"team": said})

    def _tell_picks(self, replica: Replica) -> None:
        """Time alone may let an operator have a call: looked at with the beat, where some wait to be picked."""
        waiting = [queue for queue, calls in replica.state.waiting.items() if calls]
        for topic, said in picks.Picks(replica, self.clock()).events(self.streams, waiting):
            if self._rows.get(topic) != said:
                self._rows[topic] = said
                self._send({topic: said})

    async def watch_engine(self) -> None:
        """Ask the engine for a sign of life once a second; tell the screens when it falls silent or speaks again."""
        while True:
            alive = await self.pulse()
            if alive != self.engine:
                self.engine = alive
                if self.replica is not None:
                    self._send({"system": audiences.event("system", self.system())})
            await asyncio.sleep(1)

    def _now(self) -> Replica:
        if self.replica is None:
            raise RuntimeError("the hub has not loaded yet")
        return self.replica
