from __future__ import annotations

from typing import NamedTuple

from gudok.web.joined.addresses import filled
from gudok.web.joined.models import ScreenPop


class Pop(NamedTuple):
    """`when`: as ScreenPop has it."""

    address: str
    when: str


def pop(values: dict[str, str]) -> Pop | None:
    """The page that belongs to a call with these variables; None where none is set up."""
    row = ScreenPop.objects.exclude(address="").first()
    return Pop(filled(row.address, values), row.when) if row else None
