"""What the address of a list of customers narrows it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.web.people.companies.models import Company, Tag
from gudok.web.people.own.models import OwnField
from gudok.web.people.own.values import Value, WrongValueError, typed
from gudok.web.people.queries import Chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "own."


class Drawn(NamedTuple):
    """An own field that the list can be narrowed by, with what was chosen."""

    field: OwnField
    param: str
    value: str


class Filter(NamedTuple):
    """`text` and `chosen` for the query; the rest for the page."""

    text: str
    chosen: Chosen
    own: list[Drawn]
    tags: list[str]
    company: Company | None

    @property
    def narrow(self) -> bool:
        return bool(self.text) or self.chosen != Chosen(own=self.chosen.own) or bool(self.chosen.own)


def read(asked: Mapping[str, str]) -> Filter:
    """Of the address's parameters; what means nothing is left out."""
    # PostgreSQL refuses a NUL, and nobody has one in a name.
    given = {name: value.replace("\0", "").strip() for name, value in asked.items()}
    fields = [Drawn(one, PREFIX + one.code, given.get(PREFIX + one.code, "")) for one in OwnField.objects.all()]
    company = given.get("company", "")
    found = Company.objects.filter(pk=int(company[:18])).first() if company.isdecimal() else None
    own: dict[str, Value] = {}
    for one in fields:
        value = _value(one)
        if value is not None:
            own[one.field.code] = value
    tag, language = given.get("tag", "")[:40], given.get("language", "")[:12]
    chosen = Chosen(given.get("vip") == "1", tag, found.pk if found else None, language, own)
    drawn = [one for one in fields if one.field.kind in {OwnField.Kind.CHOICE, OwnField.Kind.FLAG} or one.value]
    return Filter(given.get("q", ""), chosen, drawn, list(Tag.objects.values_list("name", flat=True)[:200]), found)


def _value(drawn: Drawn) -> Value | None:
    try:
        return typed(drawn.field.spec._replace(required=False), drawn.value)
    except WrongValueError:
        return None
