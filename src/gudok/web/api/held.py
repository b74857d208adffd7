"""Answers kept for idempotency keys may tell of a customer: those that do are forgotten with him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from gudok.web.api.models import KeptAnswer
from gudok.web.people.held.parts import Part, no_tables

if TYPE_CHECKING:
    from gudok.web.people.held.parts import Person


def erase(person: Person) -> int:
    """They are a day's: all of them are looked through."""
    rows = KeptAnswer.objects.iterator()
    told = [row.pk for row in rows if person.words.met(bytes(row.body).decode(errors="replace"))]
    return KeptAnswer.objects.filter(pk__in=told).delete()[0]


PART = Part("api", gettext_lazy("Answers of the API"), ("api.keptanswer",), no_tables, erase)
