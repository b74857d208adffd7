"""One request to the API and its answer."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

TIMEOUT_S = 30.0


class Refused(Exception):  # noqa: N818 said as it is
    """The API refused, or did not answer; the text says why."""


class Api:
    """The API of a centre, at the address people type, with a token."""

    def __init__(self, url: str, token: str) -> None:
        self.base = f"{url.rstrip('/')}/api/v1/"
        self.headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def ask(self, method: str, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """The answer's JSON, None when it is empty; raises Refused."""
        wanted = {name: str(value) for name, value in (query or {}).items() if value not in (None, "")}
        url = self.base + path.lstrip("/") + (f"?{urllib.parse.urlencode(wanted)}" if wanted else "")
        data = None if body is None else json.dumps(body).encode()
        headers = self.headers | ({"Content-Type": "application/json"} if data is not None else {})
        request = urllib.request.Request(url, data=data, headers=headers, method=method)  # noqa: S310 the user's own
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(_why(error)) from None
        except (OSError, ValueError) as error:
            raise Refused(f"{url}: {getattr(error, 'reason', error)}") from None
        return json.loads(text) if text else None

    def items(self, path: str, query: Mapping[str, Any], most: int) -> Iterator[Any]:
        """The items of a list, page after page, at most so many."""
        cursor = ""
        while most > 0:
            page = self.ask("GET", path, {**query, "limit": min(most, 200), "cursor": cursor})
            yield from page["items"][:most]
            most, cursor = most - len(page["items"]), page["next"]
            if not cursor:
                return


def _why(error: urllib.error.HTTPError) -> str:
    try:
        told = json.loads(error.read())
        wrong = [f"{one['field']}: {one['message']}" for one in told.get("errors", ())]
        return "; ".join([told["title"], *filter(None, [told.get("detail", "")]), *wrong])
    except (ValueError, KeyError, TypeError):
        return f"{error.code} {error.reason}"
