"""Reading voice menus: the list, a flow as the editor begins with it, and what its forms offer."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gudok.web.ivr import shape
from gudok.web.ivr.listening import addresses
from gudok.web.ivr.standard import SOUNDS
from gudok.web.ivr.words import told
from gudok.web.setup.flows import Flow, FlowDraft
from gudok.web.setup.hours import Schedule
from gudok.web.setup.models import Number, Queue
from gudok.web.setup.sounds import Prompt


class Line(NamedTuple):
    """A flow in the list."""

    flow: Flow
    drawn: bool
    """There is a draft with what is not in use yet."""
    problems: int
    numbers: list[str]


def lines() -> list[Line]:
    known, found = shape.choices(), []
    numbers: dict[int, list[str]] = {}
    for flow_id, did in Number.objects.exclude(flow=None).values_list("flow_id", "did"):
        numbers.setdefault(flow_id, []).append(did)
    for flow in Flow.objects.select_related("draft"):
        body, draft = drawn(flow)
        wrong = len(shape.problems(shape.read(body), known))
        found.append(Line(flow, draft.body is not None, wrong, numbers.get(flow.pk, [])))
    return found


def drawn(flow: Flow) -> tuple[shape.Body, FlowDraft]:
    """What the editor shows: the draft, else what is in use."""
    draft = FlowDraft.objects.filter(flow=flow).first() or FlowDraft(flow=flow)
    return draft.body or flow.body, draft


def problems(body: shape.Body) -> list[dict[str, str]]:
    """What is wrong, as the editor shows it at its node."""
    found = shape.problems(shape.read(body), shape.choices())
    return [{"node": one.node, "field": one.field, "code": one.code, "text": told(one)} for one in found]


def _standard(code: str, name: str) -> dict[str, Any]:
    """A sound that comes with Asterisk: heard in the centre's language, or in that of the flow (`urls`)."""
    urls = addresses(code)
    url = urls.get(settings.GUDOK.asterisk.language, "")
    return {"code": code, "name": name, "text": str(_("comes with Asterisk")), "url": url, "urls": urls}


def offered() -> dict[str, list[dict[str, Any]]]:
    """What the forms of nodes offer, by code: queues, hours, and prompts with their words and sound."""
    prompts = [
        {"code": row.code, "name": row.name, "text": row.text, "url": reverse("prompt_sound", args=[row.pk])}
        for row in Prompt.objects.order_by("name")
    ]
    own = {prompt["code"] for prompt in prompts}
    prompts += [_standard(code, str(name)) for code, name in SOUNDS.items() if code not in own]
    return {
        "queues": [{"code": row.code, "name": row.name} for row in Queue.objects.order_by("name")],
        "schedules": [{"code": row.code, "name": row.name} for row in Schedule.objects.order_by("name")],
        "prompts": prompts,
    }
