"""Webhooks: subscriptions, the log, sending again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from gudok.web.api import fields
from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.feed import mask
from gudok.web.api.forms import changed_by
from gudok.web.api.shapes import Body, Page, Paging, by_key, found, key_of
from gudok.web.webhooks import actions
from gudok.web.webhooks.forms import SubscriptionForm
from gudok.web.webhooks.models import Subscription
from gudok.web.webhooks.queries import last_turn

if TYPE_CHECKING:
    from gudok.web.webhooks.models import Delivery

router = Router(tags=["Webhooks"])
OPEN = open_to("webhooks", "api.use")
_state = Annotated[str, Field(description="works, failing, given_up (by us, after long failure) or off.")]
WebhookShown, WebhookNew, WebhookChange = fields.shapes("Webhook", SubscriptionForm(), {"state": (_state, ...)})


class WebhookMade(WebhookShown):  # type: ignore[misc,valid-type]
    secret: Annotated[str, Field(description="The key of the signatures: shown in this answer only.")]


class Secret(Body):
    secret: Annotated[str, Field(description="Shown in this answer only.")]


class DeliveryShown(Body):
    id: str
    event: Annotated[str, Field(examples=["evt_1201_2"])]
    kind: str
    sent: Annotated[bool, Field(description="Whether the receiver took it (2xx).")]
    attempts: int
    code: Annotated[int, Field(description="The last answer's status; 0 without an answer.")]
    answer: str
    ms: int
    first_at: datetime
    last_at: datetime
    body: dict[str, Any]


@router.get("/webhooks", response=Page[WebhookShown], url_name="api_webhooks", **OPEN)  # type: ignore[valid-type]
def list_webhooks(request: HttpRequest, page: Query[Paging]) -> dict[str, Any]:
    """Subscriptions."""
    items, more = by_key(Subscription.objects.all(), page.cursor, page.limit)
    return {"items": [_shown(row) for row in items], "next": more}


@router.post("/webhooks", response={201: WebhookMade}, url_name="api_webhooks", **OPEN)
def add_webhook(request: HttpRequest, response: HttpResponse, body: WebhookNew) -> Any:  # type: ignore[valid-type]
    """Subscribe an address to what happens from now on."""
    values = changed_by(_form(request, None, body.dict()))  # type: ignore[attr-defined]
    saved = actions.save_subscription(request.user, None, values, last_turn())  # type: ignore[arg-type]
    seen = _shown(saved)
    tagged(request, response, seen)
    return Status(201, seen | {"secret": saved.secret})


@router.get("/webhooks/{id}", response={200: WebhookShown, 304: None}, url_name="api_webhook", **OPEN)
def get_webhook(request: HttpRequest, response: HttpResponse, id: str) -> Any:  # noqa: A002 the address's own word
    seen = _shown(_one(id))
    return tagged(request, response, seen) or seen


@router.patch("/webhooks/{id}", response=WebhookShown, url_name="api_webhook", **OPEN)
def change_webhook(request: HttpRequest, response: HttpResponse, id: str, body: WebhookChange) -> Any:  # type: ignore[valid-type]  # noqa: A002
    """Change a subscription; switched on again it goes on where it stopped."""
    row = _one(id)
    check_match(request, _shown(row))
    values = changed_by(_form(request, row, body.dict(exclude_unset=True)))  # type: ignore[attr-defined]
    seen = _shown(actions.save_subscription(request.user, _one(id), values, 0))  # type: ignore[arg-type]
    tagged(request, response, seen)
    return seen


@router.delete("/webhooks/{id}", response={204: None}, url_name="api_webhook", **OPEN)
def delete_webhook(request: HttpRequest, id: str) -> Any:  # noqa: A002
    """Unsubscribe; the log goes too."""
    row = _one(id)
    check_match(request, _shown(row))
    actions.delete_subscription(request.user, row)  # type: ignore[arg-type]
    return Status(204, None)


@router.post("/webhooks/{id}/secret", response=Secret, url_name="api_webhook_secret", **OPEN)
def renew_secret(request: HttpRequest, id: str) -> dict[str, str]:  # noqa: A002
    """A new key for the signatures; the old one signs nothing more."""
    return {"secret": actions.renew_secret(request.user, _one(id))}  # type: ignore[arg-type]


@router.get("/webhooks/{id}/deliveries", response=Page[DeliveryShown], url_name="api_deliveries", **OPEN)
def list_deliveries(request: HttpRequest, id: str, page: Query[Paging]) -> dict[str, Any]:  # noqa: A002
    """What was sent in the last two weeks, newest first."""
    items, more = by_key(_one(id).deliveries.all(), page.cursor, page.limit, newest=True)
    masked = request.caller.masked  # type: ignore[attr-defined]
    return {"items": [_delivery(row, masked) for row in items], "next": more}


@router.post("/webhooks/{id}/deliveries/{delivery}/again", response={202: None}, url_name="api_delivery_again", **OPEN)
def send_again(request: HttpRequest, id: str, delivery: str) -> Any:  # noqa: A002
    """Send one event once more, with the same id, beside the order."""
    row = found(_one(id).deliveries.select_related("subscription"), pk=key_of(delivery))
    actions.send_again(request.user, row)  # type: ignore[arg-type]
    return Status(202, None)


def _form(request: HttpRequest, row: Subscription | None, sent: dict[str, Any]) -> SubscriptionForm:
    blank = SubscriptionForm(instance=row) if row else SubscriptionForm()
    return SubscriptionForm(fields.data_of(blank, sent), instance=row, maker=request.user)  # type: ignore[arg-type]


def _shown(row: Subscription) -> dict[str, Any]:
    return {"id": str(row.pk), "state": row.state} | fields.show(SubscriptionForm(instance=row))


def _one(id_: str) -> Subscription:
    return found(Subscription.objects.all(), pk=key_of(id_))


def _delivery(row: Delivery, masked: bool) -> dict[str, Any]:
    body = json.loads(row.body)
    names = ("event", "kind", "sent", "attempts", "code", "answer", "ms", "first_at", "last_at")
    return {name: getattr(row, name) for name in names} | {"id": str(row.pk), "body": mask(body) if masked else body}
