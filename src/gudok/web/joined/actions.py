"""What is set up, and what a document that came makes: once for each key of the sender."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.joined.mapping import picked
from gudok.web.joined.models import Inward, Received, ScreenPop, the_pop
from gudok.web.people import numbers
from gudok.web.people.actions import save_customer
from gudok.web.people.lists import read_email
from gudok.web.people.models import Customer, Phone
from gudok.web.tasks.actions import add_task
from gudok.web.webhooks.models import new_secret

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

KEPT = 1000
"""Lines of a log."""


@transaction.atomic
def save_pop(actor: User, values: dict[str, Any]) -> ScreenPop:
    row = the_pop()
    before = snapshot(row)
    row.address, row.when = values["address"], values["when"]
    row.save()
    write_change(actor, "screenpop.changed", row, before, snapshot(row))
    return row


@transaction.atomic
def save_inward(actor: User, row: Inward | None, values: dict[str, Any]) -> Inward:
    """Change one, or make one with an address and a key of its own."""
    kept = row or Inward(code=secrets.token_urlsafe(18), secret=new_secret())
    before = _picture(kept) if row else {}
    for field in ("name", "makes", "fields", "queue", "active"):
        setattr(kept, field, values[field])
    kept.save()
    write_change(actor, "inward.changed" if row else "inward.added", kept, before, _picture(kept))
    return kept


@transaction.atomic
def delete_inward(actor: User, row: Inward) -> None:
    write_change(actor, "inward.deleted", row, _picture(row), {})
    row.delete()


def _picture(row: Inward) -> dict[str, Any]:
    return {name: value for name, value in snapshot(row).items() if name not in {"secret", "code"}}


@transaction.atomic
def receive(inward: Inward, key: str, document: Any) -> Received:
    """Make what the document says, unless its key has come before; what cannot be used is kept with its reason."""
    entry, fresh = Received.objects.get_or_create(inward=inward, key=key)
    if not fresh:
        Received.objects.filter(pk=entry.pk).update(times=F("times") + 1)
        return entry
    try:
        with transaction.atomic():
            make = _customer if inward.makes == Inward.Makes.CUSTOMER else _task
            entry.made = str(make(inward, picked(document, inward.fields)))
    except ValidationError as error:
        entry.why = " ".join(error.messages)[:200]
    entry.save()
    old = Received.objects.filter(inward=inward).values_list("pk", flat=True)[KEPT : KEPT + 1].first()
    if old:
        Received.objects.filter(inward=inward, pk__lte=old).delete()
    return entry


def _task(inward: Inward, values: dict[str, str]) -> int:
    if not (values.get("text") or values.get("number")):
        raise ValidationError(_("Neither a text nor a number."))
    at = _moment(values.pop("at", ""))
    text = values.get("text") or str(inward.name)
    return add_task(None, {**values, "text": text, "at": at, "queue": inward.queue}).pk


def _customer(_inward: Inward, values: dict[str, str]) -> int:
    """A new customer, or the one whose number it is: nothing of theirs is changed."""
    e164 = numbers.e164_of(values.get("number", ""))
    phone = Phone.objects.filter(e164=e164).select_related("customer").first() if e164 else None
    if phone is not None:
        return phone.customer.pk
    if not values.get("name"):
        raise ValidationError(_("No name."))
    email = values.get("email", "")
    fields = {
        "name": values["name"][:120], "note": values.get("note", ""), "phones": [e164] if e164 else [],
        "emails": [read_email(email)] if email else [],
    }  # fmt: skip
    code = values.get("code", "")[:20]
    if code and Customer.objects.filter(code=code).exists():
        raise ValidationError(_("Another customer has this number already."))
    return save_customer(None, None, fields | ({"code": code} if code else {})).pk


def _moment(text: str) -> datetime:
    """ISO 8601; now where nothing is said."""
    if not text:
        return timezone.now()
    try:
        at = datetime.fromisoformat(text)
        return at if timezone.is_aware(at) else timezone.make_aware(at)
    except (ValueError, OverflowError):
        raise ValidationError(_("This is no time: %(text)s"), params={"text": text[:40]}) from None
