"""What happens to trials; each step is one update that only succeeds from the state it was seen in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.whatif.models import Exam, Trial
from gudok.web.whatif.outcome import kept, passes

if TYPE_CHECKING:
    import datetime as dt

    from gudok.twin.change import Change
    from gudok.twin.many import Report
    from gudok.web.accounts.models import User
    from gudok.web.whatif.outcome import Outcome

KEPT = timedelta(days=60)
"""Trials are forgotten then."""


@transaction.atomic
def ask(actor: User, day: dt.date, change: Change, *, replay: bool, runs: int) -> Trial:
    """Put a question; the worker plays it."""
    data: dict[str, Any] = msgspec.to_builtins(change)
    trial = Trial.objects.create(day=day, change=data, replay=replay, runs=runs, asked_by=actor)
    write_change(actor, "whatif.asked", trial, {}, {"day": day.isoformat(), **{k: str(v) for k, v in data.items()}})
    return trial


def stop(trial: Trial) -> bool:
    """Let it be; False when it was over already."""
    going = Trial.objects.filter(pk=trial.pk, state__in=(Trial.State.WAITING, Trial.State.RUNNING))
    return bool(going.update(state=Trial.State.STOPPED, ended_at=timezone.now()))


def begin(trial: Trial) -> bool:
    return bool(Trial.objects.filter(pk=trial.pk, state=Trial.State.WAITING).update(state=Trial.State.RUNNING, done=0))


def advance(trial: Trial, per_cent: int) -> bool:
    """Note progress; False when somebody has stopped it."""
    return bool(Trial.objects.filter(pk=trial.pk, state=Trial.State.RUNNING).update(done=per_cent))


def finish(trial: Trial, outcome: Outcome) -> None:
    Trial.objects.filter(pk=trial.pk, state=Trial.State.RUNNING).update(
        state=Trial.State.DONE, done=100, outcome=kept(outcome), ended_at=timezone.now()
    )


def fail(trial: Trial, error: str) -> None:
    Trial.objects.filter(pk=trial.pk, state=Trial.State.RUNNING).update(
        state=Trial.State.FAILED, error=error[:2000], ended_at=timezone.now()
    )


def begin_again() -> None:
    """A worker that starts takes up what another had begun."""
    Trial.objects.filter(state=Trial.State.RUNNING).update(state=Trial.State.WAITING)


def forget_old() -> None:
    Trial.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()


def examine(day: dt.date, real: dict[str, float], report: Report) -> Exam:
    """Note how near the twin came to a day."""
    played = {name: [found.mean, found.half] for name, found in report.estimates["all"].items()}
    values = {"calls": round(real["calls"]), "real": real, "played": played, "passed": passes(real, report)}
    return Exam.objects.update_or_create(day=day, defaults=values)[0]


def skip(day: dt.date) -> Exam:
    """A day without calls asks nothing of the twin."""
    return Exam.objects.update_or_create(day=day, defaults={"calls": 0, "real": {}, "played": {}, "passed": True})[0]
