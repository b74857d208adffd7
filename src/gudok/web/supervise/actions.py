"""The use of a power, written into the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.record.models import Call, Name

if TYPE_CHECKING:
    from django.db import models
    from django.http import QueryDict

    from gudok.web.accounts.models import User
    from gudok.web.supervise.powers import Power

TOLD = ("reason", "note", "queue", "agent", "waiting", "kind", "to", "text")
"""What of an ask stands in the audit beside what it was about."""


def write_use(user: User, power: Power, form: QueryDict) -> None:
    """Who used which power over what; the engine has agreed, and its journal tells the same."""
    told = {key: form[key] for key in TOLD if form.get(key)}
    write_change(user, power.verb, _subject(power, form), {}, told)


def _subject(power: Power, form: QueryDict) -> models.Model:
    """The row an ask is about; what has not been projected yet is only named."""
    if power.about == "call":
        call = form.get("call", "")
        return Call.objects.filter(pk=call).first() or Call(pk=call, arrived_at=timezone.now())
    id_ = form.get("to" if power.about == "message" else power.about, "")
    return Name.objects.filter(pk=id_).first() or Name(id_, id_)
