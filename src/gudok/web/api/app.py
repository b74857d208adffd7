"""The API put together: resources, the door before each, refusals as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from gudok.web.api.problems import Problem, answer, invalid
from gudok.web.api.resources import (
    alerts,
    asks,
    audit,
    cases,
    catalogue,
    companies,
    config,
    customers,
    dial,
    events,
    flows,
    knowledge,
    live,
    messages,
    orders,
    picks,
    setup,
    sounds,
    staff,
    tasks,
    teams,
    versions,
    walls,
    webhooks,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

VERSION = "1.0"
RESOURCES = (
    dial,
    live,
    alerts,
    asks,
    picks,
    messages,
    events,
    walls,
    tasks,
    customers,
    companies,
    catalogue,
    orders,
    cases,
    knowledge,
    setup,
    flows,
    sounds,
    config,
    versions,
    staff,
    teams,
    webhooks,
    audit,
)

api = NinjaAPI(title="Gudok", version=VERSION, docs_url=None, openapi_url=None, urls_namespace="api")
for resource in RESOURCES:
    api.add_router("", resource.router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer(problem)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return answer(
        invalid([{"field": _field(one["loc"]), "code": one["type"], "message": one["msg"]} for one in error.errors])
    )


@api.exception_handler(HttpError)
def _bad(request: HttpRequest, error: HttpError) -> HttpResponse:
    return answer(Problem(400, "bad_request", str(error)))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return answer(Problem(404, "not_found"))


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return answer(Problem(403, "forbidden"))


def _field(place: tuple[Any, ...]) -> str:
    """«body», «body», «name» → «name»; a list's item by its number."""
    names = [str(part) for part in place[1:]]
    return ".".join(names[1:] if len(names) > 1 and names[0] in {"body", "chosen", "page"} else names)
