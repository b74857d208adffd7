"""What a value of an own field may be: one pure function for the form, the API and an imported table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

Value = str | int | float | bool
"""As kept in JSON: text and choices as they are, dates as 2026-11-30, whole numbers as such."""
LONGEST = 1000
LARGEST = 10**15
YES = frozenset({"yes", "true", "1", "+", "да", "y", "on"})
NO = frozenset({"no", "false", "0", "-", "нет", "n", "off"})
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


class Spec(NamedTuple):
    """A field: `kind` is text, number, date, choice or flag."""

    code: str
    name: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = False


class WrongValueError(ValueError):
    """The value is none of this field; `code` says why: required, long, number, date, choice, flag."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def typed(spec: Spec, raw: object) -> Value | None:
    """The value as it is kept, of what was typed, sent or read from a table's cell; None for none.

    Raises WrongValueError.
    """
    if isinstance(raw, str):
        raw = raw.replace("\0", "").strip()
    if raw is None or raw == "":
        if spec.required:
            raise WrongValueError("required")
        return None
    return _READ[spec.kind](spec, raw)


def all_typed(
    specs: Sequence[Spec], sent: Mapping[str, object], kept: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, str]]:
    """The record's values after what was `sent`, and errors' codes by field.

    What was not sent stays as `kept`, also values of fields that are no more; one that stays is not checked anew.
    """
    values, errors = dict(kept), {}
    for spec in specs:
        if spec.code not in sent and spec.code in kept:
            continue
        raw = sent.get(spec.code)
        if raw is not None and spec.code in kept and raw == kept[spec.code] and type(raw) is type(kept[spec.code]):
            continue
        try:
            value = typed(spec, raw)
        except WrongValueError as error:
            errors[spec.code] = error.code
            continue
        values.pop(spec.code, None)
        if value is not None:
            values[spec.code] = value
    return values, errors


def _text(spec: Spec, raw: object) -> str:
    text = str(raw)
    if len(text) > LONGEST:
        raise WrongValueError("long")
    return text


def _number(spec: Spec, raw: object) -> int | float:
    if isinstance(raw, bool):
        raise WrongValueError("number")
    text = re.sub(r"[\s\u00a0\u202f']", "", str(raw)).replace(",", ".")
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise WrongValueError("number") from None
    if not found.is_finite() or abs(found) > LARGEST:
        raise WrongValueError("number")
    return int(found) if found == found.to_integral_value() else round(float(found), 6)


def _date(spec: Spec, raw: object) -> str:
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    if isinstance(raw, dt.date):
        return raw.isoformat()
    text = str(raw)
    turned = _DAY_FIRST.fullmatch(text)
    if turned:
        text = f"{turned[3]}-{int(turned[2]):02d}-{int(turned[1]):02d}"
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise WrongValueError("date") from None


def _choice(spec: Spec, raw: object) -> str:
    wanted = str(raw).casefold()
    for option in spec.options:
        if option.casefold() == wanted:
            return option
    raise WrongValueError("choice")


def _flag(spec: Spec, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).casefold()
    if text not in YES | NO:
        raise WrongValueError("flag")
    return text in YES


_READ = {"text": _text, "number": _number, "date": _date, "choice": _choice, "flag": _flag}
