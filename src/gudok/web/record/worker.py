"""The worker's loop: follow the journal into the rows, finish recordings, sweep up."""

from __future__ import annotations

import logging
import time
from itertools import islice
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection

from gudok.web.cases.climb import climb_overdue
from gudok.web.cases.files import sweep
from gudok.web.record.leftovers import remove_leftovers
from gudok.web.record.projector import GapError, RacedError, position, project
from gudok.web.record.recordings import finish_recordings
from gudok.web.retention.prune import prune

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.edges.journal.sqlite import JournalReader
    from gudok.settings import DataFolder

log = logging.getLogger(__name__)

POLL = 0.1
BATCH = 500
FINISH_EVERY = 1.0
SWEEP_EVERY = 3600.0
PRUNE_EVERY = 600.0
CLIMB_EVERY = 10.0
AFTER_FAILURE = 2.0


def catch_up(reader: JournalReader) -> int:
    """Project all that the journal has beyond the rows, a batch at a time; returns the rows' position."""
    at, last = position(), reader.last()
    if last < at:
        raise GapError(f"the rows stand at turn {at}, the journal ends at {last}")
    tail = reader.tail(at)
    while turns := list(islice(tail, BATCH)):
        # After a power cut the rows must not know turns that the journal has lost.
        reader.settle()
        at = project(turns)
    return at


class Worker:
    """Runs until `stopped` says so. A failure of the database costs a pause, never the process."""

    def __init__(self, data: DataFolder, reader: JournalReader, stopped: Callable[[], bool]) -> None:
        self.data = data
        self.reader = reader
        self.stopped = stopped
        self.finish_at = self.sweep_at = self.prune_at = self.climb_at = 0.0

    def run(self) -> None:
        while not self.stopped():
            try:
                self.round()
                time.sleep(POLL)
            except RacedError as error:
                log.warning("%s", error)
            except GapError:
                log.exception("the records belong to another journal; they are left alone")
                time.sleep(AFTER_FAILURE)
            except DatabaseError:
                log.exception("records cannot be written, trying again")
                connection.close()
                time.sleep(AFTER_FAILURE)

    def round(self) -> None:
        """One look at everything."""
        catch_up(self.reader)
        now = time.monotonic()
        if now >= self.finish_at:
            finish_recordings(self.data.recordings)
            self.finish_at = now + FINISH_EVERY
        if now >= self.sweep_at:
            remove_leftovers(self.data.recordings)
            sweep()
            self.sweep_at = now + SWEEP_EVERY
        if now >= self.prune_at:
            prune(self.data)
            self.prune_at = now + PRUNE_EVERY
        if now >= self.climb_at:
            climb_overdue()
            self.climb_at = now + CLIMB_EVERY
