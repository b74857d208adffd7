"""Customers' numbers for people who may not see them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

if TYPE_CHECKING:
    from gudok.core.settings import Operator
    from gudok.core.words import Caller

FEWEST = 7
"""A number of fewer digits is nobody's telephone at home: it stays as it is."""


def mask(shown: str) -> str:
    """«+7 912 345-67-89» → «+7 912 •••-••-89». Short ones stay."""
    places = [i for i, char in enumerate(shown) if char.isdigit()]
    if len(places) < FEWEST:
        return shown
    hidden = set(places[4:-2])
    return "".join("•" if i in hidden else char for i, char in enumerate(shown))


def caller_for(operator: Operator, caller: Caller) -> Caller:
    """The customer as this operator's telephone may show him: without the number, if it is not for her eyes."""
    if not operator.masked:
        return caller
    return structs.replace(caller, number="", shown=mask(caller.shown or caller.number))
