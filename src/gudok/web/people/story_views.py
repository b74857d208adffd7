"""The page of a customer's whole story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.people.models import Customer
from gudok.web.people.story import parts, story

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50
AHEAD = timedelta(days=3660)
"""Tasks are planned for times to come: they stand above."""


@open_to("customers.see")
@require_GET
def whole(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything of a customer that this person may see, newest first, a page at a time."""
    row = get_object_or_404(Customer, pk=pk)
    only = request.GET.get("only", "")
    only = only if only in {part.name for part in parts()} else ""
    lines = story(request.user, row, _before(request.GET.get("before", "")), PAGE, only)
    following = f"{lines[-1].entry.at.timestamp():.6f}" if len(lines) == PAGE else ""
    context = {"customer": row, "lines": lines, "parts": parts(), "only": only, "next": following}
    return render(request, "people/story.html", context)


def _before(text: str) -> datetime:
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        return timezone.now() + AHEAD
