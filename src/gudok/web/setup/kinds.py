"""The kinds of rows the set-up knows: one table, so that every kind has the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from gudok.web.setup import forms
from gudok.web.setup.models import Number, PauseReason, Queue, Trunk

if TYPE_CHECKING:
    from django.db import models
    from django.forms import ModelForm
    from django_stubs_ext import StrPromise


class Kind(NamedTuple):
    """One kind of rows: its model, form, words, and the columns of its list (fields or methods of the model)."""

    model: type[models.Model]
    form: type[ModelForm]
    title: StrPromise
    new: StrPromise
    empty: StrPromise
    columns: tuple[str, ...]
    icon: str


KINDS: dict[str, Kind] = {
    "queues": Kind(
        Queue,
        forms.QueueForm,
        _("Queues"),
        _("New queue"),
        _("No queues yet. Calls wait in a queue until an operator is free."),
        ("name", "ring_timeout_s", "wrapup_s", "sl_target", "record"),
        icon="users-group",
    ),
    "numbers": Kind(
        Number,
        forms.NumberForm,
        _("Numbers"),
        _("New number"),
        _("No numbers yet. A number leads its callers to a queue."),
        ("did", "queue"),
        icon="phone",
    ),
    "trunks": Kind(
        Trunk,
        forms.TrunkForm,
        _("Trunks"),
        _("New trunk"),
        _("No trunks yet. A trunk connects the centre with a telephone provider."),
        ("name", "kind", "host", "enabled"),
        icon="plug-connected",
    ),
    "pauses": Kind(
        PauseReason,
        forms.PauseReasonForm,
        _("Break reasons"),
        _("New break reason"),
        _("No break reasons yet. A break always has a reason."),
        ("name", "code", "enabled"),
        icon="coffee",
    ),
}
