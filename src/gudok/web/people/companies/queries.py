from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.people import names
from gudok.web.people.companies.models import Company

if TYPE_CHECKING:
    from django.db.models import QuerySet


def search(text: str = "") -> QuerySet[Company]:
    """Companies in whose name all words stand."""
    found = Company.objects.all()
    for word in names.plain(text).split():
        found = found.filter(key__contains=word)
    return found
