"""The address of another program's page with a call's variables in it; checked when saved, safe when filled."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLES = ("number", "name", "queue", "call", "agent", "customer_code")


def check(template: str) -> None:
    """Raise ValueError, in the reader's words, for an address that cannot be used."""
    try:
        parts = list(Formatter().parse(template))
        place = urlsplit(template)
        host = place.hostname
    except ValueError:
        raise ValueError(_("A brace is not closed, or the address is none.")) from None
    for _text, name, spec, conversion in parts:
        if name is not None and (name not in VARIABLES or spec or conversion):
            known = ", ".join(f"{{{one}}}" for one in VARIABLES)
            raise ValueError(_("{%(name)s} is not known. There are: %(known)s.") % {"name": name, "known": known})
    if place.scheme not in {"http", "https"} or not host:
        raise ValueError(_("The address begins with https:// or http:// and a host."))
    if "{" in place.netloc or "@" in place.netloc:
        raise ValueError(_("Neither a variable nor a login stands in the host's name."))


def filled(template: str, values: Mapping[str, str]) -> str:
    """The address with the values, each so written that it stays one value."""
    return template.format_map({name: quote(values.get(name, ""), safe="") for name in VARIABLES})
