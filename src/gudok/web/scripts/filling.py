"""What the variables of a script say: of the call, its operator, its order, in the language of the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.catalogue.money import show_money
from gudok.web.drafts.calls import known_of
from gudok.web.orders.queries import order_of
from gudok.web.people import numbers
from gudok.web.setup.centre import the_centre

if TYPE_CHECKING:
    from datetime import datetime

    from gudok.core.state import State
    from gudok.web.accounts.models import User

MORNING, DAY, EVENING, NIGHT = 5, 12, 18, 23
"""The hours at which another greeting begins."""


def greeting(hour: int) -> str:
    """What is said at this hour, in the language that is active."""
    if MORNING <= hour < DAY:
        return _("Good morning")
    if DAY <= hour < EVENING:
        return _("Good afternoon")
    if EVENING <= hour < NIGHT:
        return _("Good evening")
    return _("Hello")


def values(user: User, call: str, queue: str, state: State, language: str) -> dict[str, str]:
    """The variables of a call that this person has in hand; what is not known is empty."""
    known = known_of(call, state)
    zone = (known.customer.time_zone if known.customer else "") or the_centre().zone
    shown = numbers.show(known.phone)
    found = _common(user, timezone.now().astimezone(ZoneInfo(zone)), language)
    found |= {"queue": queue, "name": known.customer.name if known.customer else known.name}
    found["number"] = shown if user.has_perm(SEE_FULL_NUMBERS) else numbers.mask(shown)
    order = order_of(call)
    if order is not None:
        found["order"] = str(order.number or "")
        found["total"] = show_money(order.total, language) if order.total else ""
    return found


def example(user: User, language: str) -> dict[str, str]:
    """What they say where a script is tried."""
    with translation.override(language):
        made_up = {"name": _("Maria"), "queue": _("Sales"), "order": "128", "number": "+7 912 345-67-89"}
    found = _common(user, timezone.localtime(), language)
    return found | made_up | {"total": show_money(135_000, language)}


def _common(user: User, now: datetime, language: str) -> dict[str, str]:
    with translation.override(language):
        return {
            "greeting": greeting(now.hour),
            "operator": user.full_name,
            "company": the_centre().name,
            "date": formats.date_format(now, "j E" if language == "ru" else "j F"),
            "time": f"{now:%H:%M}",
        }
