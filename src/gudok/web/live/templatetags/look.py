"""Template tags of the common look: icons from the sprite, the chosen theme, the links of the header."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()


class Theme(NamedTuple):
    """A choice of the theme's menu."""

    value: str
    name: Promise
    icon: str


THEMES = (
    Theme("system", _("As in the system"), icon="device-desktop"),
    Theme("light", _("Light"), icon="sun"),
    Theme("dark", _("Dark"), icon="moon"),
)


class Section(NamedTuple):
    """A link of the header: where to, who may see it."""

    name: Promise
    icon: str
    view: str
    permission: str


SECTIONS = (
    Section(_("Desk"), icon="headset", view="desk", permission="desk.use"),
    Section(_("Wall"), icon="layout-dashboard", view="wall", permission="wall.view"),
    Section(_("Calls"), icon="phone", view="calls", permission="calls.view_own"),
    Section(_("Customers"), icon="address-book", view="people", permission="people.view"),
    Section(_("Settings"), icon="settings", view="setup", permission="setup.change"),
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Tabler icon, hidden from screen readers: the word beside it says the same."""
    return format_html(
        '<svg class="gk-icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("dist/icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The theme in the cookie: `light`, `dark`, or `system` where there is none."""
    request = context.get("request")
    chosen = request.COOKIES.get("gudok_theme", "system") if request else "system"
    return chosen if chosen in {"light", "dark"} else "system"


@register.simple_tag
def themes() -> tuple[Theme, ...]:
    """The choices of the theme's menu."""
    return THEMES


@register.simple_tag(takes_context=True)
def sections(context: template.Context) -> list[dict[str, Any]]:
    """The header's links this person may open."""
    request: HttpRequest | None = context.get("request")
    if request is None or not hasattr(request, "user"):
        return []
    return [found for section in SECTIONS if (found := _link(section, request))]


def _link(section: Section, request: HttpRequest) -> dict[str, Any] | None:
    if not request.user.has_perm(section.permission):
        return None
    try:
        url = reverse(section.view)
    except NoReverseMatch:
        return None
    return {"name": section.name, "icon": section.icon, "url": url, "here": request.path.startswith(url)}
