"""What happened, as one sentence: a wording for each fact that a call's story tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gudok.web.people.numbers import show_dialled
from gudok.web.why.states import ENDS

if TYPE_CHECKING:
    from collections.abc import Mapping

LEG_ENDS = {
    "talked": gettext_lazy("Talk over: %(agent)s"),
    "declined": gettext_lazy("Declined: %(agent)s"),
    "missed": gettext_lazy("Not answered: %(agent)s"),
    "unreachable": gettext_lazy("Telephone out of reach: %(agent)s"),
    "cancelled": gettext_lazy("Ringing stopped: %(agent)s"),
    "torn": gettext_lazy("Telephone broke off: %(agent)s"),
    "failed": gettext_lazy("Telephone could not be rung: %(agent)s"),
    "lost": gettext_lazy("Telephone found missing: %(agent)s"),
}

SENTENCES = {
    "CallCame": gettext_lazy("Call to %(did)s"),
    "CallQueued": gettext_lazy("In the queue %(queue)s, place %(place)s"),
    "CallOffered": gettext_lazy("Rings: %(agent)s"),
    "CallConnected": gettext_lazy("Talk: %(agent)s"),
    "CallHeld": gettext_lazy("On hold"),
    "CallResumed": gettext_lazy("Back from hold"),
    "CallTransferred": gettext_lazy("Handed over to %(to)s"),
    "CallWaitsReturn": gettext_lazy("The customer hears music and waits for %(agent)s"),
    "CallParting": gettext_lazy("The customer hears a last message"),
}

FACTS = (*SENTENCES, "LegEnded", "PlaceTold", "CallEnded")
"""The facts a story tells, by their tags."""

_IDS = ("agent", "queue", "to")


def sentence(fact: str, data: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The fact in words. `data`: the fact's own fields; `names` maps ids of operators and queues to names."""
    if fact == "CallEnded":
        return str(ENDS.get(data.get("end", ""), data.get("end", "")))
    if fact == "PlaceTold":
        return _place_told(data)
    text = LEG_ENDS.get(data.get("outcome", ""), "") if fact == "LegEnded" else SENTENCES.get(fact, "")
    return str(text) % _Shown(data, names) if text else fact


def _place_told(data: Mapping[str, Any]) -> str:
    place, minutes = data.get("place", 0), data.get("minutes", 0)
    told = _("Told: place %(place)d in the queue") % {"place": place}
    if not minutes:
        return told
    return f"{told}, " + ngettext("about %(n)d minute", "about %(n)d minutes", minutes) % {"n": minutes}


class _Shown(dict[str, Any]):
    """The fact's fields with names for ids; a field that is missing shows as a dash instead of failing."""

    def __init__(self, data: Mapping[str, Any], names: Mapping[str, str]) -> None:
        super().__init__(data)
        if "did" in data:
            self["did"] = show_dialled(data["did"])
        self.update({key: names.get(str(data[key]), data[key]) for key in _IDS if key in data})

    def __missing__(self, key: str) -> str:
        return "—"
