"""Refusals as RFC 9457 problem documents: what is wrong, with the fields by name."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse

TYPE = "application/problem+json"
CODES = {
    "bad_request": "The request cannot be read.",
    "no_token": "A valid token or a signed-in session is needed.",
    "csrf": "A session's change needs its CSRF token.",
    "forbidden": "The token's scopes or its person's rights do not allow this.",
    "not_found": "There is no such thing, or it is not yours to see.",
    "method_not_allowed": "The address does not know this method.",
    "refused": "The engine has decided against it; `reason` is its code.",
    "in_use": "Something still uses it, so it cannot be deleted.",
    "in_progress": "A request with this idempotency key is being worked on.",
    "changed_meanwhile": "If-Match does not hold: somebody has changed it.",
    "invalid": "Some fields are wrong; `errors` names them.",
    "too_large": "The body is larger, or has more parts, than is taken.",
    "key_reused": "This idempotency key was used for another request.",
    "too_many": "Too many requests; `Retry-After` tells how long to wait.",
    "engine_down": "The telephony's engine does not answer; nothing has changed.",
    "gone": "The recording is not there: not ready yet, or lost.",
}
"""Every `code` a problem may have, with its title."""


class Problem(Exception):  # noqa: N818 the term of RFC 9457
    """Stops a request with this answer."""

    def __init__(self, status: int, code: str, detail: str = "", headers: dict[str, str] | None = None, **more: Any):
        super().__init__(code)
        self.status, self.code, self.detail, self.more = status, code, detail, more
        self.headers = headers or {}


def invalid(errors: list[dict[str, str]]) -> Problem:
    """422 for fields: each error has `field`, `code`, `message`."""
    return Problem(422, "invalid", errors=errors)


def answer(problem: Problem) -> HttpResponse:
    """The problem as a response."""
    body: dict[str, Any] = {
        "type": f"urn:gudok:problem:{problem.code}",
        "title": CODES[problem.code],
        "status": problem.status,
        "code": problem.code,
    }
    if problem.detail:
        body["detail"] = problem.detail
    response = HttpResponse(msgspec.json.encode(body | problem.more), status=problem.status, content_type=TYPE)
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def titles() -> dict[int, str]:
    """The phrases of the statuses used."""
    return {status.value: status.phrase for status in HTTPStatus}
