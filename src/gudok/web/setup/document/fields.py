"""Fields of the document, derived from the models' own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from gudok.web.audit.snapshots import SECRET
from gudok.web.setup.document.words import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: tuple[tuple[type[Any], str], ...] = (
    (models.ForeignKey, "one"),
    (models.ManyToManyField, "many"),
    (models.BooleanField, "flag"),
    (models.IntegerField, "number"),
    (models.JSONField, "data"),
)


def fields_of(model: type[models.Model], key: str, names: Mapping[type[models.Model], str]) -> dict[str, Field]:
    """Every field of the model but its keys and secrets, in the model's order; `names` tells the tables of others."""
    found = [*model._meta.concrete_fields, *model._meta.many_to_many]
    fit = [f for f in found if not f.primary_key and f.name != key and f.name not in SECRET]
    return {f.name: field_of(f, names) for f in fit if f.related_model is None or f.related_model in names}


def field_of(field: Any, names: Mapping[type[models.Model], str]) -> Field:
    kind = next((kind for type_, kind in KINDS if isinstance(field, type_)), "text")
    to = names[field.related_model] if kind in {"one", "many"} else ""
    choices = tuple((str(value), label) for value, label in field.flatchoices)
    return Field(field.name, field.verbose_name, kind, default_of(field, kind), to, choices)


def default_of(field: Any, kind: str) -> Any:
    """What a missing field means, as a plain value."""
    if kind == "many":
        return []
    if kind == "one" or not field.has_default():
        return "" if kind == "text" and not field.null else None
    return plain(field.get_default())


def plain(value: Any) -> Any:
    """A value as the document has it: dates and times in ISO 8601, choices as their codes."""
    if isinstance(value, bool) or value is None:
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return int(value) if isinstance(value, int) else str(value)


FITS = {"flag": bool, "number": int, "text": str, "one": str, "many": list}


def fits(field: Field, value: Any) -> bool:
    """Whether a plain value is of the field's kind."""
    if value is None or field.kind == "data":
        return True
    if field.kind == "number" and isinstance(value, bool):
        return False
    if field.kind == "many" and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        return False
    return isinstance(value, FITS[field.kind])
