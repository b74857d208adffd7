"""The numbers of a reason in words: «waited 0:31», «3 calls waiting», «asked by Anna»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gudok.web.why.formats import clock

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
}
"""Numbers worth telling. Ids (queue, agent, to) stand in the line's title; the rest is for machines."""


def details(numbers: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Each number that is worth telling, worded; `names` maps ids to names."""
    told = [word(numbers[key]) for key, word in WORDED.items() if isinstance(numbers.get(key), int) and numbers[key]]
    by = numbers.get("by")
    if by:
        told.append(_("by %(name)s") % {"name": names.get(str(by), by)})
    if numbers.get("lost"):
        told.append(_("found out later"))
    return told
