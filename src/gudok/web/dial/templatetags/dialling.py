"""Buttons that call, for people who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext as _

from gudok.web.people.numbers import show_dialled
from gudok.web.why.outgoing import ENDS

if TYPE_CHECKING:
    from gudok.web.dial.queries import Recent

register = template.Library()


def may_dial(context: template.Context) -> bool:
    user: Any = getattr(context.get("request"), "user", None)
    operator = getattr(user, "operator", None)
    return operator is not None and operator.active and user.has_perm("dial.out")


@register.inclusion_tag("dial/button.html", takes_context=True)
def dial_button(
    context: template.Context, name: str, *, call: str = "", phone: int = 0, words: bool = False
) -> dict[str, Any]:
    """A button that calls the number of a call or of a customer's telephone; nothing for who may not."""
    return {"may": may_dial(context), "name": name, "call": call, "phone": phone, "words": words}


@register.simple_tag(takes_context=True)
def dials(context: template.Context) -> bool:
    """Whether this person may call out at all."""
    return may_dial(context)


@register.simple_tag(takes_context=True)
def dial_queues(context: template.Context) -> list[tuple[str, str]]:
    """On whose behalf one may call: the person's queues by id, with the number the customer then sees."""
    operator = context["request"].user.operator
    return [(queue.core_id, _label(queue)) for queue in operator.queues.all()]


def _label(queue: Any) -> str:
    return f"{queue.name} · {show_dialled(queue.out_number)}" if queue.out_number else queue.name


@register.inclusion_tag("dial/direction.html")
def direction(call: Any, *, words: bool = False) -> dict[str, Any]:
    """Which way a call went: a sign, with its word shown or only read out."""
    return {"out": call.direction == "out", "words": words}


@register.simple_tag
def dial_words() -> dict[str, str]:
    """What the desk says of a call on its way, and of how it ended."""
    stages = {
        "own": _("Your telephone rings: pick it up"),
        "dialled": _("Dialling the number…"),
        "rings": _("It rings at the customer's"),
        "again": _("Nobody reached: {who}"),
        "calling": _("Calling: your telephone rings"),
        "sees": _("The customer sees {number}"),
        "no_answer": _("No answer from the server. Nothing has changed."),
    }
    return stages | {f"end_{end}": str(word) for end, word in ENDS.items()}


@register.filter
def kind_icon(row: Recent) -> str:
    return {"in": "phone-incoming", "out": "phone-outgoing", "missed": "phone-x"}[row.kind]


@register.filter
def kind_word(row: Recent) -> str:
    return {"in": _("Incoming"), "out": _("Outgoing"), "missed": _("Missed")}[row.kind]
