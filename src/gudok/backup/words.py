"""What stands in an archive, and why one is refused."""

from __future__ import annotations

import msgspec

FORMAT = 1
"""Of archives; an archive of a later one is refused."""
MANIFEST = "manifest.json"
"""The archive's last member: what stands before it was whole when it was written."""
RECORDS = {"sqlite": "records.sqlite3", "postgresql": "records.pgdump"}
JOURNAL = "journal.sqlite3"


class BackupError(Exception):
    """It cannot be done, and nothing was changed; the text says why and what to do, in the reader's language."""


class Member(msgspec.Struct, frozen=True):
    """A file of the archive."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What the archive holds. `migrations`: all that its records have seen; `postgresql`: the major version, or 0."""

    format: int
    gudok: str
    made: str
    """ISO 8601, UTC."""
    records: str
    postgresql: int
    turn: int
    """The journal's last."""
    counts: dict[str, int]
    """Rows by table."""
    migrations: list[str]
    recordings: bool
    files: list[Member]
