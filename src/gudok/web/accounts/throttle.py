"""Guessing passwords and codes is made slow: an address that was wrong too often must wait, for one login or for all.

A login is never closed to everybody: else anyone could lock an operator out. (That is why this is not django-axes,
which knows one limit for both.) The failures stand in the records, so that all web processes count together.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from gudok.web.accounts.entry.models import Failure

WINDOW = 300.0
"""Seconds a wrong password is remembered."""
MOST_BY_LOGIN = 10
MOST_BY_ADDRESS = 50
"""Many people may share an address; few of them forget their passwords at once."""


class Throttle:
    """Counts failures by login and address."""

    def is_closed(self, login: str, address: str) -> bool:
        """True while this address has failed too often, with this login or altogether."""
        recent = Failure.objects.filter(address=address[:45], at__gt=timezone.now() - timedelta(seconds=WINDOW))
        by_login = recent.filter(login=login[:60])[:MOST_BY_LOGIN].count()
        return by_login >= MOST_BY_LOGIN or recent[:MOST_BY_ADDRESS].count() >= MOST_BY_ADDRESS

    def failed(self, login: str, address: str) -> None:
        Failure.objects.create(login=login.replace("\0", "")[:60], address=address[:45])
        Failure.objects.filter(at__lt=timezone.now() - timedelta(seconds=WINDOW)).delete()

    def succeeded(self, login: str, address: str) -> None:
        Failure.objects.filter(login=login[:60], address=address[:45]).delete()

    def open(self, login: str) -> int:
        """Let a login be tried again from everywhere; returns how many failures are forgotten."""
        return Failure.objects.filter(login=login[:60]).delete()[0]

    def clear(self) -> None:
        Failure.objects.all().delete()


throttle = Throttle()
