"""What the order form asks for: the order of a call, saving as one types, placing, moving. All answers are JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.drafts.desk import Desk
from gudok.web.live.queries import replica
from gudok.web.orders import actions, queries
from gudok.web.orders.models import Order
from gudok.web.orders.picture import picture
from gudok.web.orders.saving import save_fields

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

DESK = Desk("order", picture, queries.may_change, queries.order_of, actions.begin_order, save_fields)


@open_to("orders.take")
@require_http_methods(["GET", "POST"])
async def of_call(request: SignedInRequest, call: str) -> HttpResponse:
    """The order of a call this operator has, or had: {order} or {order: null}; POST begins one where there is none.

    POST with `more` begins another one when the last is placed.
    """
    state = (await replica()).state
    return await sync_to_async(DESK.of_call)(request, call, state)


@open_to("orders.take", "orders.see")
@require_GET
def look(request: SignedInRequest, pk: int) -> JsonResponse:
    """The order as it is now, for a form that is open; who asks is seen by the others who have it open."""
    return DESK.look(request, _one(request, pk))


@open_to("orders.take")
@require_POST
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save `changes`, a list of [field, value, base version], of the page `seat`.

    Answers {order, saved: when, conflicts: {field: {theirs, who}}, wrong: {field: message}}.
    """
    return DESK.save_changes(request, _one(request, pk))


@open_to("orders.take")
@require_POST
def place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Place it: {ok, order, said}, or {ok: false, missing, said}."""
    order = _one(request, pk)
    try:
        order = actions.place_order(request.user, order.pk)
    except ValueError:
        lacks = queries.missing(order)
        said = _("Still missing: %(what)s.") % {"what": queries.lacks_in_words(lacks)}
        return JsonResponse({"ok": False, "missing": lacks, "said": said})
    said = _("Order %(number)d is placed.") % {"number": order.number or 0}
    return JsonResponse({"ok": True, "order": picture(request.user, order), "said": said})


@open_to("orders.take")
@require_POST
def drop(request: SignedInRequest, pk: int) -> JsonResponse:
    """Throw a draft away: {ok}."""
    return JsonResponse({"ok": actions.drop_draft(request.user, _one(request, pk).pk)})


@open_to("orders.take", "orders.manage")
@require_POST
def move(request: SignedInRequest, pk: int) -> JsonResponse:
    """Move it to the status `to`: {ok, order}; not ok where this person may not, or somebody was quicker."""
    ok = actions.move_order(request.user, _one(request, pk).pk, request.POST.get("to", "")[:40])
    return JsonResponse({"ok": ok, "order": picture(request.user, _one(request, pk))})


def _one(request: SignedInRequest, pk: int) -> Order:
    return get_object_or_404(queries.orders_seen(request.user), pk=pk)
