"""Saving a record as it is typed: field by field, merged with what others have saved meanwhile, never over it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

from gudok.web.drafts.history import note_change
from gudok.web.drafts.merge import newer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.accounts.models import User
    from gudok.web.drafts.merge import Change
    from gudok.web.drafts.models import Record


class RefusedError(ValueError):
    """A value that cannot be: the message is for people."""


class Conflict(NamedTuple):
    """Somebody else's later value of a field, as the form shows it, and whose it is; None: what it is of is gone."""

    theirs: str | None
    who: str


class Saving(ABC):
    """One save's way through its changes. The record's row is locked; `seat` names the page they come from."""

    def __init__(self, actor: User, record: Record, seat: str) -> None:
        self.actor, self.record, self.seat = actor, record, seat
        self.changed: list[str] = []
        self.conflicts: dict[str, Conflict] = {}
        self.wrong: dict[str, str] = {}

    def take_all(self, changes: Iterable[Change]) -> None:
        for change in changes:
            self.take(change)

    def take(self, change: Change) -> None:
        """Save a change unless its field was changed by another page since."""
        try:
            place = self.place_of(change.field)
            value = self.read(place, change.value)
        except RefusedError as refusal:
            self.wrong[change.field] = str(refusal)
            return
        if self.gone(change, place):
            return
        before = self.current(place)
        if before == value:
            return
        if who := newer(self.record.versions, change, self.seat):
            self.conflicts[change.field] = Conflict(self.shown(place, before), who)
            return
        self.write(change.field, place, before, value)

    def note(self, name: str, kind: str, before: str, after: str, what: str = "") -> None:
        """A field was written: count it and, once the record is placed, tell it in the history."""
        self.record.version += 1
        self.record.versions[name] = [self.record.version, self.seat, str(self.actor)]
        self.changed.append(name)
        if not self.record.draft:
            note_change(self.actor, self.record, kind, before, after, what)

    @abstractmethod
    def place_of(self, name: str) -> Any:
        """Where a field's name leads; RefusedError for what is no field."""

    @abstractmethod
    def read(self, place: Any, text: str) -> Any:
        """The value behind what was sent; RefusedError for what cannot be, or may not."""

    @abstractmethod
    def current(self, place: Any) -> Any:
        """What the field holds."""

    @abstractmethod
    def shown(self, place: Any, value: Any) -> str:
        """A value as it stands in the form."""

    @abstractmethod
    def write(self, name: str, place: Any, before: Any, value: Any) -> None:
        """Write the field and `note` it."""

    def gone(self, change: Change, place: Any) -> bool:
        """Whether what the field is of is not there any more; a conflict is told here."""
        return False
