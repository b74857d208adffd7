"""The whole set-up as one TOML file, and a day's figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.problems import Problem, invalid
from gudok.web.api.shapes import Body
from gudok.web.days import queries as days
from gudok.web.days.figures import quarters
from gudok.web.setup.document.apply import apply, try_out
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.document.write import present, to_toml

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller
    from gudok.web.setup.document.compare import Change

router = Router(tags=["Set-up"])
OPEN = open_to("setup", "setup.change")
TOML = "application/toml"
FIRST, LAST = date(1970, 1, 2), date(9990, 1, 1)
"""Beyond these a day's midnight in some zone is no moment that can be compared."""


class Document(Body):
    toml: Annotated[str, Field(max_length=2_000_000, description="The file, as `gudok config export` writes it.")]


class ChangeShown(Body):
    kind: Annotated[str, Field(description="added, removed or changed.")]
    table: Annotated[str, Field(examples=["queues"])]
    key: Annotated[str, Field(examples=["sales"])]
    fields: Annotated[list[str], Field(description="The fields that differ.")]


class DayFilter(Body):
    queue: Annotated[str, Field(max_length=24, description="Of this queue only.")] = ""


class QuarterShown(Body):
    at: Annotated[int, Field(description="The quarter-hour's beginning, UTC milliseconds.")]
    calls: Annotated[int, Field(description="Arrived for a queue.")]
    answered: int
    in_time: Annotated[int, Field(description="Answered within the service level.")]
    wait_ms: Annotated[int, Field(description="The mean wait.")]
    staff_ms: Annotated[dict[str, int], Field(description="Operators' milliseconds by state.")]


@router.get("/config", response={200: bytes}, url_name="api_config", **OPEN)
def get_config(request: HttpRequest) -> HttpResponse:
    """The set-up as a TOML file, without passwords."""
    return HttpResponse(to_toml(present()), content_type=TOML)


@router.post("/config/check", response=list[ChangeShown], url_name="api_config_check", **OPEN)
def check_config(request: HttpRequest, body: Document) -> Any:
    """What applying the file would change; nothing is changed."""
    return tried(lambda: try_out(from_toml(body.toml), body.toml, request.user))  # type: ignore[arg-type]


@router.put("/config", response=list[ChangeShown], url_name="api_config", **OPEN)
def put_config(request: HttpRequest, body: Document) -> Any:
    """Bring the set-up to the file, all of it or nothing; says what was changed."""
    return tried(lambda: apply(request.user, from_toml(body.toml), text=body.toml))  # type: ignore[arg-type]


@router.get(
    "/days/{day}", response=list[QuarterShown], url_name="api_day", tags=["Calls"],
    **open_to("calls:read", "calls.see_team", "calls.see_all"),
)  # fmt: skip
def get_day(request: HttpRequest, day: date, chosen: Query[DayFilter]) -> list[dict[str, Any]]:
    """A day (2026-11-24, in the centre's zone) in quarter-hours: what came, how it was served, who was there."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    if not FIRST <= day <= LAST:
        raise invalid([{"field": "day", "code": "invalid", "message": "Out of range."}])
    bounds, queue = days.bounds(day), chosen.queue.replace("\0", "")
    crew = days.spells(caller.person, bounds, days.operators_of(queue) if queue else None)
    return [
        {
            "at": one.start,
            "calls": one.calls,
            "answered": one.answered,
            "in_time": one.in_time,
            "wait_ms": one.wait,
            "staff_ms": one.staff,
        }
        for one in quarters(days.served(caller.person, bounds, queue), crew, bounds.start, bounds.end)
    ]


def tried(do: Any) -> list[dict[str, Any]]:
    """What it changes; a document's faults as a problem that names each field."""
    try:
        changes: list[Change] = do()
    except BadDocumentError as error:
        wrong = [
            {"field": ".".join(filter(None, (one.table, one.key, one.field))), "code": "invalid", "message": str(one)}
            for one in error.problems
        ]
        raise Problem(422, "invalid", errors=wrong) from None
    return [shown_change(one) for one in changes]


def shown_change(one: Change) -> dict[str, Any]:
    return {"kind": one.kind, "table": one.table, "key": one.key, "fields": one.fields}
