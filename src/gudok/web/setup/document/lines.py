"""Where in a TOML file a table, a row and a field stand."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.web.setup.document.words import Problem


class Lines:
    """The line of every header and every field of a file that is known to be TOML."""

    def __init__(self, text: str) -> None:
        self.lines: dict[tuple[str, ...], int] = {}
        here: tuple[str, ...] = ()
        for n, statement in statements(text):
            if statement.startswith("["):
                here = path(tomllib.loads(statement))
                self.lines.setdefault(here, n)
            else:
                self.lines.setdefault((*here, *path(tomllib.loads(statement))), n)

    def of(self, problem: Problem) -> int:
        """The nearest line: the field's, else the row's, else the table's; 0 when even that is not there."""
        whole = tuple(part for part in (problem.table, problem.key, problem.field) if part)
        nearest = (self.lines.get(whole[:n]) for n in range(len(whole), 0, -1))
        return next((line for line in nearest if line), self.beginning(problem.table))

    def beginning(self, table: str) -> int:
        return min((line for place, line in self.lines.items() if place[0] == table), default=0)


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the number of its first line; one of many lines is whole where it can be parsed."""
    first, gathered = 0, ""
    for n, line in enumerate(text.splitlines(keepends=True), 1):
        if not gathered and (not line.strip() or line.lstrip().startswith("#")):
            continue
        first = first if gathered else n
        gathered += line
        try:
            tomllib.loads(gathered)
        except tomllib.TOMLDecodeError:
            continue
        yield first, gathered.strip()
        gathered = ""


def path(content: Any) -> tuple[str, ...]:
    """The keys on the way down to the first value that is not a table of one key."""
    found: list[str] = []
    while isinstance(content, dict) and len(content) == 1:
        key = next(iter(content))
        found.append(key)
        content = content[key]
    return tuple(found)
