"""Indexes of three-letter pieces, so that a part of a word is found without reading every row.

PostgreSQL has them in pg_trgm (where it may not be made, searches read on), SQLite in a table beside the table that
triggers keep. Both are looked after when the tables have been brought up to date: Django makes a table of SQLite anew
for some changes, and its triggers are gone then.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, transaction

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)
_indexed: dict[str, Mapping[str, str]] = {}


def add(table: str, **columns: str) -> None:
    """Have columns of text indexed: the name of PostgreSQL's index of each."""
    _indexed[table] = columns


def known() -> Mapping[str, Mapping[str, str]]:
    """Tables with their columns and PostgreSQL's indexes."""
    return _indexed


def has(table: str, column: str) -> bool:
    return column in _indexed.get(table, {})


def beside(table: str) -> str:
    """SQLite's table of pieces."""
    return f"{table}_parts"


def keep(connection: Any) -> None:
    """Make what is missing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _keep_sqlite(connection, cursor)
        elif connection.vendor == "postgresql":
            _keep_postgresql(connection, cursor)


def _keep_postgresql(connection: Any, cursor: Any) -> None:
    cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = ANY (CURRENT_SCHEMAS(false))")
    there = {name for (name,) in cursor.fetchall()}
    tables = set(connection.introspection.table_names(cursor))
    missing = [
        (index, table, column)
        for table, columns in _indexed.items()
        if table in tables
        for column, index in columns.items()
        if index not in there
    ]
    if not missing:
        return
    try:
        with transaction.atomic(using=connection.alias):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for index, table, column in missing:
                cursor.execute(f"CREATE INDEX {index} ON {table} USING gin ({column} gin_trgm_ops)")
    except DatabaseError as error:
        log.warning("no index for parts of words, large lists are searched slowly: %s", error)


def _keep_sqlite(connection: Any, cursor: Any) -> None:
    cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
    there = {name for (name,) in cursor.fetchall()}
    for table, columns in _indexed.items():
        parts = beside(table)
        whole = {parts, *(f"{parts}_{what}" for what in ("added", "gone", "changed"))}
        if table in there and not whole <= there:
            with transaction.atomic(using=connection.alias):
                for statement in _statements(table, tuple(columns)):
                    cursor.execute(statement)


def _statements(table: str, columns: tuple[str, ...]) -> list[str]:
    parts, names = beside(table), ", ".join(columns)
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
    put = f"INSERT INTO {parts} (rowid, {names}) VALUES (new.rowid, {new});"
    take = f"INSERT INTO {parts} ({parts}, rowid, {names}) VALUES ('delete', old.rowid, {old});"
    return [
        *(f"DROP TRIGGER IF EXISTS {parts}_{what}" for what in ("added", "gone", "changed")),
        f"DROP TABLE IF EXISTS {parts}",
        f"CREATE VIRTUAL TABLE {parts} USING fts5({names}, content='{table}', tokenize='trigram')",
        f"INSERT INTO {parts} ({parts}) VALUES ('rebuild')",
        f"CREATE TRIGGER {parts}_added AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER {parts}_gone AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {parts}_changed AFTER UPDATE OF {names} ON {table} WHEN {differs} BEGIN {take} {put} END",
    ]
