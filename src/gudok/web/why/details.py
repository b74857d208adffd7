"""The numbers of a reason in words: «waited 0:31», «3 calls waiting», «asked by Anna»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gudok.web.why import ivr, ranking
from gudok.web.why.formats import clock
from gudok.web.why.states import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _able(value: Any) -> str:
    return ngettext("%(n)d operator free", "%(n)d operators free", value) % {"n": value}


def _waiting(value: Any) -> str:
    return ngettext("%(n)d call waiting", "%(n)d calls waiting", value) % {"n": value}


WORDED: dict[str, Callable[[Any], str]] = {
    "waited": lambda value: _("waited %(time)s") % {"time": clock(value)},
    "idle": lambda value: _("free for %(time)s") % {"time": clock(value)},
    "held": lambda value: _("held for %(time)s") % {"time": clock(value)},
    "able": _able,
    "waiting": _waiting,
    "spent": lambda value: _("used %(time)s") % {"time": clock(value)},
    "limit": lambda value: _("allowed %(time)s") % {"time": clock(value)},
    "on": lambda value: _("on it now: %(n)d") % {"n": value},
    "sip": lambda value: f"SIP {value}",
    "most": lambda value: _("at once: %(n)d") % {"n": value},
    **ranking.NUMBERS,
}
"""Numbers worth telling. Ids (queue, agent, to) stand in the line's title; the rest is for machines."""


def details(numbers: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Each number that is worth telling, worded; `names` maps ids to names."""
    told = [word(numbers[key]) for key, word in WORDED.items() if isinstance(numbers.get(key), int) and numbers[key]]
    by = numbers.get("by")
    if by:
        told.append(_("by %(name)s") % {"name": names.get(str(by), by)})
    if numbers.get("passed"):
        told.append(_("closed: %(name)s") % {"name": names.get(str(numbers["passed"]), numbers["passed"])})
    if numbers.get("trunk"):
        told.append(_("trunk %(name)s") % {"name": numbers["trunk"]})
    if numbers.get("note"):
        told.append(_("note: %(text)s") % {"text": numbers["note"]})
    told += [str(numbers[key]) for key in ("schedule", "day") if numbers.get(key)]
    told += ivr.details(numbers)
    if isinstance(numbers.get("state"), str):
        told.append(str(MODES.get(numbers["state"], numbers["state"])))
    told += [str(numbers[key]) for key in ranking.TEXTS if isinstance(numbers.get(key), str)]
    told += ranking.chosen_by(numbers)
    if numbers.get("lost"):
        told.append(_("found out later"))
    return told
