"""Filters for rows of records: times, durations, results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from gudok.web.why import formats, wording

if TYPE_CHECKING:
    from datetime import datetime

    from gudok.web.record.models import Leg

register = template.Library()


@register.filter
def moment(at: datetime | None) -> str:
    return formats.moment(at) if at else "—"


@register.filter
def second(at: datetime | None) -> str:
    return formats.second(at) if at else "—"


@register.filter
def duration(ms: int | None) -> str:
    """m:ss; a dash for nothing."""
    return formats.clock(ms) if ms else "—"


@register.filter
def result(end: str) -> str:
    return wording.end_name(end)


@register.simple_tag
def outcome(leg: Leg) -> str:
    """What became of an attempt to reach an operator."""
    if not leg.outcome:
        return _("talking") if leg.answered_at else _("ringing")
    return wording.leg_name(leg.outcome)
