"""What happened, as one sentence: a wording for each fact that a call's story tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gudok.web.people.numbers import show_dialled
from gudok.web.why import consult, ivr, outgoing, recording, supervise, waiting
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
    "unanswered": gettext_lazy("Nobody reached: %(agent)s"),
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
    "CallbackWished": gettext_lazy("The customer asks to be called back"),
    "CallParting": gettext_lazy("The customer hears a last message"),
    "ResultSet": gettext_lazy("Result: %(result)s (%(agent)s)"),
    "ResultOwed": gettext_lazy("Result not told: %(agent)s"),
}

NO_PLACE = {
    "CallQueued": gettext_lazy("In the queue %(queue)s"),
    "CallbackBooked": gettext_lazy("To be called back from the queue %(queue)s"),
    "CallPrioritised": gettext_lazy("Priority changed"),
}
"""Of a queue with its own order of calls: there arrival tells no place."""

FACTS = (
    *SENTENCES,
    *outgoing.SENTENCES,
    *waiting.SENTENCES,
    *ivr.SENTENCES,
    *consult.SENTENCES,
    *supervise.SENTENCES,
    *supervise.BY_WAY,
    *recording.SENTENCES,
    "LinesChanged",
    "LegEnded",
    "PlaceTold",
    "CallEnded",
)
"""The facts a story tells, by their tags."""

_IDS = ("agent", "queue", "to", "result", "flow")


def sentence(fact: str, data: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The fact in words. `data`: the fact's own fields; `names` maps ids of operators and queues to names."""
    if fact == "CallEnded":
        return str(ENDS.get(data.get("end", ""), data.get("end", "")))
    if fact == "PlaceTold":
        return _place_told(data)
    if fact == "LinesChanged":
        return consult.lines_changed(data)
    if not data.get("place", 1) and fact in NO_PLACE:
        return str(NO_PLACE[fact]) % _Shown(data, names)
    if fact == "CallCame" and data.get("direction") == "out":
        return str(outgoing.CAME) % _Shown(data, names)
    told = (
        SENTENCES.get(fact)
        or outgoing.SENTENCES.get(fact)
        or waiting.SENTENCES.get(fact)
        or ivr.SENTENCES.get(fact)
        or consult.SENTENCES.get(fact)
        or recording.SENTENCES.get(fact)
        or supervise.text(fact, data)
    )
    text = LEG_ENDS.get(data.get("outcome", ""), "") if fact == "LegEnded" else told
    return str(text) % _Shown(data, names) if text else fact


def _place_told(data: Mapping[str, Any]) -> str:
    place, minutes = data.get("place", 0), data.get("minutes", 0)
    if not place:
        return _("Told: a callback offered") if data.get("offered") else _("Told: to wait, without a place")
    told = _("Told: place %(place)d in the queue") % {"place": place}
    if not minutes:
        return told
    told = f"{told}, " + ngettext("less than %(n)d minute", "less than %(n)d minutes", minutes) % {"n": minutes}
    return f"{told}, " + _("a callback offered") if data.get("offered") else told


class _Shown(dict[str, Any]):
    """The fact's fields with names for ids; a field that is missing shows as a dash instead of failing."""

    def __init__(self, data: Mapping[str, Any], names: Mapping[str, str]) -> None:
        super().__init__(data)
        if "did" in data:
            self["did"] = show_dialled(data["did"])
        self.update({key: names.get(str(data[key]), data[key]) for key in _IDS if key in data})
        if "node" in data:
            self["node"] = ivr.node_name(data, names)
        if data.get("agent") == "":
            self["agent"] = consult.outside()
        self["who"] = self["agent"] if data.get("agent") else data.get("number", "—")

    def __missing__(self, key: str) -> str:
        return "—"
