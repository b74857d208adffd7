"""The watch: in the worker, once a second, every measure against its thresholds."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gudok.edges.bus.unix import NoEngine, Ping, ask
from gudok.edges.journal.sqlite import JournalReader
from gudok.web.alerts import actions, measures
from gudok.web.alerts.mail import Post
from gudok.web.alerts.mended import SPAN, Mended
from gudok.web.alerts.models import Alert, AlertRule
from gudok.web.alerts.rules import KINDS, Measure, Rule, Standing, judge
from gudok.web.alerts.stuck import Standstill
from gudok.web.live.load import load
from gudok.web.news.actions import forget_old
from gudok.web.record.times import between, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gudok.settings import DataFolder
    from gudok.web.live.replica import Replica

log = logging.getLogger(__name__)

EVERY = 1.0
ROWS, TRUNKS = 5_000, 15_000
"""Milliseconds between two looks at rows, and between two questions to the telephony's console."""
BATCH = 5_000
AFTER_FAILURE = 5.0


class Watch:
    """Follows the journal with a State of its own and keeps the alerts' rows. `clock` gives UTC ms."""

    def __init__(self, data: DataFolder, stopped: Callable[[], bool], clock: Callable[[], int] | None = None) -> None:
        self.data, self.stopped = data, stopped
        self.clock = clock or (lambda: between(moment(0), timezone.now()))
        self.reader = JournalReader(data.journal)
        self.replica: Replica | None = None
        self.standings: dict[tuple[str, str], Standing] = {}
        self.standstill, self.mended, self.post = Standstill(), Mended(), Post()
        self.rows: list[Measure] = []
        self.trunks: list[Measure] = []
        self.rows_at = self.trunks_at = 0
        self.forget_at = 0.0

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.run, name="alerts", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Until stopped; a failure costs a pause."""
        while not self.stopped():
            try:
                self.round(self.alive())
                time.sleep(EVERY)
            except Exception:
                log.exception("alerts cannot be watched, trying again")
                self.replica = None
                connection.close()
                time.sleep(AFTER_FAILURE)

    def alive(self) -> bool:
        """Whether the engine answers within a second."""
        try:
            return asyncio.run(ask(self.data.engine_socket, Ping(), patience=1.0)).ok
        except NoEngine:
            return False

    def round(self, alive: bool) -> None:
        """One look; raises DatabaseError when the rows cannot be had."""
        now = self.clock()
        replica = self.follow(now)
        stuck, mended = self.standstill.look(replica.state, now), self.mended.count(now)
        found = [
            *measures.of_queues(replica, now),
            *measures.of_system(replica, alive, self.data, stuck, mended),
            *self.slow(now, alive and replica.state.telephony == "up"),
            Measure("mail", "", self.post.failing(now)),
        ]
        self.weigh(found, now)
        self.post.round(now)
        if time.monotonic() >= self.forget_at:
            actions.forget_old()
            forget_old()
            self.forget_at = time.monotonic() + 3600

    def slow(self, now: int, up: bool) -> list[Measure]:
        """What costs more to find out, as of a few seconds ago; a trunk nobody can ask about stays as it was."""
        if now >= self.rows_at:
            self.rows = list(measures.of_rows(self.reader, now))
            actions.looked(timezone.now())
            self.rows_at = now + ROWS
        if up and now >= self.trunks_at:
            asked = measures.of_trunks()
            self.trunks = self.trunks if asked is None else asked
            self.trunks_at = now + TRUNKS
        return [*self.rows, *self.trunks]

    def follow(self, now: int) -> Replica:
        """The State as of the journal's end."""
        if self.replica is None:
            self.begin(now)
        assert self.replica is not None
        tail = self.reader.tail(self.replica.n)
        while turns := list(islice(tail, BATCH)):
            for turn in turns:
                self.replica.apply(turn)
                self.mended.fold(turn)
        self.replica.take_touched()
        self.replica.day.tick(now)
        return self.replica

    def begin(self, now: int) -> None:
        """Load the State, and what an earlier watch knew."""
        self.replica = load(self.reader, settings.TIME_ZONE, now)
        self.mended, going_on = Mended(), Alert.objects.filter(ended_at=None)
        self.standings = {(row.kind, row.subject): Standing(row.level) for row in going_on}
        self.trunks = [Measure(row.kind, row.subject, 1, name=row.name) for row in going_on if row.kind == "trunk"]
        for turn in self.reader.tail(self.reader.at(now - SPAN)):
            if turn.n <= self.replica.n:
                self.mended.fold(turn)

    def weigh(self, found: Iterable[Measure], now: int) -> None:
        """Judge each measure, and write down what changed."""
        rules, at, known = Rules(), moment(now), set[tuple[str, str]]()
        for measure in found:
            key = (measure.kind, measure.subject)
            known.add(key)
            before = self.standings.get(key, Standing())
            after = judge(KINDS[measure.kind], rules.of(measure), measure, before, now / 1000)
            if after.level or before.level:
                actions.note(measure, after.level, at, letter=rules.mailed(measure))
            self.standings[key] = after
        if gone := [key for key, standing in self.standings.items() if standing.level and key not in known]:
            actions.end_others(known, at)
            for key in gone:
                del self.standings[key]


class Rules:
    """The thresholds in force: a queue's own, else those for all queues, else the usual ones."""

    def __init__(self) -> None:
        rows = AlertRule.objects.select_related("queue")
        self.rows = {(row.kind, row.queue.core_id if row.queue else ""): row for row in rows}

    def row(self, measure: Measure) -> AlertRule | None:
        return self.rows.get((measure.kind, measure.subject)) or self.rows.get((measure.kind, ""))

    def of(self, measure: Measure) -> Rule:
        kind, row = KINDS[measure.kind], self.row(measure)
        if row is None:
            return Rule(kind.warn, kind.bad, kind.delay)
        return Rule(row.warn, row.bad, row.delay_s) if row.enabled else Rule(None, None, 0)

    def mailed(self, measure: Measure) -> bool:
        row = self.row(measure)
        return row is not None and row.mail
