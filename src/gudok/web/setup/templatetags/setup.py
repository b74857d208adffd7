"""The set-up's menu: pages that are more than a list of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django import template
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()


class Page(NamedTuple):
    """A link of the menu: `here` is what the page calls itself, `right` opens it."""

    here: str
    name: _StrPromise
    icon: str
    view: str
    right: str = "setup.change"


PAGES = (
    Page("flows", _("Voice menus"), icon="route", view="flows"),
    Page("outgoing", _("Calls out"), icon="phone-outgoing", view="setup_outgoing"),
    Page("scripts", _("Scripts"), icon="script", view="scripts", right="scripts.edit"),
    Page("goods", _("Catalogue"), icon="packages", view="goods", right="catalogue.change"),
    Page("ordering", _("Rules of orders"), icon="shopping-cart", view="setup_ordering"),
    Page("cases", _("Rules of cases"), icon="message-report", view="setup_cases"),
    Page("guide", _("Start"), icon="rocket", view="guide"),
    Page("keeping", _("Keeping of records"), icon="archive", view="setup_keeping"),
    Page("versions", _("Versions and file"), icon="history-toggle", view="versions"),
)


STAFF_PAGES = (
    Page("staff", _("Staff"), icon="users", view="setup_staff", right="staff.change"),
    Page("teams", _("Teams"), icon="sitemap", view="teams", right="staff.change"),
    Page("roles", _("Roles"), icon="shield-check", view="roles", right="staff.change"),
    Page("security", _("Signing in"), icon="lock", view="security", right="security.change"),
)


@register.simple_tag(takes_context=True)
def staff_pages(context: template.Context) -> list[Page]:
    """The pages of people this person may open."""
    user = context["request"].user
    return [page for page in STAFF_PAGES if user.has_perm(page.right)]


@register.simple_tag(takes_context=True)
def setup_pages(context: template.Context) -> list[Page]:
    """The pages this person may open."""
    user = context["request"].user
    return [page for page in PAGES if user.has_perm(page.right)]
