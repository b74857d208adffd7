"""The API's description (OpenAPI 3.1), completed: scopes, refusals, headers that every operation knows."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from gudok.web.api.app import api
from gudok.web.api.problems import CODES, TYPE
from gudok.web.api.scopes import SCOPES
from gudok.web.api.shapes import ProblemBody

PREFIX = "/api/v1"
TEXT = """Everything Gudok knows and does, for other programs.

**Who you are.** `Authorization: Bearer gudok_…` with a token from Set-up → Tokens; its scopes and its person's rights
decide. A browser's session works too (changes then need `X-CSRFToken`).

**Refusals** are `application/problem+json`; `code` is for programs, `errors` names wrong fields.

**Once.** A POST with `Idempotency-Key` happens once; a repeat gets the first answer for two days.

**Meanwhile.** A read gives an `ETag`; a change with `If-Match` is refused when somebody else changed it meanwhile.

**How often.** `RateLimit-*` headers tell what is left of the minute.

**Names.** Queues are q1, q2 …; operators are o1, o2 …; times in live data and events are UTC milliseconds.
"""
ASKING = {"Operators' asks", "Supervision", "Calls"}
"""Tags of operations that ask the engine."""
_PROBLEM = {"$ref": "#/components/schemas/ProblemBody"}
_WHEN = {
    400: ("The request cannot be read.", "bad_request"),
    401: ("No valid token, nobody signed in.", "no_token"),
    403: ("Not allowed by scopes or rights.", "forbidden"),
    404: ("No such thing.", "not_found"),
    409: ("Cannot be done now.", "refused"),
    412: ("`If-Match` does not hold.", "changed_meanwhile"),
    413: ("The body is too large.", "too_large"),
    422: ("Wrong fields.", "invalid"),
    429: ("Too many requests.", "too_many"),
    503: ("The engine does not answer.", "engine_down"),
}


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/v1"))
    made["info"] |= {"description": TEXT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}
    components = made.setdefault("components", {})
    problem = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    components.setdefault("schemas", {}).update(problem.pop("$defs", {}) | {"ProblemBody": problem})
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": _scopes()},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Signed in, in a browser.",
        },
    }
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation)
    return made


def _scopes() -> str:
    return "\n".join(f"- `{name}`: {scope.name}" for name, scope in SCOPES.items())


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    wanted = {400, 401, 403, 422, 429}
    wanted |= {404} if "{" in path else set()
    wanted |= {412} if method in {"patch", "delete"} else set()
    wanted |= {409} if method in {"post", "delete"} else set()
    wanted |= {413} if method in {"post", "patch"} else set()
    wanted |= {503} if method == "post" and operation["tags"][0] in ASKING else set()
    wanted |= {404} if method == "post" and operation["tags"][0] in ASKING else set()
    for status in sorted(wanted):
        answers.setdefault(status, _refusal(status))
    _headers(method, operation)
    for status, answer in answers.items():
        if int(status) < 400:
            answer["headers"] = _limits() | answer.get("headers", {})
    if path.endswith("/events"):
        answers[200]["content"] = {"text/event-stream": {"schema": {"type": "string"}}}
    if path.endswith("/prompts/{id}/sound") and method == "get":
        answers[200]["content"] = {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}
    if path.endswith("/config") and method == "get":
        answers[200]["content"] = {"application/toml": {"schema": {"type": "string"}}}
    if "/recordings/" in path:
        for status in (200, 206):
            answers[status]["content"] = {"audio/flac": {"schema": {"type": "string", "format": "binary"}}}
        answers[416] = {"description": "No such range."}


def _refusal(status: int) -> dict[str, Any]:
    text, code = _WHEN[status]
    example = {"type": f"urn:gudok:problem:{code}", "title": CODES[code], "status": status, "code": code}
    return {"description": text, "content": {TYPE: {"schema": _PROBLEM, "example": example}}}


def _headers(method: str, operation: dict[str, Any]) -> None:
    known = operation.setdefault("parameters", [])
    if method == "post":
        known.append(_header("Idempotency-Key", "Do this once: a repeat with the same key gets the first answer.", 255))
    if method in {"patch", "delete"} and 412 in operation["responses"]:
        known.append(_header("If-Match", "The ETag of the version this change is meant for.", 255))
    if method == "get" and 304 in operation["responses"]:
        known.append(_header("If-None-Match", "The ETag you have: 304 when it is still the present one.", 255))


def _header(name: str, text: str, longest: int) -> dict[str, Any]:
    shape = {"type": "string", "maxLength": longest, "pattern": "^[\\x21-\\x7e]*$"}
    return {"in": "header", "name": name, "required": False, "description": text, "schema": shape}


def _limits() -> dict[str, Any]:
    number = {"type": "integer"}
    return {
        "RateLimit-Limit": {"description": "Requests a minute.", "schema": number},
        "RateLimit-Remaining": {"description": "Left of this minute.", "schema": number},
        "RateLimit-Reset": {"description": "Seconds to the next minute.", "schema": number},
    }
