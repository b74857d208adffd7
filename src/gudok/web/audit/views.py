from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.audit import queries
from gudok.web.audit.words import VERBS, changes, verb_name

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50


@open_to("audit.see")
@require_GET
def entries(request: SignedInRequest) -> HttpResponse:
    # PostgreSQL refuses a NUL, and nobody has one in a name.
    person, verb = (request.GET.get(key, "").replace("\0", "") for key in ("person", "verb"))
    page = Paginator(queries.entries(person=person, verb=verb), PAGE).get_page(request.GET.get("page"))
    rows = [(entry, verb_name(entry.verb), changes(entry)) for entry in page]
    context = {"page": page, "rows": rows, "person": person, "verb": verb, "verbs": VERBS}
    return render(request, "audit/entries.html", context)
