"""What a form asks for, whichever record it is of: the record of a call, how it is now, saving as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpResponse, JsonResponse

from gudok.web.accounts.doors import refuse
from gudok.web.drafts import wire
from gudok.web.drafts.calls import has_call, known_of
from gudok.web.drafts.queries import seen_editing

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.core.state import State
    from gudok.web.accounts.request import SignedInRequest


class Desk(NamedTuple):
    """A room's own part: what its record is called in answers, and its reads and writes."""

    name: str
    picture: Callable[[Any, Any], dict[str, Any]]
    may_change: Callable[[Any, Any], bool]
    of: Callable[[str], Any]
    """The draft of a call, else the last that was placed in it."""
    begin: Callable[..., Any]
    save: Callable[..., Any]

    def of_call(self, request: SignedInRequest, call: str, state: State) -> HttpResponse:
        """{name: record or null}; POST begins one where there is none, with `more` another when the last is placed."""
        if not has_call(request.user, call, state):
            return refuse(request)
        found = self.of(call)
        begins = request.method == "POST" and (found is None or ("more" in request.POST and not found.draft))
        if begins or (found is not None and found.draft):
            found = self.begin(request.user, call, known_of(call, state))
        return JsonResponse({self.name: self.picture(request.user, found) if found else None})

    def look(self, request: SignedInRequest, record: Any) -> JsonResponse:
        """The record as it is now, for a form that is open; who asks is seen by the others who have it open."""
        if self.may_change(request.user, record):
            seen_editing(request.user, record)
        return JsonResponse({self.name: self.picture(request.user, record)})

    def save_changes(self, request: SignedInRequest, record: Any) -> HttpResponse:
        """Save `changes`, a list of [field, value, base version], of the page `seat`.

        Answers {name: record, saved: when, conflicts: {field: {theirs, who}}, wrong: {field: message}}.
        """
        if not self.may_change(request.user, record):
            return refuse(request)
        try:
            changes = wire.changes_of(request.POST.get("changes", ""))
        except (ValueError, TypeError):
            return HttpResponse(status=400)
        saving = self.save(request.user, record.pk, changes, request.POST.get("seat", "")[:24])
        return JsonResponse({self.name: self.picture(request.user, saving.record), **wire.outcome(saving)})
