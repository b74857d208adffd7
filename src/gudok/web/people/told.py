"""The story's parts that need no other room: calls with what was chosen in the menu, notes, merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.ivr import way
from gudok.web.people.story import Entry, Part, add
from gudok.web.record.models import Call, CallEvent, Leg, Name, Note
from gudok.web.record.queries import calls_of_customer, visible_calls
from gudok.web.why.formats import clock
from gudok.web.why.wording import end_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer


def calls(person: User, customer: Customer, before: datetime, most: int) -> Iterable[Entry]:
    """Every call, as on the card; its page and its recording only for who may open them."""
    rows = list(calls_of_customer(customer).filter(arrived_at__lt=before)[:most])
    open_ = set(visible_calls(person).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    heard = set()
    if person.has_perm("recordings.listen"):
        ready = Leg.objects.filter(call_id__in=open_, recording=Leg.Recording.READY)
        heard = set(ready.values_list("call_id", flat=True))
    names = dict(Name.objects.values_list("id", "name"))
    ways = _ways(person, [row.pk for row in rows])
    return [_call(row, names, ways.get(row.pk, ""), row.pk in open_, row.pk in heard) for row in rows]


def _call(row: Call, names: dict[str, str], chosen: str, seen: bool, heard: bool) -> Entry:
    about = [names.get(row.queue, ""), names.get(row.agent, ""), names.get(row.result, "")]
    about += [clock(row.talk_ms) if row.talk_ms else end_name(row.end) if row.end else "", chosen]
    link = reverse("call", args=[row.pk])
    out = row.direction == Call.Direction.OUT
    return Entry(
        row.arrived_at,
        _("Call to the customer") if out else _("Call from the customer"),
        " · ".join(part for part in about if part),
        link if seen else "",
        f"{link}#recording" if heard else "",
        _("Listen"),
        bad=row.ended_at is not None and row.answered_at is None,
    )


def _ways(person: User, ids: Sequence[str]) -> dict[str, str]:
    """What each caller chose in the voice menu."""
    events: dict[str, list[CallEvent]] = {}
    for event in CallEvent.objects.filter(call_id__in=ids, fact="FlowStepped"):
        events.setdefault(event.call_id, []).append(event)
    masked = not person.has_perm(SEE_FULL_NUMBERS)
    return {call: ", ".join(way.of_record(found, masked=masked).steps) for call, found in events.items()}


def notes(person: User, customer: Customer, before: datetime, most: int) -> Iterable[Entry]:
    """What was written about the calls this person may open."""
    # A note names its call by its id only: it may be there before the call's row.
    mine = visible_calls(person).filter(customer=customer).order_by().values("pk")
    rows = Note.objects.filter(call__in=mine, saved_at__lt=before).exclude(text="").select_related("author")
    return [
        Entry(row.saved_at, _("Note by %(name)s") % {"name": row.author}, row.text, reverse("call", args=[row.call]))
        for row in rows.order_by("-saved_at")[:most]
    ]


def merges(person: User, customer: Customer, before: datetime, most: int) -> Iterable[Entry]:
    rows = customer.merges.filter(at__lt=before).select_related("by")[:most]
    return [
        Entry(
            row.at,
            _("Merged with %(name)s") % {"name": row.name},
            " · ".join(filter(None, (str(row.by or ""), _("undone") if row.undone_at else ""))),
        )
        for row in rows
    ]


def add_all() -> None:
    add(Part("calls", gettext_lazy("Calls"), "phone", calls))
    add(Part("notes", gettext_lazy("Notes"), "note", notes))
    add(Part("merges", gettext_lazy("Merges"), "arrows-join", merges))
