"""Who was on a call's legs, and outside numbers for people who may not see them in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gudok.web.people.numbers import mask, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gudok.web.record.models import Leg

THEIRS = ("number", "to", "dialled")
"""Fields of facts and reasons that may hold the number of somebody outside."""
TYPED = "typed"
"""What a caller typed in a voice menu: masked whatever it is, if it is long enough to be somebody's number."""
_NUMBER = re.compile(r"\+?\d{7,15}")


def party(leg: Leg, names: Mapping[str, str], *, masked: bool) -> str:
    """The operator of a leg, or its outside number."""
    if leg.agent:
        return names.get(leg.agent, leg.agent)
    shown = show(leg.number)
    return mask(shown) if masked else shown


def hide(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields with the numbers of people outside masked."""
    return {key: mask(value) if _is_theirs(key, value) else value for key, value in values.items()}


def _is_theirs(key: str, value: object) -> bool:
    return key == TYPED or (key in THEIRS and _is_number(value))


def _is_number(value: object) -> bool:
    return isinstance(value, str) and bool(_NUMBER.fullmatch(value))
