"""Money and quantities on a page, in its language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from gudok.web.catalogue.money import show_money, show_quantity

register = template.Library()


@register.filter
def roubles(kopecks: int | None) -> str:
    return "—" if kopecks is None else show_money(kopecks, get_language() or "")


@register.filter
def quantity(thousandths: int | None) -> str:
    return "—" if thousandths is None else show_quantity(thousandths, get_language() or "")


@register.filter
def of(key: int | None, names: dict[int, str]) -> str:
    """The name under a key, empty for none."""
    return names.get(key, "") if key is not None else ""
