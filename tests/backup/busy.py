"""A centre that works: calls into the journal, rows from it, until it is killed. `python busy.py CALLS_BEFORE`."""

from __future__ import annotations

import sys

from gudok.web.config.prepare import prepare_records

prepare_records()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from gudok.core import words as w  # noqa: E402
from gudok.edges.journal.sqlite import JournalReader, SqliteJournal  # noqa: E402
from gudok.web.orders.models import Order  # noqa: E402
from gudok.web.people.actions import save_customer  # noqa: E402
from gudok.web.record.tests.world import World  # noqa: E402
from gudok.web.record.worker import catch_up  # noqa: E402


def main(before: int) -> None:
    """Says «busy» when so many calls are over, and goes on."""
    maria = save_customer(None, None, {"name": "Мария", "phones": ["+79123456789"]})
    Order.objects.create(number=1, customer=maria, name="Мария", total=100, placed_at=timezone.now())
    recording = settings.DATA.recordings / "2026/01/01/c0-0001.flac"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(b"voice" * 1000)
    (settings.DATA.path / "prompts").mkdir(exist_ok=True)
    (settings.DATA.path / "prompts" / "hello.flac").write_bytes(b"hello")
    world, journal, reader = World(), SqliteJournal(settings.DATA.journal), JournalReader(settings.DATA.journal)
    world.ready(1, "o1")
    done = 0
    for n in range(1_000_000):
        at, call = 10 + n * 60, f"c{n:012x}"
        world.call(at, call)
        world.tell(at + 2, w.LegUp, call=call, leg=1)
        world.tell(at + 20, w.CallerGone, call=call)
        world.tell(at + 50, w.Woke, key="wrap:o1")
        journal.append(world.turns[done:])
        done = len(world.turns)
        catch_up(reader)
        if n == before:
            journal.keep(done, world.state.snapshot())
            sys.stdout.write("busy\n")
            sys.stdout.flush()


main(int(sys.argv[1]))
