"""Calls of the records: the list, one with its story, its recordings, its notes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.etags import tagged
from gudok.web.api.problems import Problem
from gudok.web.api.shapes import Body, Cursor, Limit, Named, Page, found, named, number
from gudok.web.calls import queries
from gudok.web.calls.actions import note_listening
from gudok.web.calls.ranges import serve
from gudok.web.calls.story import lines, story_names
from gudok.web.ivr.way import of_record
from gudok.web.record.actions import save_note
from gudok.web.record.models import Call, Leg, Note
from gudok.web.record.queries import events_for, visible_calls
from gudok.web.record.recordings import flac_file
from gudok.web.scripts.told import of_call as scripts_of
from gudok.web.why.states import ENDS

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponseBase

    from gudok.web.api.caller import Caller

router = Router(tags=["Calls"])
SEES = ("calls.see_own", "calls.see_team", "calls.see_all")
Result: Any = Literal[("", "answered", "live", *ENDS)]


class CallFilter(Body):
    """Which calls, newest first."""

    q: Annotated[str, Field(max_length=60, description="A part of the caller's name or number.")] = ""
    since: Annotated[datetime | None, Field(description="Arrived at or after this moment.")] = None
    until: Annotated[datetime | None, Field(description="Arrived before this moment.")] = None
    queue: Annotated[str, Field(max_length=24, description="A queue's id.", examples=["q1"])] = ""
    operator: Annotated[str, Field(max_length=24, description="Rang at this operator.", examples=["o5"])] = ""
    result: Annotated[Result, Field(description="How it came out.")] = ""
    told: Annotated[
        str,
        Field(
            max_length=80,
            description="What it came to: a result's id, `group:` with a group's name, or `owed` for what is not told.",
        ),
    ] = ""
    cursor: Cursor = ""
    limit: Limit = 50


class CustomerOfCall(Body):
    id: Annotated[str, Field(description="Empty for an unknown caller.")]
    name: str
    vip: bool


class CallShown(Body):
    """A call. Times are UTC, durations milliseconds."""

    id: Annotated[str, Field(examples=["c0123456789ab"])]
    number: Annotated[str, Field(description="The customer's, masked without `numbers:full`; empty when withheld.")]
    customer: CustomerOfCall
    direction: Annotated[str, Field(description="in or out.")]
    did: Annotated[str, Field(description="The number of ours.")]
    queue: Named
    operator: Named
    arrived_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    wait_ms: int
    talk_ms: int
    end: Annotated[str, Field(description="How it ended; empty while it goes on.", examples=["operator_hung_up"])]
    result: Annotated[Named, Field(description="What it came to, as the operator told last.")]


class LegShown(Body):
    n: int
    kind: Annotated[str, Field(description="call, consult or outside.")]
    operator: Named
    number: Annotated[str, Field(description="The outside number rung instead of an operator; masked as others.")]
    rang_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    recording: Annotated[str, Field(description="none, running, ready, lost or deleted.")]


class StoryLine(Body):
    at: datetime
    fact: Annotated[str, Field(examples=["CallOffered"])]
    code: Annotated[str, Field(description="The reason's code.", examples=["longest_idle"])]
    text: Annotated[str, Field(description="The line as people read it, in the language of Accept-Language.")]


class NoteShown(Body):
    author: str
    text: str
    saved_at: datetime


class MenuShown(Body):
    """What the caller chose and typed in a voice menu."""

    steps: Annotated[list[str], Field(description="What he chose, in words, in the language of Accept-Language.")]
    variables: Annotated[
        dict[str, str],
        Field(description="What he typed or the menu noted; masked without `numbers:full`, nothing that is secret."),
    ]


class ScriptShown(Body):
    """How a script led the call."""

    script: Annotated[str, Field(description="The script's name.")]
    edition: Annotated[int, Field(description="How many times it had been put to use then.")]
    author: Annotated[str, Field(description="Who led the call by it last.")]
    begun_at: datetime
    ended_at: Annotated[datetime | None, Field(description="When its last step was left.")]
    answers: Annotated[dict[str, str], Field(description="By field; numbers are masked without `numbers:full`.")]
    missing: Annotated[list[str], Field(description="Required steps that were not led through, by their first words.")]


class CallWhole(CallShown):
    """A call with all that the records know of it."""

    scripts: list[ScriptShown]
    menu: MenuShown
    legs: list[LegShown]
    story: list[StoryLine]
    notes: list[NoteShown]


class NoteSent(Body):
    text: Annotated[str, Field(max_length=20_000, examples=["Will call again on Monday."])]


@router.get("/calls", response=Page[CallShown], url_name="api_calls", **open_to("calls:read", *SEES))
def list_calls(request: HttpRequest, chosen: Query[CallFilter]) -> dict[str, Any]:
    """Calls that the caller may see, newest first, filtered."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    names = queries.all_names()
    page = queries.page(_chosen(caller, chosen), chosen.cursor, chosen.limit)
    return {"items": [shown(call, names, caller.masked) for call in page.calls], "next": page.next}


