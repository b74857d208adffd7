from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.alerts import actions, mail, queries
from gudok.web.alerts.forms import OverFilter

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50
MINUTES = (15, 60, 240, 720)
"""How long an alert can be muted."""


@open_to("wall.see")
@require_GET
def alerts(request: SignedInRequest) -> HttpResponse:
    """What goes on, alive, and what was, to be looked through."""
    form = OverFilter(request.GET, queries.queues_of(request.user))
    page = Paginator(queries.over(request.user, form.chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "board": _board(request), "form": form, "filtered": bool(form.chosen), "page": page,
        "over": queries.in_words(page),
    }  # fmt: skip
    return render(request, "alerts/alerts.html", context)


@open_to("wall.see")
@require_GET
def board(request: SignedInRequest) -> HttpResponse:
    """The page's living part; nothing (204) for whoever has just this: `mark` is the `data-mark` of the last one."""
    said = _board(request)
    return HttpResponse(status=204) if f'data-mark="{request.GET.get("mark")}"' in said else HttpResponse(said)


def _board(request: SignedInRequest) -> SafeString:
    now, muted, unwatched = (
        [(one, queries.may_mute(request.user, one.row)) for one in queries.going_on(request.user)],
        [(one, queries.may_mute(request.user, one.row)) for one in queries.muted_now(request.user)],
        queries.unwatched_since(),
    )
    # Not of the page's text: a form's token is another one each time.
    told = [(*one.said, may) for one, may in [*now, *muted]]
    mark = blake2b(repr((told, len(muted), unwatched)).encode(), digest_size=8).hexdigest()
    context = {"now": now, "muted": muted, "minutes": MINUTES, "unwatched": unwatched, "mark": mark}
    return render_to_string("alerts/board.html", context, request)


@open_to("wall.see")
@require_GET
def now(request: SignedInRequest) -> JsonResponse:
    """What goes on, for the pages' scripts."""
    return JsonResponse({"alerts": queries.pictures(request.user)})


@open_to("wall.see")
@require_POST
def see(request: SignedInRequest, pk: int) -> HttpResponse:
    """«I see it»: no page rings for it any more."""
    if queries.visible(request.user).filter(pk=pk).exists():
        actions.see(request.user, pk)
    return _after(request)


@open_to("wall.see")
@require_POST
def mute(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell nobody aloud for a while; 0 minutes: tell again."""
    row = get_object_or_404(queries.visible(request.user), pk=pk)
    minutes = request.POST.get("minutes", "")
    if not queries.may_mute(request.user, row):
        return refuse(request)
    if minutes == "0":
        actions.unmute(request.user, row)
    elif minutes in map(str, MINUTES):
        actions.mute(request.user, row, timezone.now() + timedelta(minutes=int(minutes)))
    else:
        return HttpResponse(status=400)
    return _after(request)


@open_to("setup.change")
@require_POST
def mail_trial(request: SignedInRequest) -> HttpResponse:
    """A letter to the person who asks, now: what the mail server says stands on the page."""
    return render(request, "alerts/mail_trial.html", {"why": mail.trial(request.user), "to": request.user.email})


def _after(request: SignedInRequest) -> HttpResponse:
    """The living part for the page's script, the page for a browser without."""
    if "text/html" in request.headers.get("Accept", "text/html"):
        return redirect("alerts")
    return HttpResponse(_board(request))
