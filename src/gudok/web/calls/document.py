"""A call as a JSON document: everything the records know, for other programs and for complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.web.calls.parties import hide, party
from gudok.web.calls.story import lines
from gudok.web.ivr.way import of_record
from gudok.web.people import numbers
from gudok.web.record.models import CallResult, Note
from gudok.web.scripts.told import of_call as scripts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gudok.web.record.models import Call, Leg


def document(call: Call, names: Mapping[str, str], *, masked: bool) -> dict[str, Any]:
    """Times in UTC (ISO 8601), durations in milliseconds."""
    return {
        "id": call.pk,
        "direction": call.direction,
        "number": numbers.mask(call.shown) if masked else call.number,
        "customer": {"id": call.customer_id, "name": call.name, "vip": call.vip},
        "did": call.did,
        "queue": names.get(call.queue, call.queue),
        "operator": names.get(call.agent, call.agent),
        "arrived_at": call.arrived_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "wait_ms": call.wait_ms,
        "talk_ms": call.talk_ms,
        "end": call.end,
        "results": [
            {
                "operator": names.get(row.agent, row.agent),
                "result": names.get(row.result, row.result),
                "by": names.get(row.by, row.by),
                "at": row.at,
            }
            for row in CallResult.objects.filter(call=call.pk)
        ],
        "scripts": [led._asdict() for led in scripts_of(call.pk, masked=masked)],
        "menu": of_record(call.events.all(), masked=masked)._asdict(),
        "story": _story(call, names, masked=masked),
        "legs": [_leg(leg, names, masked=masked) for leg in call.legs.all()],
        "notes": [
            {"author": str(note.author), "text": note.text, "saved_at": note.saved_at}
            for note in Note.objects.filter(call=call.pk).select_related("author")
        ],
    }


def _story(call: Call, names: Mapping[str, str], *, masked: bool) -> list[dict[str, Any]]:
    events = call.events.all()
    return [
        {
            "at": event.at,
            "fact": event.fact,
            "code": event.code,
            "numbers": hide(event.numbers) if masked else event.numbers,
            "data": _data(event.data, masked=masked),
            "text": f"{line.title}: {line.why}",
        }
        for event, (_, line) in zip(events, lines(call, names, masked=masked), strict=True)
    ]


def _data(data: Mapping[str, Any], *, masked: bool) -> dict[str, Any]:
    """A fact's own fields without the caller, who stands above."""
    kept = {key: value for key, value in data.items() if key != "caller"}
    return hide(kept) if masked else kept


def _leg(leg: Leg, names: Mapping[str, str], *, masked: bool) -> dict[str, Any]:
    return {
        "n": leg.n,
        "kind": leg.kind,
        "operator": party(leg, names, masked=masked),
        "rang_at": leg.rang_at,
        "answered_at": leg.answered_at,
        "ended_at": leg.ended_at,
        "outcome": leg.outcome,
        "recording": leg.recording,
    }