def _chosen(caller: Caller, chosen: CallFilter) -> QuerySet[Call]:
    wanted = {"q": chosen.q.replace("\0", ""), "queue": chosen.queue, "operator": chosen.operator, "told": chosen.told}
    wanted = {name: value.replace("\0", "") for name, value in wanted.items() if value}
    calls = queries.narrow(
        visible_calls(caller.person),
        wanted | ({"result": chosen.result} if chosen.result else {}),
        masked=caller.masked,
    )
    for limit, where in ((chosen.since, "arrived_at__gte"), (chosen.until, "arrived_at__lt")):
        if limit:
            calls = calls.filter(**{where: aware(limit)})
    return calls


def aware(moment: datetime) -> datetime:
    """A moment with a zone, UTC if it has none; Problem for one that no database holds."""
    from datetime import UTC

    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        raise Problem(422, "invalid", "A time is out of range.") from None


@router.get("/calls/{id}", response={200: CallWhole, 304: None}, url_name="api_call", **open_to("calls:read", *SEES))
def get_call(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    """One call with its legs, its story and its notes."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    story = Prefetch("events", events_for(caller.person))
    call = found(visible_calls(caller.person).prefetch_related(story, "legs"), pk=_clean(id))
    whole = _whole(call, queries.all_names(), caller.masked)
    return tagged(request, response, whole) or whole


@router.get(
    "/calls/{id}/recordings/{leg}",
    response={200: bytes, 206: bytes},
    url_name="api_recording",
    **open_to("recordings:read", "recordings.listen"),
)
async def get_recording(request: HttpRequest, id: str, leg: int) -> HttpResponseBase:  # noqa: A002
    """The FLAC of a leg (left the customer, right the operator); `Range` is understood. Noted in the audit."""
    row = await sync_to_async(_leg)(request, _clean(id), leg)
    file = flac_file(settings.DATA.recordings, row.record)
    if row.recording != Leg.Recording.READY or not file.is_file():
        raise Problem(404, "gone", recording=row.recording)
    await sync_to_async(note_listening)(request.user, row)  # type: ignore[arg-type]
    return serve(file, request.headers.get("Range", ""), "audio/flac")


@router.put("/calls/{id}/note", response=NoteShown, url_name="api_note", **open_to("notes:write", *SEES))
def put_note(request: HttpRequest, id: str, body: NoteSent) -> dict[str, Any]:  # noqa: A002
    """Write the caller's own note about a call, replacing the one before."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    found(visible_calls(caller.person), pk=_clean(id))
    return _note(save_note(caller.person, id, body.text))


def shown(call: Call, names: dict[str, str], masked: bool) -> dict[str, Any]:
    """A call of the list."""
    return {
        "id": call.pk,
        "number": number(call.shown, call.number, masked),
        "customer": {"id": str(call.customer_id or ""), "name": call.name, "vip": call.vip},
        "direction": call.direction,
        "did": call.did,
        "queue": named(call.queue, names),
        "operator": named(call.agent, names),
        "arrived_at": call.arrived_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "wait_ms": call.wait_ms,
        "talk_ms": call.talk_ms,
        "end": call.end,
        "result": named(call.result, names),
    }


def _whole(call: Call, names: dict[str, str], masked: bool) -> dict[str, Any]:
    told = zip(call.events.all(), lines(call, names | story_names(call), masked=masked), strict=True)
    return shown(call, names, masked) | {
        "scripts": [led._asdict() for led in scripts_of(call.pk, masked=masked)],
        "menu": of_record(call.events.all(), masked=masked)._asdict(),
        "legs": [_leg_shown(leg, names, masked) for leg in call.legs.all()],
        "story": [
            {"at": event.at, "fact": event.fact, "code": event.code, "text": f"{line.title}: {line.why}"}
            for event, (_, line) in told
        ],
        "notes": [_note(row) for row in Note.objects.filter(call=call.pk).exclude(text="").select_related("author")],
    }


def _leg_shown(leg: Leg, names: dict[str, str], masked: bool) -> dict[str, Any]:
    times = {"rang_at": leg.rang_at, "answered_at": leg.answered_at, "ended_at": leg.ended_at}
    who = {"operator": named(leg.agent, names), "number": number(leg.number, leg.number, masked)}
    return {"n": leg.n, "kind": leg.kind, "outcome": leg.outcome, "recording": leg.recording} | who | times


def _leg(request: HttpRequest, call: str, n: int) -> Leg:
    caller: Caller = request.caller  # type: ignore[attr-defined]
    if not 0 <= n < 2**31:
        raise Problem(404, "not_found")
    return found(Leg.objects.filter(call__in=visible_calls(caller.person)), call_id=call, n=n)


def _note(row: Note) -> dict[str, Any]:
    return {"author": str(row.author), "text": row.text, "saved_at": row.saved_at}


def _clean(id_: str) -> str:
    """PostgreSQL refuses a NUL, and no call has one in its id."""
    return id_.replace("\0", "")[:24]
