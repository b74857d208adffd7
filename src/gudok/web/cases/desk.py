"""What the case form asks for: the case of a call, saving as one types, registering, moving. All answers are JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.cases import actions, queries
from gudok.web.cases.picture import picture
from gudok.web.cases.saving import save_fields
from gudok.web.drafts.desk import Desk
from gudok.web.live.queries import replica

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest
    from gudok.web.cases.models import Case

DESK = Desk("case", picture, queries.may_change, queries.case_of, actions.begin_case, save_fields)


@open_to("cases.take")
@require_http_methods(["GET", "POST"])
async def of_call(request: SignedInRequest, call: str) -> HttpResponse:
    """The case of a call this operator has, or had: {case} or {case: null}; POST begins one where there is none.

    POST with `more` begins another one when the last is registered.
    """
    state = (await replica()).state
    return await sync_to_async(DESK.of_call)(request, call, state)


@open_to("cases.take", "cases.see", "cases.serve")
@require_GET
def look(request: SignedInRequest, pk: int) -> JsonResponse:
    """The case as it is now, for a form that is open; who asks is seen by the others who have it open."""
    return DESK.look(request, _one(request, pk))


@open_to("cases.take", "cases.serve")
@require_POST
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save `changes`, a list of [field, value, base version], of the page `seat`.

    Answers {case, saved: when, conflicts: {field: {theirs, who}}, wrong: {field: message}}.
    """
    return DESK.save_changes(request, _one(request, pk))


@open_to("cases.take")
@require_POST
def place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register it: {ok, case, said}, or {ok: false, missing, said}."""
    case = _one(request, pk)
    try:
        case = actions.place_case(request.user, case.pk)
    except ValueError:
        lacks = queries.missing(case)
        said = _("Still missing: %(what)s.") % {"what": queries.lacks_in_words(lacks)}
        return JsonResponse({"ok": False, "missing": lacks, "said": said})
    said = _("Case %(number)d is registered.") % {"number": case.number or 0}
    return JsonResponse({"ok": True, "case": picture(request.user, case), "said": said})


@open_to("cases.take")
@require_POST
def drop(request: SignedInRequest, pk: int) -> JsonResponse:
    """Throw a draft away: {ok}."""
    return JsonResponse({"ok": actions.drop_draft(request.user, _one(request, pk).pk)})


@open_to("cases.take", "cases.serve")
@require_POST
def move(request: SignedInRequest, pk: int) -> JsonResponse:
    """Move it to the state `to`: {ok, case}; not ok, with `said`, where it may not be so."""
    try:
        ok, said = actions.move_case(request.user, _one(request, pk).pk, request.POST.get("to", "")[:8]), ""
    except ValueError:
        ok, said = False, _("Write the reply first.")
    return JsonResponse({"ok": ok, "said": said, "case": picture(request.user, _one(request, pk))})


def _one(request: SignedInRequest, pk: int) -> Case:
    return get_object_or_404(queries.cases_seen(request.user), pk=pk)
