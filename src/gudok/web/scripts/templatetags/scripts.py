"""Scripts in the pages of other rooms: the empty place at the desk, and the answers on a call's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.scripts import told
from gudok.web.scripts.words import player_words

if TYPE_CHECKING:
    from gudok.web.record.models import Call

register = template.Library()


@register.inclusion_tag("scripts/player.html")
def script_place() -> dict[str, Any]:
    """The place at the desk in which a call's script is read: a script fills it in."""
    return {"words": player_words()}


@register.inclusion_tag("scripts/of.html", takes_context=True)
def scripts_of_call(context: dict[str, Any], call: Call) -> dict[str, Any]:
    """What the call's scripts kept; who sees the call sees it, numbers masked for those who may not see them."""
    masked = not context["request"].user.has_perm(SEE_FULL_NUMBERS)
    return {"scripts": told.of_call(call.pk, masked=masked)}
