"""One look at everything, as samples: the engine by the bus, Asterisk by ARI, the screens' replica, the records."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError

from gudok import __version__
from gudok.core.state import standing, tag
from gudok.edges.asterisk.words import APP
from gudok.edges.bus.unix import Answer, NoEngine, Ping, ask
from gudok.web.api.resources.events import open_streams
from gudok.web.live import pictures
from gudok.web.live.queries import hub
from gudok.web.record.models import Cursor
from gudok.web.record.projector import CURSOR
from gudok.web.webhooks.models import Subscription

if TYPE_CHECKING:
    from gudok.web.live.hub import Hub

PATIENCE = 2.0
"""Seconds for each part to answer: a scrape waits for the slowest of them."""


class Sample(NamedTuple):
    """A metric's name without suffix, its labels' values, its value."""

    metric: str
    labels: tuple[str, ...]
    value: float


async def collect() -> list[Sample]:
    """All samples; a part that does not answer is down, and its other samples are missing."""
    parts = await asyncio.gather(_engine(), _asterisk(), _live(), _records(), asyncio.to_thread(_disk))
    return [Sample("gudok_info", (__version__,), 1), *(sample for part in parts for sample in part)]


async def ping() -> Answer | None:
    """The engine's sign of life."""
    with suppress(NoEngine):
        return await ask(settings.DATA.engine_socket, Ping(), PATIENCE)
    return None


async def _engine() -> list[Sample]:
    told = await ping()
    if told is None:
        return [_up("engine", False), _up("telephony", False)]
    numbers = {name: float(value) for name, value in told.numbers.items()}
    values = {
        "turns": float(told.turn),
        "inbox": numbers.get("inbox", 0),
        "timers": numbers.get("timers", 0),
        "unsaved_turns": numbers.get("unsaved", 0),
        "memory_bytes": numbers.get("memory", 0),
        "cpu_seconds": numbers.get("cpu", 0) / 1000,
        "uptime_seconds": numbers.get("uptime", 0) / 1000,
    }
    found = [Sample(f"gudok_engine_{name}", (), value) for name, value in values.items()]
    return [_up("engine", True), _up("telephony", told.telephony == "up"), *found]


async def _asterisk() -> list[Sample]:
    telephony = settings.GUDOK.asterisk
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(telephony.bind, telephony.bind)  # noqa: S104 read, not bound
    login = {"Authorization": aiohttp.encode_basic_auth(APP, telephony.ari_password)}
    try:
        async with aiohttp.ClientSession(
            f"http://{host}:{telephony.http_port}/ari/",
            headers=login,
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
            raise_for_status=True,
        ) as client:
            info, channels, bridges, endpoints = [
                await _get(client, path) for path in ("asterisk/info", "channels", "bridges", "endpoints")
            ]
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return [_up("asterisk", False)]
    started = datetime.fromisoformat(info["status"]["startup_time"]).timestamp()
    states = Counter(one["state"] for one in endpoints)
    return [
        _up("asterisk", True),
        Sample("gudok_asterisk_channels", (), len(channels)),
        Sample("gudok_asterisk_bridges", (), len(bridges)),
        Sample("gudok_asterisk_uptime_seconds", (), time.time() - started),
        *(Sample("gudok_asterisk_endpoints", (state,), count) for state, count in sorted(states.items())),
    ]


async def _get(client: aiohttp.ClientSession, path: str) -> Any:
    async with client.get(path) as response:
        return await response.json()


async def _live() -> list[Sample]:
    source = await hub()
    replica = source.replica
    if replica is None:
        return []
    last = await asyncio.to_thread(source.reader.last)
    found = [
        Sample("gudok_journal_turns", (), last),
        Sample("gudok_live_lag_turns", (), max(last - replica.n, 0)),
        Sample("gudok_web_streams", ("screens",), _screens(source)),
        Sample("gudok_web_streams", ("programs",), open_streams()),
    ]
    with suppress(OSError):
        found.append(Sample("gudok_journal_bytes", (), settings.DATA.journal.stat().st_size))
    states = Counter(standing(agent) for agent in replica.state.agents.values() if agent.id in replica.state.operators)
    found += [Sample("gudok_operators", (state,), count) for state, count in sorted(states.items())]
    calls = Counter(tag(call.mode) for call in replica.state.calls.values())
    found += [Sample("gudok_calls", (state,), count) for state, count in sorted(calls.items())]
    now = int(time.time() * 1000)
    for queue in replica.state.queues:
        found += _queue(pictures.queue_row(replica, queue), replica.day.queue(queue).in_time, now)
    return found


def _screens(source: Hub) -> int:
    return len({id(stream) for listeners in source.streams.values() for stream in listeners})


def _queue(row: dict[str, Any], in_time: int, now: int) -> list[Sample]:
    name = row["name"]
    return [
        Sample("gudok_queue_waiting", (name,), row["waiting"]),
        Sample("gudok_queue_oldest_seconds", (name,), max(now - row["oldest"], 0) / 1000 if row["oldest"] else 0),
        Sample("gudok_queue_operators", (name, "ready"), row["ready"]),
        Sample("gudok_queue_operators", (name, "busy"), row["busy"]),
        Sample("gudok_queue_answered", (name,), row["answered"]),
        Sample("gudok_queue_lost", (name,), row["lost"]),
        Sample("gudok_queue_in_time", (name,), in_time),
    ]


async def _records() -> list[Sample]:
    last = await asyncio.to_thread((await hub()).reader.last)
    try:
        return await sync_to_async(_rows)(last)
    except DatabaseError:
        return [_up("records", False)]


def _rows(last: int) -> list[Sample]:
    position = Cursor.objects.filter(name=CURSOR).values_list("n", flat=True).first() or 0
    subscriptions = list(Subscription.objects.all())
    states = Counter(row.state for row in subscriptions)
    lags = [
        Sample("gudok_webhook_lag_turns", (row.name,), max(last - row.turn, 0)) for row in subscriptions if row.active
    ]
    return [
        _up("records", True),
        Sample("gudok_records_lag_turns", (), max(last - position, 0)),
        *(Sample("gudok_webhooks", (state,), count) for state, count in sorted(states.items())),
        # Names need not be unique, samples must be.
        *{sample.labels: sample for sample in lags}.values(),
    ]


def _disk() -> list[Sample]:
    usage = shutil.disk_usage(settings.DATA.path)
    return [Sample("gudok_disk_free_bytes", (), usage.free), Sample("gudok_disk_bytes", (), usage.total)]


def _up(part: str, up: bool) -> Sample:
    return Sample("gudok_up", (part,), float(up))
