"""Bringing a document into the rows: all of it in one transaction, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.setup.actions import together
from gudok.web.setup.document.compare import Change, compare
from gudok.web.setup.document.read import placed
from gudok.web.setup.document.registry import tables
from gudok.web.setup.document.words import BadDocumentError, Document, Problem
from gudok.web.setup.document.write import present

if TYPE_CHECKING:
    from django.db import models

    from gudok.web.accounts.models import User


def try_out(document: Document, text: str = "", actor: User | None = None) -> list[Change]:
    """What applying would change, tried and taken back; raises BadDocumentError, with lines of `text` if given."""
    with transaction.atomic():
        changes = apply(actor, document, text=text)
        transaction.set_rollback(True)
    return changes


def apply(actor: User | None, document: Document, *, by: str = "", text: str = "") -> list[Change]:
    """Bring the rows to the document; says what was changed. Raises BadDocumentError, and then nothing has changed.

    `by` names who did it where that is not a person of the records; `text` is the file, for the lines of faults.
    """
    with transaction.atomic():
        changes = compare(_comparable(document), document)
        if changes:
            with together(actor, by):
                problems = _Writer(actor, by).write(changes)
            if problems:
                raise BadDocumentError(placed(problems, text) if text else problems)
    return changes


def _comparable(document: Document) -> Document:
    """The present rows with such secrets only as the document names: a secret left out is kept."""
    now = present(document, secrets=True)
    for name, rows in now.items():
        secrets = tables()[name].secrets
        for key, row in rows.items():
            wanted = document.get(name, {}).get(key, {})
            for secret in secrets:
                if secret not in wanted:
                    row.pop(secret, None)
    return now


class _Writer:
    """Writes changes in an order in which everything that is pointed to is there."""

    def __init__(self, actor: User | None, by: str) -> None:
        self.actor, self.by = actor, by
        self.found: dict[tuple[str, str], models.Model | None] = {}
        self.problems: list[Problem] = []

    def look(self, table: str, key: str) -> models.Model | None:
        """The row a field points to."""
        if (table, key) not in self.found:
            kind = tables()[table]
            self.found[table, key] = kind.model._default_manager.filter(**{kind.key: key}).first()
        return self.found[table, key]

    def write(self, changes: list[Change]) -> list[Problem]:
        known = tables()
        pictures = {(c.table, c.key): known[c.table].picture(c.key) if c.before is not None else {} for c in changes}
        for change in changes:
            if change.before is not None:
                known[change.table].step_aside(change.key, change.fields, change.after is None)
        if self.forbidden(changes):
            return self.problems
        added = [change for change in changes if change.before is None and change.after is not None]
        failed = [self.note(c, known[c.table].begin(c.key, c.after or {}, self.look)) for c in added]
        if any(failed):
            return self.problems
        for change in changes:
            if change.after is not None:
                self.finish(change, pictures[change.table, change.key])
        self.drop([change for change in reversed(changes) if change.after is None], pictures)
        for name in {change.table for change in changes}:
            self.problems += [Problem(text, name, "", field) for field, text in known[name].whole().items()]
        return self.problems

    def forbidden(self, changes: list[Change]) -> bool:
        """Note what this person may not do."""
        for change in changes:
            told = [
                tables()[change.table].refuses(self.actor, change.key, row) for row in change[2:] if row is not None
            ]
            refusal = next(filter(None, told), "")
            self.note(change, {"": refusal} if refusal else {})
        return bool(self.problems)

    def drop(self, gone: list[Change], pictures: dict[tuple[str, str], dict[str, Any]]) -> None:
        for change in gone:
            table = tables()[change.table]
            self.note(change, table.drop(self.actor, self.by, change.key, pictures[change.table, change.key]))

    def finish(self, change: Change, picture: dict[str, Any]) -> None:
        table, after = tables()[change.table], change.after or {}
        # A field that is empty now is not named: it must be written all the same.
        values = dict.fromkeys((change.before or {}).keys() - after.keys()) | after
        known = {name: value for name, value in values.items() if name in {*table.fields, *table.secrets}}
        self.note(change, table.finish(self.actor, self.by, change.key, known, self.look, picture))

    def note(self, change: Change, wrong: dict[str, str]) -> bool:
        self.problems += [Problem(text, change.table, change.key, field) for field, text in wrong.items()]
        return bool(wrong)
