"""Saving a case as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.cases import fields
from gudok.web.cases.actions import locked, seal
from gudok.web.drafts.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.accounts.models import User
    from gudok.web.cases.models import Case
    from gudok.web.drafts.merge import Change


@transaction.atomic
def save_fields(actor: User, pk: int, changes: Iterable[Change], seat: str) -> CaseSaving:
    """Save each change unless its field was changed by another page since; `seat` names the page."""
    saving = CaseSaving(actor, locked(pk), seat)
    saving.take_all(changes)
    if saving.changed:
        seal(actor, saving.case, saving.changed)
    return saving


class CaseSaving(Saving):
    def __init__(self, actor: User, case: Case, seat: str) -> None:
        super().__init__(actor, case, seat)
        self.case = case

    def place_of(self, name: str) -> str:
        return fields.place_of(name)

    def read(self, place: str, text: str) -> Any:
        return fields.read(place, text, self.actor, self.case)

    def current(self, place: str) -> Any:
        return fields.current(self.case, place)

    def shown(self, place: str, value: Any) -> str:
        return fields.shown(place, value)

    def write(self, name: str, place: str, before: Any, value: Any) -> None:
        setattr(self.case, "due_at" if place == "due" else place, value)
        self.note(name, place, fields.told(place, before), fields.told(place, value))
