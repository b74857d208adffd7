"""The templates of trunks, for the page of a new one."""

from __future__ import annotations

from django import template

from gudok.web.trunks.catalogue import TrunkKind, catalogue, grouped

register = template.Library()


@register.simple_tag
def trunk_kinds() -> list[tuple[str, list[TrunkKind]]]:
    return grouped()


@register.simple_tag
def trunk_kind(code: str) -> TrunkKind | None:
    return catalogue().get(code)
