"""What people write in lists, one a line: numbers, e-mail addresses, addresses, tags; read the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from gudok.web.people import numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 50
LONGEST_ADDRESS = 300
LONGEST_TAG = 40


def read_phone(line: str) -> str:
    """E.164 of a number in any writing; ValidationError for what is none."""
    e164 = numbers.e164_of(line)
    if not e164:
        raise ValidationError(_("This is not a telephone number: %(line)s"), params={"line": line[:60]})
    return e164


def read_email(line: str) -> str:
    address = line.lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(_("This is no e-mail address: %(line)s"), params={"line": line[:60]}) from None
    return address


def mask_email(address: str) -> str:
    """«maria@example.org» → «m•••@example.org»."""
    name, at, host = address.partition("@")
    return f"{name[:1]}•••{at}{host}"


def read_address(line: str) -> str:
    if len(line) > LONGEST_ADDRESS:
        raise ValidationError(_("Too long: %(name)s"), params={"name": line[:60]})
    return line


def read_tag(line: str) -> str:
    if len(line) > LONGEST_TAG:
        raise ValidationError(_("Too long: %(name)s"), params={"name": line[:60]})
    return line


READ: dict[str, Callable[[str], str]] = {
    "phones": read_phone, "emails": read_email, "addresses": read_address, "tags": read_tag,
}  # fmt: skip


def read_all(name: str, lines: Sequence[str]) -> list[str]:
    """The list `name` of these lines: each read, in order, doubles dropped; ValidationError names the wrong line."""
    found = list(dict.fromkeys(READ[name](line.strip()) for line in lines if line.strip()))
    if len(found) > MOST:
        raise ValidationError(_("Not more than %(most)d lines."), params={"most": MOST})
    return found
