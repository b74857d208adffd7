"""The request as a guarded view gets it."""

from __future__ import annotations

from django.http import HttpRequest

from gudok.web.accounts.models import User


class SignedInRequest(HttpRequest):
    """For annotations only: behind a door of `open_to` the person is one of ours."""

    user: User
