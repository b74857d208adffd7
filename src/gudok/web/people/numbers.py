"""Telephone numbers: reading what a network sends or a person types, and showing it."""

from __future__ import annotations

import re
from typing import NamedTuple

import phonenumbers
from django.conf import settings
from phonenumbers import NumberParseException, PhoneNumberFormat

from gudok.core.calls.mask import mask

__all__ = ["Number", "e164_of", "mask", "parse", "show", "show_dialled"]

LONGEST = 32
_ANONYMOUS = frozenset({"", "anonymous", "restricted", "unknown", "unavailable", "private", "asterisk", "s"})
_LOOKS_DIALLED = re.compile(r"[+\d][\d\s()./-]*")


class Number(NamedTuple):
    """A number as stored and as shown. `e164` is empty when the number is hidden, short or not a telephone's."""

    e164: str
    shown: str


def parse(raw: str, region: str = "") -> Number:
    """Read a number in any writing; never raises. Without a country code it is of `region`, or of the centre's country.

    «sip:+79123456789@trunk», «8 (912) 345-67-89» and «79123456789» are one number; a hidden one is empty; a short or
    odd one («102», «alice») keeps its own writing and has no E.164.
    """
    text = _user_part(raw)
    if text.lower() in _ANONYMOUS:
        return Number("", "")
    parsed = _valid(text, region or settings.GUDOK.company.country) if _LOOKS_DIALLED.fullmatch(text) else None
    if parsed is None:
        return Number("", text)
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return Number(e164, _written(parsed))


def e164_of(raw: str) -> str:
    """Only the E.164 that `parse` finds: a table of many numbers need not show them."""
    text = _user_part(raw)
    parsed = _valid(text, settings.GUDOK.company.country) if _LOOKS_DIALLED.fullmatch(text) else None
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) if parsed else ""


def show(e164: str) -> str:
    """An E.164 number in the writing people read; anything else as it is."""
    return parse(e164).shown if e164.startswith("+") else e164


def show_dialled(digits: str) -> str:
    """A number of ours, stored as digits only, in the writing people read; a short one as it is."""
    number = parse(f"+{digits}")
    return number.shown if number.e164 else digits


def _user_part(raw: str) -> str:
    """The user of a SIP address, or the text itself, cleaned of control characters and cut to a sane length."""
    text = "".join(char for char in str(raw or "") if char.isprintable()).strip().strip("<>").strip()
    text = re.sub(r"^(sips?|tel):", "", text, flags=re.IGNORECASE)
    return re.split(r"[@;]", text, maxsplit=1)[0].strip()[:LONGEST]


def _valid(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    # Networks often drop the plus of an international number, so both readings are tried.
    for candidate in (text, f"+{text}"):
        try:
            parsed = phonenumbers.parse(candidate, region)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return parsed
    return None


def _written(parsed: phonenumbers.PhoneNumber) -> str:
    free = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.TOLL_FREE
    if free and parsed.country_code == 7:
        return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL).replace("(", "").replace(")", "")
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
