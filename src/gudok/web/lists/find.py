"""Rows found by parts of words: those an index finds if they are few, else by reading on in the list's own order.

A list shows fifty. What very many rows have is found soon by reading on; what few have must not be looked for in all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL

from gudok.web.lists import trigrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

MOST = 20_000
FEW = 2000
"""Of a list in the order of time: what more rows have is spread over all of it, and fifty are soon read."""
PIECE = 3
"""Letters: an index of pieces finds nothing shorter."""


class Part(NamedTuple):
    """A selection of keys, in SQL."""

    sql: str
    params: tuple[Any, ...]


def equal(table: str, column: str, value: str | int, key: str = "id") -> Part:
    return Part(f"SELECT {key} FROM {table} WHERE {column} = %s", (value,))


def containing(table: str, column: str, words: Sequence[str], key: str = "id") -> Part | None:
    """Rows in whose column all words stand, in any case; None where no index can help, as with very short words."""
    long = [word for word in words if len(word) >= PIECE]
    if not long or not trigrams.has(table, column):
        return None
    if connection.vendor == "postgresql":
        return Part(
            f"SELECT {key} FROM {table} WHERE {' AND '.join(f'{column} ILIKE %s' for _ in words)}",
            tuple(map(_like, words)),
        )
    parts = trigrams.beside(table)
    short = [word for word in words if len(word) < PIECE]
    also = "".join(f" AND {column} LIKE %s ESCAPE '\\'" for _ in short)
    match = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
    return Part(
        f"SELECT {key} FROM {table} WHERE rowid IN (SELECT rowid FROM {parts} WHERE {parts} MATCH %s){also}",
        (f"{column} : ({match})", *map(_like, short)),
    )


def beginning(table: str, column: str, text: str, key: str = "id") -> Part:
    """Rows whose column begins with a text, by the column's own index."""
    if connection.vendor == "postgresql":
        return Part(f"SELECT {key} FROM {table} WHERE {column} LIKE %s", (_like(text)[1:],))
    return Part(f"SELECT {key} FROM {table} WHERE {column} >= %s AND {column} < %s", (text, text + "\U0010ffff"))


def some(parts: Sequence[Part | None], most: int) -> list[Any]:
    """So many keys of each part at the most."""
    found: dict[Any, None] = {}
    with connection.cursor() as cursor:
        for part in parts:
            if part is not None:
                cursor.execute(f"{part.sql} LIMIT {most}", part.params)
                found |= dict.fromkeys(key for (key,) in cursor.fetchall())
    return list(found)


def of(table: str, column: str, part: Part, key: str = "id") -> Part:
    """Rows whose column holds a key that another part gives."""
    return Part(f"SELECT {key} FROM {table} WHERE {column} IN ({part.sql})", part.params)


def among(rows: QuerySet[Any], parts: Sequence[Part | None], most: int = MOST) -> QuerySet[Any] | None:
    """The rows whose key one of the parts gives; None if they are so many, or no index helps: then read on."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    sql, params = " UNION ".join(part.sql for part in known), tuple(value for part in known for value in part.params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM (SELECT * FROM ({sql}) AS found LIMIT {most + 1}) AS counted", params)
        many = cursor.fetchone()[0] > most
    return None if many else rows.filter(pk__in=RawSQL(sql, params))


def _like(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, "\\" + sign)
    return f"%{word}%"
