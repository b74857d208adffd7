"""Changes of voice menus. A draft is kept with each change and is in no audit; what is put to use is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from gudok.web.ivr import shape
from gudok.web.setup.actions import save_row
from gudok.web.setup.flows import Flow, FlowDraft

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


class ChangedMeanwhileError(Exception):
    """Somebody else has drawn this flow since it was read."""


@transaction.atomic
def add_flow(actor: User | None, name: str, body: dict[str, Any]) -> Flow:
    """A new flow that nobody walks yet: what it begins from is a draft."""
    flow = save_row(actor, Flow, None, {"name": name})
    FlowDraft.objects.create(flow=flow, body=body, edition=1, person=actor)
    return flow


@transaction.atomic
def keep_draft(actor: User | None, flow: Flow, body: dict[str, Any] | None, was: int) -> int:
    """Keep a flow as it is drawn (None: as it is in use) and tell its new edition; `was` is the one it was drawn from.

    Raises ChangedMeanwhileError.
    """
    FlowDraft.objects.get_or_create(flow=flow, defaults={"edition": 0})
    moved = FlowDraft.objects.filter(flow=flow, edition=was)
    if not moved.update(body=body, person=actor, edition=F("edition") + 1):
        raise ChangedMeanwhileError
    return was + 1


@transaction.atomic
def put_to_use(actor: User | None, flow: Flow, body: dict[str, Any], was: int) -> int:
    """From now on callers walk this; raises ValidationError for one with problems, and ChangedMeanwhileError."""
    values = shape.fields(body)
    flow.start, flow.nodes, flow.steps = values["start"], values["nodes"], values["steps"]
    flow.clean()
    edition = keep_draft(actor, flow, None, was)
    save_row(actor, Flow, flow.pk, values)
    return edition
