"""From a file to a document: what the file says, each field of its kind, each fault with its line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gudok.web.setup.document.fields import fits, plain
from gudok.web.setup.document.lines import Lines
from gudok.web.setup.document.registry import tables
from gudok.web.setup.document.words import FORMAT, BadDocumentError, Document, Problem, Row

if TYPE_CHECKING:
    from gudok.web.setup.document.tables import Table


def from_toml(text: str) -> Document:
    """The document a file describes, every field of every row named; raises BadDocumentError with every fault."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        told = _("this is not TOML: %(error)s") % {"error": error}
        raise BadDocumentError([Problem(told, line=int(place[1]) if place else len(text.splitlines()))]) from error
    document, problems = normal(content)
    if problems:
        raise BadDocumentError(placed(problems, text))
    return document


def placed(problems: list[Problem], text: str) -> list[Problem]:
    """The problems with the lines of the file they stand in, in the file's order."""
    lines = Lines(text)
    return sorted((problem._replace(line=lines.of(problem)) for problem in problems), key=lambda found: found.line)


def normal(content: dict[str, Any], lenient: bool = False) -> tuple[Document, list[Problem]]:
    """Rows with all their fields, from what somebody wrote. `lenient` passes over names nobody knows (any more)."""
    known, document = tables(), Document()
    problems: list[Problem] = []
    if content.get("format", FORMAT) != FORMAT:
        problems.append(Problem(_("Only format %(n)d is known.") % {"n": FORMAT}, field="format"))
    for name, rows in content.items():
        if name == "format":
            continue
        if name not in known:
            told = _("There is no such table; there are: %(names)s.") % {"names": ", ".join(known)}
            problems += [] if lenient else [Problem(told, name)]
            continue
        table = known[name]
        given = {"": rows} if table.single else rows
        if not isinstance(given, dict) or not all(isinstance(row, dict) for row in given.values()):
            problems.append(Problem(_("Write one table a row: [%(table)s.key].") % {"table": name}, name))
            continue
        document[name] = {key: normal_row(table, key, row, problems, lenient) for key, row in given.items()}
    problems += missing_rows(document)
    return document, problems


def normal_row(table: Table, key: str, given: Row, problems: list[Problem], lenient: bool) -> Row:
    row = {name: field.default for name, field in table.fields.items() if field.default is not None}
    for name, written in given.items():
        if name in table.secrets:
            row[name] = str(written)
            continue
        field = table.fields.get(name)
        if field is None:
            told = _("There is no such field; there are: %(names)s.") % {"names": ", ".join(table.fields)}
            problems += [] if lenient else [Problem(told, table.name, key, name)]
            continue
        value: Any = written if isinstance(written, float) else plain(written)
        if not fits(field, value):
            told = _("Expected: %(kind)s.") % {"kind": KIND_NAMES[field.kind]()}
            problems.append(Problem(told, table.name, key, name))
        elif value is not None:
            row[name] = sorted(set(value)) if field.kind == "many" else value
    return row


KIND_NAMES = {
    "flag": lambda: _("true or false"),
    "number": lambda: _("a whole number"),
    "text": lambda: _("a text in quotes"),
    "one": lambda: _("the key of a row in quotes"),
    "many": lambda: _("a list of keys of rows"),
}


def missing_rows(document: Document) -> list[Problem]:
    """Rows that are pointed to, but are neither in the document nor (for a table it leaves alone) in the records."""
    known, problems = tables(), []
    there = {name: set(document[name]) if name in document else set(table.rows()) for name, table in known.items()}
    for name, rows in document.items():
        far = [field for field in known[name].fields.values() if field.kind in {"one", "many"}]
        for key, row in rows.items():
            for field in far:
                value = row.get(field.name)
                asked = value if isinstance(value, list) else [value] if value else []
                for one in sorted(set(asked) - there[field.to]):
                    told = _("There is no row «%(key)s» in [%(table)s].") % {"key": one, "table": field.to}
                    problems.append(Problem(told, name, key, field.name))
    return problems
