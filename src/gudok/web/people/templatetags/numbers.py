"""Numbers and e-mail addresses on a page: in full, or masked for people who may not see them."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.people import numbers
from gudok.web.people.lists import mask_email

register = template.Library()


@register.filter
def dialled(digits: str) -> str:
    """One of the centre's own numbers: there is nothing to mask."""
    return numbers.show_dialled(digits)


@register.simple_tag(takes_context=True)
def phone(context: template.Context, shown: str) -> str:
    """A number as this person may see it; a hidden one in words."""
    if not shown:
        return _("hidden number")
    user = getattr(context.get("request"), "user", None)
    return shown if user and user.has_perm(SEE_FULL_NUMBERS) else numbers.mask(shown)


@register.simple_tag(takes_context=True)
def email(context: template.Context, address: str) -> str:
    """An e-mail address as this person may see it."""
    user = getattr(context.get("request"), "user", None)
    return address if user and user.has_perm(SEE_FULL_NUMBERS) else mask_email(address)
