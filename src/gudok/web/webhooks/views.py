"""Set-up pages of webhooks: subscriptions, their keys (shown once), the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.api.feed import mask
from gudok.web.api.pages import context
from gudok.web.webhooks import actions
from gudok.web.webhooks.forms import SubscriptionForm
from gudok.web.webhooks.models import Delivery, Subscription
from gudok.web.webhooks.queries import given_up, last_turn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

PAGE = 50


@open_to("api.use")
@require_GET
def webhooks(request: SignedInRequest) -> HttpResponse:
    page = context(request, "webhooks", rows=Subscription.objects.all(), given_up=given_up())
    return render(request, "webhooks/webhooks.html", page)


@open_to("api.use")
@require_http_methods(["GET", "POST"])
@never_cache
def webhook(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Subscription, pk=pk) if pk else None
    form = SubscriptionForm(request.POST or None, instance=row, maker=request.user)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_subscription(request.user, row, form.cleaned_data, last_turn())
        if row is None:
            return _show_key(request, saved, saved.secret)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("setup_webhooks")
    return render(request, "webhooks/webhook.html", context(request, "webhooks", form=form, row=row))


@open_to("api.use")
@require_GET
def log(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was sent, newest first."""
    row = get_object_or_404(Subscription, pk=pk)
    found = row.deliveries.all()
    if request.GET.get("failed") == "1":
        found = found.filter(sent=False)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    masked = not request.user.has_perm("customers.see_numbers")
    rows = [(one, _body(one, masked)) for one in page]
    failed = request.GET.get("failed", "")
    return render(
        request, "webhooks/log.html", context(request, "webhooks", row=row, page=page, rows=rows, failed=failed)
    )


def _body(delivery: Delivery, masked: bool) -> str:
    body = json.loads(delivery.body)
    return json.dumps(mask(body) if masked else body, ensure_ascii=False, indent=1)


@open_to("api.use")
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery.objects.select_related("subscription"), pk=pk)
    actions.send_again(request.user, delivery)
    messages.success(request, _("Will be sent again: %(event)s") % {"event": delivery.event})
    return redirect("setup_webhook_log", pk=delivery.subscription_id)


@open_to("api.use")
@require_POST
def skip(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Subscription, pk=pk)
    actions.skip_to(request.user, row, last_turn())
    messages.success(request, _("Goes on with what happens from now on: %(name)s") % {"name": row})
    return redirect("setup_webhooks")


@open_to("api.use")
@require_POST
@never_cache
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Subscription, pk=pk)
    return _show_key(request, row, actions.renew_secret(request.user, row))


@open_to("api.use")
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Subscription, pk=pk)
    actions.delete_subscription(request.user, row)
    messages.success(request, _("Deleted: %(name)s") % {"name": row})
    return redirect("setup_webhooks")


def _show_key(request: SignedInRequest, row: Subscription, secret: str) -> HttpResponse:
    return render(request, "webhooks/key.html", context(request, "webhooks", row=row, secret=secret))
