"""The fields of a form of the house as shapes of the API: what is shown, what may be sent, and back again."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Any, Literal

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import translation
from pydantic import Field, create_model

from gudok.web.api.shapes import Body, key_of
from gudok.web.setup.flows import Flow
from gudok.web.setup.models import Operator, Queue

LETTERS: dict[type[models.Model], str] = {Queue: "q", Operator: "o", Flow: "f"}
"""What the core's ids of these rows begin with; other rows are named by their bare key."""


def public_id(row: models.Model) -> str:
    """The id by which the API names a row."""
    return f"{LETTERS.get(type(row), '')}{row.pk}"


Form = forms.ModelForm | type[forms.ModelForm]
"""A blank form, or the class of one that cannot be made without records."""


def sendable(form: Form) -> dict[str, forms.Field]:
    """The fields that can be sent as JSON."""
    every = form.fields if isinstance(form, forms.ModelForm) else form.base_fields
    return {name: field for name, field in every.items() if not isinstance(field, forms.FileField)}


def is_secret(field: forms.Field) -> bool:
    """A password is taken and never shown."""
    return isinstance(field.widget, forms.PasswordInput)


def shapes(name: str, form: Form, extra: dict[str, Any]) -> tuple[type[Body], type[Body], type[Body]]:
    """What is shown of a row, what makes a new one, what changes one."""
    shown: dict[str, Any] = {"id": (Annotated[str, Field(description="The row's id.")], ...), **extra}
    new: dict[str, Any] = {}
    change: dict[str, Any] = {}
    with translation.override("en"):
        for field_name, field in sendable(form).items():
            kind: Any = _type(field)
            text = _text(field)
            if not is_secret(field):
                shown[field_name] = (Annotated[_plain(field), Field(description=text)], ...)
            described = Annotated[kind, Field(description=text)]
            default = _default(form, field_name, field)
            new[field_name] = (described, default)
            change[field_name] = (Annotated[kind | None, Field(description=text)], None)
    return (
        create_model(f"{name}Shown", __base__=Body, **shown),
        create_model(f"{name}New", __base__=Body, **new),
        create_model(f"{name}Change", __base__=Body, __doc__="Only what is sent changes.", **change),
    )


def _text(field: forms.Field) -> str:
    parts = [str(part).rstrip(".") for part in (field.label, field.help_text) if part]
    return ". ".join([*parts, "Never shown"] if is_secret(field) else parts) + "."


def _type(field: forms.Field) -> Any:
    """The JSON type with the form's own limits; what they cannot say, the form still checks."""
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        one: Any = _one(field)
        return Annotated[list[one], Field(max_length=1000)]
    if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
        return _one(field)
    if isinstance(field, forms.BooleanField):
        return bool
    if isinstance(field, forms.IntegerField):
        return Annotated[
            int, Field(ge=_limit(field, MinValueValidator, 0), le=_limit(field, MaxValueValidator, 2**31 - 1))
        ]
    longest = getattr(field, "max_length", None) or 20_000
    return Annotated[str, Field(min_length=1 if field.required else 0, max_length=longest)]


def _limit(field: forms.Field, kind: type[BaseValidator], usual: int) -> int:
    limits = [one.limit_value for one in field.validators if isinstance(one, kind)]
    return next((limit for limit in limits if isinstance(limit, int)), usual)


def _one(field: forms.Field) -> Any:
    if isinstance(field, forms.ModelChoiceField):
        return Annotated[str, Field(max_length=20, description="An id; empty for none.")]
    values = [value for value, _ in _choices(field) if value != ""]
    if not isinstance(field, forms.MultipleChoiceField) and not field.required:
        values.append("")
    return Literal[tuple(str(value) for value in values)] if values else str


def _choices(field: forms.Field) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for value, label in getattr(field, "choices", ()):
        found += label if isinstance(label, list | tuple) else [(value, label)]
    return found


def _plain(field: forms.Field) -> Any:
    """What is shown may be older than today's limits."""
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return list[str]
    if isinstance(field, forms.BooleanField):
        return bool
    return int if isinstance(field, forms.IntegerField) else str


def _default(form: Form, name: str, field: forms.Field) -> Any:
    initial = field.initial() if callable(field.initial) else field.initial
    if initial is None:
        initial = _model_default(form, name)
    if initial is None and field.required and not isinstance(field, forms.BooleanField):
        return ...
    if initial is not None:
        return initial if isinstance(initial, bool | int | str | list) else str(initial)
    if isinstance(field, forms.BooleanField):
        return False
    many = isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField)
    return [] if many else ("" if not isinstance(field, forms.IntegerField) else 0)


def _model_default(form: Form, name: str) -> Any:
    """What the row has when nothing is said, where the form redefines the field."""
    with suppress(FieldDoesNotExist):
        field = form._meta.model._meta.get_field(name)
        if isinstance(field, models.Field) and field.has_default():
            value = field.get_default()
            # A form may write as text what the row keeps otherwise.
            return value if isinstance(value, bool | int | str) else None
    return None


def show(form: forms.ModelForm) -> dict[str, Any]:
    """The form's present values as JSON; secrets are left out."""
    return {name: _shown(form, name, field) for name, field in sendable(form).items() if not is_secret(field)}


def _shown(form: forms.ModelForm, name: str, field: forms.Field) -> Any:
    value = form.get_initial_for_field(field, name)
    if isinstance(field, forms.ModelMultipleChoiceField):
        letter = _letter(field)
        return sorted(f"{letter}{getattr(one, 'pk', one)}" for one in value or ())
    if isinstance(field, forms.ModelChoiceField):
        letter = _letter(field)
        return f"{letter}{getattr(value, 'pk', value)}" if value else ""
    if isinstance(field, forms.MultipleChoiceField):
        return [str(one) for one in value or ()]
    if isinstance(field, forms.BooleanField):
        return bool(value)
    if isinstance(field, forms.IntegerField):
        return int(value or 0)
    if isinstance(value, dict | int):  # kept as data or an amount, and written as text
        value = field.prepare_value(value)
    return "" if value is None else str(value)


def data_of(form: forms.ModelForm, sent: dict[str, Any]) -> dict[str, Any]:
    """What to bind a form to: its present values, and over them what was sent; public ids become keys."""
    have = show(form) | {name: value for name, value in sent.items() if value is not None}
    return {name: _bound(form.fields[name], value) for name, value in have.items() if name in form.fields}


def _bound(field: forms.Field, value: Any) -> Any:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [_key(field, one) for one in value]
    if isinstance(field, forms.ModelChoiceField):
        return _key(field, value) if value else ""
    return value.replace("\0", "") if isinstance(value, str) else value


def _key(field: forms.ModelChoiceField, id_: str) -> str:
    try:
        return str(key_of(id_, _letter(field)))
    except Exception:
        return "-1"


def _letter(field: forms.ModelChoiceField) -> str:
    """What the ids begin with that this field takes."""
    return LETTERS.get(field.queryset.model, "") if field.queryset is not None else ""
