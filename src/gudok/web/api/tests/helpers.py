"""A program with a token, as the tests of the API use it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.test import Client

from gudok.web.api.actions import make_token

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.api.models import Token


class Program:
    """Asks /api/v1/ with a token that acts as a person."""

    def __init__(self, person: User, *scopes: str, days: int | None = None) -> None:
        made = make_token(None, {"name": "CRM", "person": person, "scopes": scopes, "days": days})
        self.token: Token = made[0]
        self.text = made[1]
        self.client = Client()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The response; `json()` of it is decoded. Header names with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        data = "" if body is None else json.dumps(body)
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            data,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.text}", **sent},
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)
