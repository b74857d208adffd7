"""Whether a change may be written over what has become of its field meanwhile. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Change(NamedTuple):
    """A field's new value as it was typed, and the order's version that the page knew then."""

    field: str
    value: str
    base: int


def newer(versions: Mapping[str, Sequence[object]], change: Change, seat: str) -> str | None:
    """Who else has changed the field since the page has seen it; None when nobody has.

    A page's own earlier change is none: its answer may have been lost on the way.
    """
    last = versions.get(change.field)
    if last is None:
        return None
    version, by_seat, who = last
    return str(who) if isinstance(version, int) and version > change.base and by_seat != seat else None
