"""The worker's part: plays what was asked for, and each morning the day before."""

from __future__ import annotations

import logging
import os
import threading
import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec
from django.db import connection
from django.utils import timezone

from gudok.twin import many
from gudok.twin.change import Change, changed
from gudok.twin.figures import ALL
from gudok.twin.fit import fitted
from gudok.web.setup.centre import the_centre
from gudok.web.whatif import actions
from gudok.web.whatif.days import recorded
from gudok.web.whatif.models import Exam, Trial
from gudok.web.whatif.outcome import Outcome, happened

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

    from gudok.twin.figures import Run
    from gudok.twin.many import Difference, Report
    from gudok.twin.scenario import Scenario

log = logging.getLogger(__name__)

EVERY = 1.0
AFTER_FAILURE = 10.0
MORNING = 5
"""From this hour on yesterday is played."""
EXAM_RUNS = 10
NICE = 5
"""Runs give way to everything else on the machine: calls are routed there."""
NOTED = 0.5
"""Seconds between two notes of progress."""


class StoppedError(Exception):
    """Somebody has stopped the trial, or the worker ends."""


class Player:
    """Plays trials one after the other, in processes of its own."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self.stopped = stopped
        self.noted = 0.0

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.run, name="whatif", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Until stopped; a failure costs a pause."""
        actions.begin_again()
        while not self.stopped():
            try:
                self.round()
                time.sleep(EVERY)
            except Exception:
                log.exception("the twin cannot play, trying again")
                connection.close()
                time.sleep(AFTER_FAILURE)

    def round(self) -> None:
        """One trial that waits, or else yesterday if it is due."""
        trial = Trial.objects.filter(state=Trial.State.WAITING).order_by("asked_at", "pk").first()
        if trial is not None and actions.begin(trial):
            self.play(trial)
        elif trial is None:
            self.morning()

    def play(self, trial: Trial) -> None:
        """Both worlds with the same callers."""
        try:
            outcome = self.both(trial)
        except StoppedError:
            return
        except Exception as error:
            log.exception("trial %s", trial.pk)
            actions.fail(trial, f"{type(error).__name__}: {error}")
            return
        actions.finish(trial, outcome)

    def both(self, trial: Trial) -> Outcome:
        day = recorded(trial.day)
        world = fitted(day, replay=trial.replay, runs=trial.runs)
        worlds = (world, changed(world, msgspec.convert(trial.change, Change)))
        with processes() as within:
            played = [many.play(one, within, partial(self.half, trial, n)) for n, one in enumerate(worlds)]
        return Outcome(reports(worlds, played), differences(*played), happened(day))

    def half(self, trial: Trial, which: int, share: float) -> None:
        """Progress of the first (0) or the second (1) world."""
        self.note(trial, (which + share) / 2)

    def note(self, trial: Trial, share: float) -> None:
        """Tell how far it is; ends the play when nobody wants it any more."""
        if self.stopped():
            raise StoppedError
        if (now := time.monotonic()) - self.noted >= NOTED:
            self.noted = now
            if not actions.advance(trial, round(100 * share)):
                raise StoppedError

    def morning(self) -> None:
        """Play yesterday, once."""
        now = timezone.localtime(timezone.now(), ZoneInfo(the_centre().zone))
        yesterday = now.date() - timedelta(days=1)
        if now.hour >= MORNING and not Exam.objects.filter(day=yesterday).exists():
            actions.forget_old()
            self.examine(yesterday)

    def examine(self, date: dt.date) -> Exam:
        """Play a day's very calls and compare with what happened."""
        day = recorded(date)
        if not day.calls or not day.stays:
            return actions.skip(date)
        world = fitted(day, replay=True, runs=EXAM_RUNS)
        with processes() as within:
            runs = many.play(world, within, self.go_on)
        return actions.examine(date, happened(day), many.report(world, runs))

    def go_on(self, _: float) -> None:
        if self.stopped():
            raise StoppedError


def processes() -> Executor:
    """All processors but one, and those give way."""
    return many.pool(max(1, (os.cpu_count() or 1) - 1), NICE)


def reports(worlds: Sequence[Scenario], played: Sequence[Sequence[Run]]) -> list[Report]:
    return [many.report(world, runs) for world, runs in zip(worlds, played, strict=True)]


def differences(first: Sequence[Run], second: Sequence[Run]) -> dict[str, dict[str, Difference]]:
    """Of everybody's calls, and of each queue's that has calls in both worlds."""
    scopes = sorted({name for run in (*first, *second) for name in run.scopes if name.startswith("queue:")})
    return {scope: many.compare(first, second, scope) for scope in (ALL, *scopes)}
