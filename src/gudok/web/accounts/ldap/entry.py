"""A person as a directory tells of one: read from the attributes of the entry, in the writings of several makers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Attributes = Mapping[str, Sequence[bytes]]

IDS = ("entryUUID", "objectGUID", "ipaUniqueID", "nsUniqueId")
"""What stays when an entry is renamed or moved: OpenLDAP, Active Directory, FreeIPA, 389."""
SIGNS = ("userAccountControl", "accountExpires", "nsAccountLock", "loginDisabled", "pwdAccountLockedTime")
"""What a closed account is known by."""
DISABLED = 0x2
"""ADS_UF_ACCOUNTDISABLE of userAccountControl."""
NEVER = (0, 2**63 - 1)
"""accountExpires of an account without an end."""
EPOCH_S, TICKS = 11_644_473_600, 10_000_000
"""accountExpires counts tenths of microseconds since 1601."""
LOCKED_FOR_GOOD = "000001010000Z"


class Entry(NamedTuple):
    """`id` is the same for the same person for ever; `groups` in small letters, by whole name and by the first part."""

    dn: str
    id: str
    name: str
    email: str
    groups: frozenset[str]
    closed: bool


def wanted(*named: str) -> list[str]:
    """The attributes to ask for."""
    return [*(name for name in named if name), *IDS, *SIGNS]


def entry_of(dn: str, attributes: Attributes, *, name: str, email: str, groups: Iterable[str]) -> Entry:
    """`name` and `email` are the attributes that hold them."""
    have = {key.lower(): values for key, values in attributes.items()}
    return Entry(dn, _id(dn, have), _text(have, name), _text(have, email), group_names(groups), _is_closed(have))


def group_names(groups: Iterable[str]) -> frozenset[str]:
    """«CN=Operators,OU=…» is known by all of it and as «operators»."""
    found = {group.lower().strip() for group in groups}
    return frozenset(found | {first for group in found if (first := _first_part(group))})


def _first_part(group: str) -> str:
    kind, equals, rest = group.partition("=")
    if not equals or not kind.strip().isalnum():
        return ""
    end = next((at for at, char in enumerate(rest) if char == "," and rest[at - 1 : at] != "\\"), len(rest))
    return rest[:end].replace("\\", "").strip()


def _id(dn: str, have: Attributes) -> str:
    for name in IDS:
        for value in have.get(name.lower(), ()):
            # Active Directory keeps the sixteen bytes, the others their text.
            return str(UUID(bytes_le=bytes(value))) if name == "objectGUID" and len(value) == 16 else _word(value)
    return dn.lower()[:255]


def _is_closed(have: Attributes) -> bool:
    return any(_signs(have))


def _signs(have: Attributes) -> Iterator[bool]:
    control, ends = _text(have, "userAccountControl"), _text(have, "accountExpires")
    yield control.isdecimal() and bool(int(control) & DISABLED)
    yield ends.isdecimal() and int(ends) not in NEVER and int(ends) // TICKS - EPOCH_S < datetime.now(UTC).timestamp()
    yield _text(have, "nsAccountLock").lower() == "true"
    yield _text(have, "loginDisabled").lower() == "true"
    yield _text(have, "pwdAccountLockedTime") == LOCKED_FOR_GOOD


def _text(have: Attributes, name: str) -> str:
    return next((_word(value) for value in have.get(name.lower(), ())), "")


def _word(value: bytes) -> str:
    return bytes(value).decode("utf-8", "replace").replace("\0", "").strip()[:255]
