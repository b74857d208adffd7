"""Alerts as they are shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.accounts.scope import scope_of
from gudok.web.alerts.models import Alert, Mute, Round
from gudok.web.alerts.rules import KINDS, OF_QUEUES
from gudok.web.alerts.words import ACTIONS, KIND_NAMES, UNITS
from gudok.web.record.models import Name
from gudok.web.record.times import between

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from gudok.web.accounts.models import User

UNHEARD = timedelta(seconds=30)
"""A watch that has not looked for so long watches nothing."""


class Shown(NamedTuple):
    """An alert in the page's language: «Sales: somebody waits too long, 95 s»."""

    row: Alert
    text: str
    action: str
    level_name: str
    mute: Mute | None = None

    @property
    def lasted(self) -> int:
        """Milliseconds, once it is over."""
        return between(self.row.began_at, self.row.ended_at) if self.row.ended_at else 0

    @property
    def quiet(self) -> bool:
        """Whether pages keep silent about it."""
        return self.row.seen_at is not None or self.mute is not None

    @property
    def said(self) -> tuple[object, ...]:
        """All that a page shows of it."""
        mute = (self.mute.until, self.mute.at, self.mute.by_id) if self.mute else ()
        return (self.row.pk, self.row.level, self.text, self.row.seen_at, self.row.seen_by_id, mute)

    def picture(self) -> dict[str, Any]:
        """What a page's script gets."""
        row = self.row
        return {
            "id": row.pk, "level": row.level, "text": self.text, "action": self.action, "mark": self.level_name,
            "seen": self.quiet,
        }  # fmt: skip


def shown(row: Alert, names: dict[str, str] | None = None, mute: Mute | None = None) -> Shown:
    """An alert in words."""
    if names is None:
        names = dict(Name.objects.filter(pk=row.subject).values_list("id", "name"))
    what, unit = str(KIND_NAMES.get(row.kind, row.kind)), KINDS[row.kind].unit if row.kind in KINDS else ""
    value = f", {str(UNITS[unit]) % {'value': round(row.value)}}" if unit else ""
    name = row.name or names.get(row.subject, row.subject)
    subject = f"{name}: " if name else ""
    level = _("Bad") if row.level == "bad" else _("Attention")
    return Shown(row, f"{subject}{what}{value}", str(ACTIONS.get(row.kind, "")), level, mute)


def visible(user: User) -> QuerySet[Alert]:
    """The alerts a person may know of: those of the system, and of the queues in the person's scope."""
    scope = scope_of(user)
    if scope is None:
        return Alert.objects.all()
    return Alert.objects.filter(~Q(kind__in=OF_QUEUES) | Q(subject__in=sorted(scope.queues)))


def may_mute(user: User, row: Alert) -> bool:
    """Of a queue: who sees that; of the whole centre: who sees the whole centre."""
    scope = scope_of(user)
    return scope is None or (row.kind in OF_QUEUES and row.subject in scope.queues)


def going_on(user: User) -> list[Shown]:
    """What asks for a person now, the worst first."""
    rows = visible(user).filter(ended_at=None).select_related("seen_by")
    return in_words(sorted(rows, key=lambda row: (row.level != "bad", row.began_at)))


def muted_now(user: User) -> list[Shown]:
    """What will be told to nobody aloud though it does not go on now: by the last alert of its kind."""
    going = {(row.kind, row.subject) for row in visible(user).filter(ended_at=None)}
    found = []
    for mute in Mute.objects.filter(until__gt=timezone.now()).select_related("by").order_by("until"):
        row = visible(user).filter(kind=mute.kind, subject=mute.subject).first()
        if row is not None and (mute.kind, mute.subject) not in going:
            found.append(row)
    return in_words(found)


def over(user: User, chosen: dict[str, Any]) -> QuerySet[Alert]:
    """What is over, the newest first; `chosen` may have kind, level, queue (a core id), since and until (dates)."""
    rows = visible(user).exclude(ended_at=None).select_related("seen_by")
    for field, where in (("kind", "kind"), ("level", "level"), ("queue", "subject")):
        if value := chosen.get(field):
            rows = rows.filter(**{where: value})
    if since := chosen.get("since"):
        rows = rows.filter(began_at__date__gte=since)
    if until := chosen.get("until"):
        rows = rows.filter(began_at__date__lte=until)
    return rows


def queues_of(user: User) -> list[tuple[str, str]]:
    """The queues whose alerts a person may know of: (id, name), by name."""
    scope = scope_of(user)
    names = Name.objects.filter(pk__startswith="q").order_by("name").values_list("id", "name")
    return [(id_, name) for id_, name in names if scope is None or id_ in scope.queues]


def in_words(rows: Iterable[Alert]) -> list[Shown]:
    found = list(rows)
    names = dict(Name.objects.filter(pk__in={row.subject for row in found}).values_list("id", "name"))
    mutes = Mute.objects.filter(until__gt=timezone.now()).select_related("by")
    muted = {(mute.kind, mute.subject): mute for mute in mutes}
    return [shown(row, names, muted.get((row.kind, row.subject))) for row in found]


def pictures(user: User) -> list[dict[str, Any]]:
    """What goes on, for the pages' scripts; before all, that nobody watches."""
    found = [one.picture() for one in going_on(user)]
    if unwatched_since() is None:
        return found
    away = {
        "id": "watch", "level": "bad", "text": _("Alerts are not watched"), "mark": _("Bad"), "seen": False,
        "action": _("The worker does not answer: look at gudok doctor."),
    }  # fmt: skip
    return [away, *found]


def unwatched_since() -> datetime | None:
    """Since when nobody watches: the worker is away. None while all is well, or before the very first look."""
    last = Round.objects.values_list("at", flat=True).first()
    return last if last is not None and timezone.now() - last > UNHEARD else None
