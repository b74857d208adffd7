"""ETag of a thing as it is shown; `If-Match` on a change, `If-None-Match` on a read."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import msgspec
from django.http import HttpResponse

from gudok.web.api.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def etag_of(shown: Mapping[str, Any]) -> str:
    """The tag of a thing: changes whenever anything shown of it does."""
    return f'"{hashlib.sha256(msgspec.json.encode(shown, order="deterministic")).hexdigest()[:24]}"'


def check_match(request: HttpRequest, shown: Mapping[str, Any]) -> None:
    """Raise Problem 412 when If-Match names another version than the present one."""
    wanted = request.headers.get("If-Match", "*").strip()
    if wanted != "*" and etag_of(shown) not in _TAG.findall(wanted):
        raise Problem(412, "changed_meanwhile", headers={"ETag": etag_of(shown)})


def tagged(request: HttpRequest, response: HttpResponse, shown: Mapping[str, Any]) -> HttpResponse | None:
    """Put the tag on the answer to come; 304 instead of it when the caller has this version."""
    tag = etag_of(shown)
    response.headers["ETag"] = tag
    if request.method == "GET" and tag in _TAG.findall(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers={"ETag": tag})
    return None
