"""The measures of a moment: from the live State and the machine (cheap, each second), from rows and the network."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from gudok.web.alerts.rules import Measure
from gudok.web.record.models import Leg
from gudok.web.record.projector import position
from gudok.web.record.times import between, moment
from gudok.web.setup.models import Trunk
from gudok.web.trunks.state import all_states
from gudok.web.webhooks.deliver import Pace
from gudok.web.webhooks.models import Subscription

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.edges.journal.sqlite import JournalReader
    from gudok.settings import DataFolder
    from gudok.web.live.replica import Replica

RECENT = timedelta(hours=1)
FINISHED = timedelta(minutes=10)
"""After so long a recording whose talk is over should be finished."""
NAMED = 3
"""So many of the things that are counted are named."""


def of_queues(replica: Replica, now: int) -> Iterator[Measure]:
    """Each queue's waiting, readiness, level and losses; `now` is UTC ms."""
    for queue in replica.state.queues:
        waiting = replica.state.waiting.get(queue, [])
        oldest = min((key[1] for key in waiting), default=now)
        ready = replica.state.counts.get(queue, {}).get("ready", 0)
        day = replica.day.queue(queue)
        served, recent = day.answered + day.lost, len(day.recent)
        yield Measure("wait", queue, max(0, now - oldest) / 1000)
        yield Measure("nobody", queue, float(bool(waiting) and not ready))
        yield Measure("level", queue, 100 * sum(good for _, good in day.recent) / recent if recent else 100, recent)
        yield Measure("lost", queue, 100 * day.lost / served if served else 0, served)


def of_system(replica: Replica, alive: bool, data: DataFolder, stuck: list[str], mended: int) -> Iterator[Measure]:
    """The engine, the telephony, the disk's free share; what stands still and how much was mended."""
    yield Measure("engine", "", float(not alive))
    yield Measure("telephony", "", float(alive and replica.state.telephony != "up"))
    # Without an engine nothing moves on, and nothing of it is stuck by itself.
    found = stuck if alive and replica.state.telephony == "up" else []
    yield Measure("stuck", "", len(found), name=", ".join(found[:NAMED]) + ("…" if len(found) > NAMED else ""))
    yield Measure("mended", "", mended)
    yield Measure("disk", "", min(_free(data, "path"), _free(data, "recordings")))


def _free(data: DataFolder, which: str) -> float:
    folder = getattr(data, which)
    disk = shutil.disk_usage(folder if folder.exists() else data.path)
    return 100 * disk.free / disk.total


def of_rows(reader: JournalReader, now: int) -> Iterator[Measure]:
    """How far the rows lag behind the journal, recordings that failed, webhooks that fail."""
    behind = next(reader.tail(position()), None)
    yield Measure("lag", "", max(0, now - behind.came.at) / 1000 if behind else 0)
    at = moment(now)
    lost = Q(recording=Leg.Recording.LOST, ended_at__gt=at - RECENT)
    late = Q(recording=Leg.Recording.RUNNING, ended_at__lt=at - FINISHED)
    yield Measure("recording", "", Leg.objects.filter(lost | late).count())
    for row in Subscription.objects.filter(Q(active=True) | ~Q(given_up="")):
        minutes = between(row.failing_since, at) / 60_000 if row.attempt or row.given_up else 0
        given_up = Pace().bears / 60 if row.given_up else 0
        yield Measure("webhook", f"w{row.pk}", max(minutes, given_up), name=row.name)


def of_trunks() -> list[Measure] | None:
    """Whether each trunk in use is registered; None when the telephony cannot be asked."""
    states = all_states(Trunk.objects.filter(enabled=True))
    if states is None:
        return None
    return [Measure("trunk", f"t{trunk.pk}", float(state.look != "ok"), name=trunk.name) for trunk, state in states]
