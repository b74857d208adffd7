"""Articles in pages: their text as HTML, what they begin with, how many have read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import mark_safe

from gudok.web.knowledge import markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def markdown_from(text: str, top: int) -> SafeString:
    """The text as HTML, its highest heading of this level."""
    return mark_safe(markdown.render(text, top))  # noqa: S308 no HTML of others comes out of it


@register.filter
def excerpt(text: str) -> str:
    return markdown.excerpt(text)


@register.filter
def read_by(pk: int, tally: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
    """(have read, should read) of an article; None where it need not be read."""
    return tally.get(pk)
