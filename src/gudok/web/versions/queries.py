"""Reading versions: what each one changed, and what going back would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.web.setup.document.compare import Change, compare
from gudok.web.setup.document.read import normal
from gudok.web.setup.document.write import present
from gudok.web.versions.models import Version

if TYPE_CHECKING:
    from gudok.web.setup.document.words import Document, Row


def before(version: Version) -> Document:
    """The set-up before this version."""
    earlier = Version.objects.filter(n__lt=version.n).first()
    return earlier.document if earlier else {}


def changes_of(version: Version) -> list[Change]:
    return compare(before(version), version.document)


class Undo(NamedTuple):
    """The document with one version's change taken back, and what stands in the way: later changes of the same."""

    document: Document
    overtaken: list[Change]


def document_of(version: Version) -> Document:
    """What the version says, as the tables are today: fields it did not know have their defaults."""
    return normal(version.document, lenient=True)[0]


def without(version: Version) -> Undo:
    """The present set-up with the version's change taken back; fields changed again since stay as they are."""
    now = present()
    overtaken: list[Change] = []
    for change in changes_of(version):
        rows = now.setdefault(change.table, {})
        if not take_back(rows, change):
            overtaken.append(change)
    return Undo(normal(now, lenient=True)[0], overtaken)


def take_back(rows: dict[str, Row], change: Change) -> bool:
    """Take one change out of the present rows; False when it was overtaken by a later one."""
    row = rows.get(change.key)
    if change.after is None:
        if row is not None or change.before is None:
            return False
        rows[change.key] = dict(change.before)
        return True
    if row is None:
        return False
    if change.before is None:
        del rows[change.key]
        return True
    clear = [name for name in change.fields if row.get(name) == change.after.get(name)]
    for name in clear:
        if name in change.before:
            row[name] = change.before[name]
        else:
            row.pop(name, None)
    return len(clear) == len(change.fields)
