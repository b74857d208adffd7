"""Their JSON to our fields, by ways like `contact.phones.0`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = {"task": ("text", "number", "name", "at"), "customer": ("name", "number", "email", "note", "code")}
LONGEST = 500
_WAY = re.compile(r"[\w-]+(\.[\w-]+)*")


def read_ways(text: str, makes: str) -> dict[str, str]:
    """Of lines `field = way`; raises ValueError, in the reader's words."""
    ways: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        field, _equals, way = (part.strip() for part in line.partition("="))
        if field not in FIELDS.get(makes, ()):
            raise ValueError(_("There is no field «%(field)s».") % {"field": field})
        if not _WAY.fullmatch(way) or len(way) > 200:
            raise ValueError(_("«%(way)s» is no way: write contact.phones.0") % {"way": way[:60]})
        ways[field] = way
    if not ways.keys() & {"number", "name", "text"}:
        raise ValueError(_("Say at least where the number, the name or the text stands."))
    return ways


def write_ways(ways: Mapping[str, str]) -> str:
    return "\n".join(f"{field} = {way}" for field, way in ways.items())


def picked(document: Any, ways: Mapping[str, str]) -> dict[str, str]:
    """Our fields of a document; what is not there is empty."""
    return {field: _text(_at(document, way)) for field, way in ways.items()}


def _at(document: Any, way: str) -> Any:
    for step in way.split("."):
        if isinstance(document, dict):
            document = document.get(step)
        elif isinstance(document, list) and step.isdecimal() and int(step[:6]) < len(document):
            document = document[int(step[:6])]
        else:
            return None
    return document


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).replace("\0", "").strip()[:LONGEST]
