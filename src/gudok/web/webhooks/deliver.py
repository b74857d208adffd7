"""The deliverer: for each subscription a task that follows what happens, sends what is wanted, in order, until taken.

An event counts as taken when the answer is 2xx. Then the position moves, in the transaction of the log: who dies
between the answer and that sends the event again, with the same id. A failure holds back the events behind it.
"""

from __future__ import annotations

import asyncio
import logging
import random
import threading
import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import aiohttp
import msgspec
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gudok.edges.journal.sqlite import JournalReader
from gudok.web.api.feed import Wanted
from gudok.web.api.follow import Feed, Position
from gudok.web.webhooks import actions
from gudok.web.webhooks.actions import Outcome
from gudok.web.webhooks.address import check_url, session
from gudok.web.webhooks.models import Delivery, Subscription
from gudok.web.webhooks.sign import headers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from django.db.models import QuerySet

    from gudok.web.api.feed import Event

log = logging.getLogger(__name__)
GONE = 410
HEARD = 2000
"""Bytes of an answer that are looked at."""


class Pace(NamedTuple):
    """Seconds: between looks, the first and the longest wait after a failure, and how long failures are borne."""

    look: float = 0.5
    first: float = 5.0
    longest: float = 3600.0
    bears: float = 3 * 86400.0

    def wait(self, attempt: int, wished: float) -> float:
        """Twice as long each time, shaken by a fifth so that many do not come together; or as the receiver wishes."""
        wait = min(self.first * 2 ** min(attempt, 20), self.longest) * random.uniform(0.8, 1.2)  # noqa: S311
        return max(wait, min(wished, self.longest))


class Deliverer:
    """Runs in a thread of its own, so that a slow receiver never keeps the records waiting."""

    def __init__(self, journal: Path, private: bool, stopped: Callable[[], bool], pace: Pace = Pace()) -> None:  # noqa: B008
        self.journal, self.private, self.stopped, self.pace = journal, private, stopped, pace
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=lambda: asyncio.run(self.run()), name="webhooks", daemon=True)
        thread.start()
        return thread

    async def run(self) -> None:
        """Keep a task for each active subscription until stopped."""
        forget_at = 0.0
        async with session(self.private) as client:
            while not self.stopped():
                try:
                    await self._keep_tasks(client)
                    if time.monotonic() >= forget_at:
                        await sync_to_async(actions.forget_old)()
                        forget_at = time.monotonic() + 3600
                except DatabaseError as error:
                    await _database_failed(error)
                await asyncio.sleep(self.pace.look)
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _keep_tasks(self, client: aiohttp.ClientSession) -> None:
        wanted = set(await sync_to_async(lambda: list(_served().values_list("pk", flat=True)))())
        for pk in list(self._tasks):
            if pk not in wanted or self._tasks[pk].done():
                self._tasks.pop(pk).cancel()
        for pk in sorted(wanted - self._tasks.keys()):
            self._tasks[pk] = asyncio.create_task(Line(self, client, pk).run())


def _served() -> QuerySet[Subscription]:
    """Subscriptions in use, and those of which something is to be sent again."""
    again = Delivery.objects.filter(subscription=OuterRef("pk"), again=True)
    return Subscription.objects.filter(Q(active=True) | Exists(again))


class Line:
    """One subscription's own way through the journal and the news."""

    def __init__(self, deliverer: Deliverer, client: aiohttp.ClientSession, pk: int) -> None:
        self.pace, self.private, self.client, self.pk = deliverer.pace, deliverer.private, client, pk
        self.reader = JournalReader(deliverer.journal)
        self.feed: Feed | None = None
        self.events: list[Event] = []

    async def run(self) -> None:
        """Until cancelled; a failure of the database costs a pause."""
        try:
            while True:
                try:
                    busy = await self.step()
                except DatabaseError as error:
                    await _database_failed(error)
                    busy = False
                if not busy:
                    await asyncio.sleep(self.pace.look)
        finally:
            self.reader.close()

    async def step(self) -> bool:
        """Do the next thing there is to do; False when there was none."""
        row = await sync_to_async(Subscription.objects.select_related("queue").filter(pk=self.pk).first)()
        if row is None:
            return False
        if await self._repeat(row):
            return True
        if not row.active or row.next_at > timezone.now():
            return False
        event = await self._next(row)
        if event is None:
            return False
        body = msgspec.json.encode(event.body(masked=not row.full_numbers)).decode()
        outcome = await self.send(row, event.id, body)
        wait = self.pace.wait(row.attempt, outcome.after)
        give_up = "" if outcome.ok else self._give_up(row, outcome)
        if give_up:
            log.error("webhook %s is switched off: %s, %s %s", row.name, give_up, outcome.code, outcome.answer)
        due = timezone.now() + timedelta(seconds=wait)
        await sync_to_async(actions.note_outcome)(row, event, body, outcome, due, give_up)
        return True

    async def _repeat(self, row: Subscription) -> bool:
        delivery = await sync_to_async(row.deliveries.filter(again=True).order_by("pk").first)()
        if delivery is None:
            return False
        outcome = await self.send(row, delivery.event, delivery.body)
        await sync_to_async(actions.note_again)(delivery, outcome)
        return True

    async def _next(self, row: Subscription) -> Event | None:
        """The next event the subscription wants, passing over the others; None when there are no more."""
        if self.feed is None or not self._follows(row):
            self.feed, self.events = Feed(self.reader, Position(max(row.turn - 1, 0), row.news)), []
        wanted = Wanted(frozenset(row.kinds), row.queue.core_id if row.queue else "")
        while True:
            while self.events:
                event = self.events[0]
                if row.lacks(event) and wanted.lets(event):
                    return event
                self.events.pop(0)
            before = self.feed.at
            self.events = await self.feed.read()
            if self.feed.at == before:
                return None
            if not any(wanted.lets(event) for event in self.events):
                # All so far was looked at and not wanted: a restart need not look again.
                await sync_to_async(actions.pass_over)(row, self.feed.at)

    def _follows(self, row: Subscription) -> bool:
        """Whether the feed has come as far as the row: somebody may have moved that on."""
        assert self.feed is not None
        return self.feed.at.turn >= row.turn - 1 and self.feed.at.news >= row.news

    def _give_up(self, row: Subscription, outcome: Outcome) -> str:
        if outcome.code == GONE:
            return "gone"
        since: datetime = row.failing_since or timezone.now()
        if (timezone.now() - since).total_seconds() >= self.pace.bears:
            return "failing"
        return ""

    async def send(self, row: Subscription, event: str, body: str) -> Outcome:
        """One attempt; every way it can fail is an outcome."""
        began, data = time.monotonic(), body.encode()

        def spent() -> int:
            return int((time.monotonic() - began) * 1000)

        try:
            check_url(row.url, self.private)
            signed = headers(row.secret, event, int(time.time()), data)
            async with self.client.post(row.url, data=data, headers=signed, allow_redirects=False) as response:
                said = (await response.content.read(HEARD)).decode(errors="replace").replace("\0", "")
                wish = response.headers.get("Retry-After", "")
                after = float(wish) if wish.isascii() and wish.isdigit() else 0.0
                return Outcome(200 <= response.status < 300, response.status, said, spent(), after)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return Outcome(False, 0, f"{type(error).__name__}: {error}", spent())


async def _database_failed(error: DatabaseError) -> None:
    log.error("webhooks: the records cannot be used, trying again", exc_info=error)
    with suppress(DatabaseError):
        await sync_to_async(connection.close)()
    await asyncio.sleep(2)
