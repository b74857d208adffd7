"""A list's bar: saved views, the file; and the choice of its columns, for inside the form of its filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from gudok.web.lists import queries, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def list_bar(context: Mapping[str, Any], name: str) -> SafeString:
    request = context["request"]
    table = tables.named(name)
    if table is None:
        raise LookupError(name)
    now = tables.query(request.GET)
    told = {
        "table": table,
        "now": now,
        "views": [(view, queries.may_drop(request.user, view)) for view in queries.views_of(request.user, name)],
        "home": reverse(table.home),
        "file": reverse(table.file) if request.user.has_perm(table.taken_by) else "",
        "shares": request.user.has_perm("lists.share"),
    }
    return mark_safe(render_to_string("lists/bar.html", told, request))  # noqa: S308 rendered by a template


@register.simple_tag(takes_context=True)
def list_columns(context: Mapping[str, Any], name: str) -> SafeString:
    table = tables.named(name)
    if table is None:
        raise LookupError(name)
    chosen = tables.shown(context["request"].GET, table)
    boxes = [(column, title, column in chosen) for column, title in table.columns.items()]
    return mark_safe(render_to_string("lists/columns.html", {"boxes": boxes}))  # noqa: S308
