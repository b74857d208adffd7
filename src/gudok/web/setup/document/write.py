"""From the rows to a document, and from a document to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomlkit
from django.utils.translation import gettext as _

from gudok.web.setup.document.registry import tables
from gudok.web.setup.document.words import FORMAT, Document

if TYPE_CHECKING:
    from collections.abc import Collection


def present(only: Collection[str] = (), secrets: bool = False) -> Document:
    """The set-up as it is now; `only` names tables. Secrets are left out unless asked for."""
    return {name: table.read(secrets) for name, table in tables().items() if not only or name in only}


def to_toml(document: Document) -> str:
    """The document as a file, tables and rows in their order, fields in the models'."""
    file = tomlkit.document()
    file.add(tomlkit.comment(_("Gudok's set-up. A table left out stays as it is; a row left out of its table goes.")))
    file.add("format", tomlkit.item(FORMAT))
    known = tables()
    for name in known:
        if name not in document:
            continue
        file.add(tomlkit.nl())
        file.add(tomlkit.comment(str(known[name].title)))
        rows = document[name]
        file.add(name, tomlkit.item(rows.get("", {}) if known[name].single else rows))
    return tomlkit.dumps(file)
