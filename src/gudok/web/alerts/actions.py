"""What the watch writes, and what a person does about an alert. Each tells it to other programs in its transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from gudok.web.alerts.models import Alert, Mute, Round
from gudok.web.alerts.queries import shown
from gudok.web.alerts.rules import KINDS, LEVELS, OF_QUEUES
from gudok.web.audit.actions import write_change
from gudok.web.news.actions import tell
from gudok.web.record.times import between, moment

if TYPE_CHECKING:
    from datetime import datetime

    from gudok.web.accounts.models import User
    from gudok.web.alerts.rules import Measure

KEPT = timedelta(days=90)


@transaction.atomic
def note(measure: Measure, level: str, at: datetime, *, letter: bool = False) -> Alert | None:
    """Bring the rows to a level: begin, worsen or end the alert of a measure. The alert if it has just become worse.

    `letter`: that it has become bad is to be told by e-mail.
    """
    row = Alert.objects.select_for_update().filter(kind=measure.kind, subject=measure.subject, ended_at=None).first()
    if not level:
        if row is not None:
            end(row, at)
        return None
    if row is None:
        row = Alert(kind=measure.kind, subject=measure.subject, level="", value=measure.value, began_at=at)
    worse = LEVELS.index(level) > LEVELS.index(row.level)
    extreme = min if KINDS[measure.kind].falling else max
    value = extreme(row.value, measure.value)
    if not worse and (value, measure.name) == (row.value, row.name):
        return None
    row.value, row.name = value, measure.name[:120]
    if worse:
        verb = "alert.worsened" if row.level else "alert.began"
        row.level, row.seen_by, row.seen_at = level, None, None
        row.letter_due = letter and level == "bad" and not muted(row)
    row.save()
    if worse:
        _tell(verb, row, at)
    return row if worse else None


def end(row: Alert, at: datetime) -> None:
    """It is over: told also by e-mail if its beginning was; one that was not told yet needs no letter at all."""
    row.ended_at, row.letter_due = at, row.told_at is not None
    row.save(update_fields=["ended_at", "letter_due"])
    _tell("alert.ended", row, at)


@transaction.atomic
def end_others(open_now: set[tuple[str, str]], at: datetime) -> None:
    """End alerts of what is measured no more: a queue that was deleted."""
    for row in Alert.objects.filter(ended_at=None):
        if (row.kind, row.subject) not in open_now:
            end(row, at)


def forget_old() -> None:
    """Alerts that are over are kept for three months; a mute whose time is over is none."""
    Alert.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()
    Mute.objects.filter(until__lt=timezone.now()).delete()


def looked(at: datetime) -> None:
    """The watch has looked."""
    Round.objects.update_or_create(pk=1, defaults={"at": at})


@transaction.atomic
def see(user: User, pk: int) -> bool:
    """A person takes note: it stays on the list and falls silent on every page. False when it is over."""
    now = timezone.now()
    if not Alert.objects.filter(pk=pk, ended_at=None, seen_by=None).update(seen_by=user, seen_at=now):
        return False
    row = Alert.objects.get(pk=pk)
    write_change(user, "alert.seen", row, {}, {})
    _tell("alert.seen", row, now, by=str(user))
    return True


@transaction.atomic
def mute(user: User, row: Alert, until: datetime) -> None:
    """Tell nobody aloud of such an alert until a time: no chime, no notification, no letter."""
    now = timezone.now()
    Mute.objects.update_or_create(kind=row.kind, subject=row.subject, defaults={"until": until, "by": user, "at": now})
    Alert.objects.filter(kind=row.kind, subject=row.subject, ended_at=None).update(letter_due=False)
    write_change(user, "alert.muted", row, {}, {"until": until.isoformat()})
    _tell("alert.muted", row, now, by=str(user), until=between(moment(0), until))


@transaction.atomic
def unmute(user: User, row: Alert) -> bool:
    """Tell of it aloud again. False when it was not muted."""
    now = timezone.now()
    gone, _ = Mute.objects.filter(kind=row.kind, subject=row.subject, until__gt=now).delete()
    if gone:
        write_change(user, "alert.unmuted", row, {}, {})
        _tell("alert.unmuted", row, now, by=str(user))
    return bool(gone)


def muted(row: Alert) -> bool:
    return Mute.objects.filter(kind=row.kind, subject=row.subject, until__gt=timezone.now()).exists()


def _tell(verb: str, row: Alert, at: datetime, **more: Any) -> None:
    """The alert as other programs get it, its words in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        seen = shown(row)
        data = {
            "alert": str(row.pk),
            "kind": row.kind,
            "subject": row.subject,
            "level": row.level,
            "value": row.value,
            "unit": KINDS[row.kind].unit,
            "text": seen.text,
            "action": seen.action,
            "began_at": between(moment(0), row.began_at),
            "muted": muted(row),
        }
    if row.ended_at:
        data["ended_at"] = between(moment(0), row.ended_at)
    tell(verb, data | more, queue=row.subject if row.kind in OF_QUEUES else "", at=at)
