"""Template tags of the common look: icons from the sprite, the chosen theme, the links of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.people.numbers import mask
from gudok.web.why import formats
from gudok.web.why.formats import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

register = template.Library()


class Theme(NamedTuple):
    """A choice of the theme's menu."""

    value: str
    name: _StrPromise
    icon: str


THEMES = (
    Theme("system", _("As in the system"), icon="device-desktop"),
    Theme("light", _("Light"), icon="sun"),
    Theme("dark", _("Dark"), icon="moon"),
)


class Section(NamedTuple):
    """A link of the header: where to, and the rights of which one opens it."""

    name: _StrPromise
    icon: str
    view: str
    rights: tuple[str, ...]


SUPERVISES = ("talk.listen", "state.force", "calls.move", "queue.close", "message.send")
SECTIONS = (
    Section(_("Desk"), icon="headset", view="desk", rights=("desk.use",)),
    Section(_("Wall"), icon="layout-dashboard", view="wall", rights=("wall.see",)),
    Section(_("Supervisor"), icon="eye", view="supervise", rights=SUPERVISES),
    Section(_("Day"), icon="chart-bar", view="day", rights=("calls.see_team", "calls.see_all")),
    Section(_("Calls"), icon="phone", view="calls", rights=("calls.see_own", "calls.see_team", "calls.see_all")),
    Section(_("Customers"), icon="address-book", view="people", rights=("customers.see",)),
    Section(_("Orders"), icon="shopping-cart", view="orders", rights=("orders.take", "orders.see")),
    Section(
        _("Cases"),
        icon="message-report",
        view="cases",
        rights=("cases.take", "cases.see", "cases.serve"),
    ),
    Section(_("Knowledge"), icon="book", view="knowledge", rights=("knowledge.see",)),
    Section(_("Tasks"), icon="checklist", view="tasks", rights=("tasks.use",)),
    Section(
        _("Settings"),
        icon="settings",
        view="setup",
        rights=("setup.change", "staff.change", "audit.see", "api.use", "scripts.edit"),
    ),
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Tabler icon, hidden from screen readers: the word beside it says the same."""
    return format_html(
        '<svg class="gk-icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("dist/icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The theme this browser chose (a screen has its light, whoever sits before it), or `system`."""
    request = context.get("request")
    chosen = request.COOKIES.get("gudok_theme", "") if request is not None else ""
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
    if not any(request.user.has_perm(right) for right in section.rights):
        return None
    try:
        url = reverse(section.view)
    except NoReverseMatch:
        return None
    return {"name": section.name, "icon": section.icon, "url": url, "here": request.path.startswith(url)}


@register.simple_tag(takes_context=True)
def number(context: template.Context, shown: str) -> str:
    """A customer's number as this person may see it."""
    user = getattr(context.get("request"), "user", None)
    return shown if user is not None and user.has_perm(SEE_FULL_NUMBERS) else mask(shown)


@register.simple_tag
def span(milliseconds: int) -> str:
    """A duration: 0:48, 12:05, 1:02:03."""
    return clock(milliseconds)


@register.simple_tag
def moment(at: datetime) -> str:
    """A time as people say it: today 14:32, yesterday 09:10, 24.11.2025 14:32."""
    return formats.moment(at)


@register.simple_tag
def day(at: datetime) -> str:
    """A date: 24.11.2025, in English 24 Nov 2025."""
    local = timezone.localtime(at)
    return date_format(local, "j M Y") if (get_language() or "").startswith("en") else f"{local:%d.%m.%Y}"
