"""The journal as an SQLite file: write-ahead log, compare-and-set by the turn's number as primary key.

An appended turn outlives the death of every process at once: it is with the operating system. The disk gets it some
milliseconds later from a thread (see keeper): a power cut ends all calls anyway, and who writes elsewhere what he read
here (the projector) has it put on the disk before. Nobody who waits in a queue waits for a disk. What callers typed is
sealed in it (see sealed).
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from gudok.core.state import Snapshot
from gudok.core.words import Turn
from gudok.edges.journal.keeper import Keeper, sync
from gudok.edges.journal.sealed import Seal, in_snapshot, in_turn

SCHEMA = """
create table if not exists turns (n integer primary key, at integer not null, body blob not null);
drop index if exists turns_at;
create table if not exists snapshots (n integer primary key, body blob not null);
"""
KEPT = 3
"""How many of the newest snapshots are kept."""
SPAN = 100_000
"""Of older ones, one in so many turns: an old call's story need not begin at the first turn."""
PAGE = 2_000
APPEND = "insert or ignore into turns select ?1, ?2, ?3 where ?4 = (select coalesce(max(n), 0) from turns)"
"""Compare-and-set in one statement, which alone is a transaction: the usual turn needs no more."""
AUTO_CHECKPOINT = 50_000
"""Pages after which the writer folds the log itself, should the keeper never find the time."""

encoder = msgspec.json.Encoder()
turn_decoder = msgspec.json.Decoder(Turn)
snapshot_decoder = msgspec.json.Decoder(Snapshot)


class Fenced(Exception):  # noqa: N818 the word of the house for it
    """Another engine has written to this journal: what this one believes is a guess."""


class SqliteJournal:
    """Reads and writes a journal file. One writer at a time survives; a second one's append raises `Fenced`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(path, timeout=10, isolation_level=None)
        path.chmod(0o600)
        self.seal = Seal(path)
        self.seal.make()
        self.db.execute("pragma journal_mode=wal")
        self.db.execute("pragma synchronous=normal")
        self.db.execute(f"pragma wal_autocheckpoint={AUTO_CHECKPOINT}")
        self.db.executescript(SCHEMA)
        self.keeper = Keeper(path)

    def load(self) -> tuple[int, Snapshot | None]:
        return newest(self.db, self.seal)

    def tail(self, after: int) -> Iterator[Turn]:
        return tail(self.db, self.seal, after)

    def append(self, turns: Sequence[Turn]) -> None:
        """Write turns in one transaction; raises Fenced when one of the numbers is taken or one before is missing.

        Raises OSError or sqlite3.Error when this, or putting earlier turns on the disk, has failed.
        """
        if self.keeper.error is not None:
            raise self.keeper.error
        rows = [(turn.n, turn.came.at, encoder.encode(in_turn(turn, self.seal.close)), turn.n - 1) for turn in turns]
        if len(rows) > 1:
            self.db.execute("begin immediate")
        try:
            for row in rows:
                if self.db.execute(APPEND, row).rowcount != 1:
                    raise Fenced(f"turn {row[0]} does not follow the journal's last one")  # noqa: TRY301
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("rollback")
            raise
        if self.db.in_transaction:
            self.db.execute("commit")
        self.keeper.wrote()

    def keep(self, n: int, snapshot: Snapshot) -> None:
        body = encoder.encode(in_snapshot(snapshot, self.seal.close))
        self.db.execute("insert or replace into snapshots values (?, ?)", (n, body))
        self.db.execute(
            "delete from snapshots where n not in (select n from snapshots order by n desc limit ?)"
            " and n not in (select min(n) from snapshots group by n / ?)",
            (KEPT, SPAN),
        )

    def close(self) -> None:
        self.keeper.end()
        self.db.close()


class JournalReader:
    """Reads a journal that another process writes; opens it anew when it does not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seal = Seal(path)
        self.db: sqlite3.Connection | None = None

    def connection(self) -> sqlite3.Connection | None:
        """The connection, or None while there is no journal."""
        if self.db is None and self.path.exists():
            db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10, check_same_thread=False)
            if db.execute("select 1 from sqlite_master where name = 'snapshots'").fetchone() is None:
                db.close()
                return None
            self.db = db
        return self.db

    def load(self, before: int | None = None) -> tuple[int, Snapshot | None]:
        """The newest snapshot (standing at or before turn `before`), with its turn number."""
        db = self.connection()
        return newest(db, self.seal, before) if db else (0, None)

    def tail(self, after: int) -> Iterator[Turn]:
        db = self.connection()
        return tail(db, self.seal, after) if db else iter(())

    def find(self, piece: str) -> Iterator[Turn]:
        """The turns in whose JSON a piece of text stands, in order: a look through the whole file."""
        db = self.connection()
        query = "select body from turns where instr(body, ?) order by n"
        for (body,) in db.execute(query, (piece.encode(),)) if db else ():
            yield in_turn(turn_decoder.decode(body), self.seal.open)

    def last(self) -> int:
        """The number of the newest turn, 0 for none."""
        db = self.connection()
        return int(db.execute("select coalesce(max(n), 0) from turns").fetchone()[0]) if db else 0

    def settle(self) -> None:
        """Have all that can be read now on the disk, so that what is made of it never knows more; raises OSError."""
        if self.connection() is not None:
            sync(self.path)

    def at(self, time: int) -> int:
        """The number of the last turn before a time (UTC ms): turns' times never run backwards, so it is bisected."""
        db = self.connection()
        if db is None:
            return 0
        first, last = db.execute("select coalesce(min(n), 1), coalesce(max(n), 0) from turns").fetchone()
        return int(first) - 1 + bisect_left(range(first, last + 1), time, key=self.time)

    def time(self, n: int) -> int:
        """The time of the turn `n`, or of the next one there is: some of the oldest may have been pruned."""
        db = self.connection()
        row = db.execute("select at from turns where n >= ? order by n limit 1", (n,)).fetchone() if db else None
        return int(row[0]) if row else 0

    def close(self) -> None:
        if self.db is not None:
            self.db.close()
            self.db = None


def newest(db: sqlite3.Connection, seal: Seal, before: int | None = None) -> tuple[int, Snapshot | None]:
    where = "" if before is None else f"where n <= {int(before)}"
    row = db.execute(f"select n, body from snapshots {where} order by n desc limit 1").fetchone()  # noqa: S608
    return (row[0], in_snapshot(snapshot_decoder.decode(row[1]), seal.open)) if row else (0, None)


def tail(db: sqlite3.Connection, seal: Seal, after: int) -> Iterator[Turn]:
    """Turns in pages, so that no read transaction stays open while a reader works."""
    while True:
        rows = db.execute("select n, body from turns where n > ? order by n limit ?", (after, PAGE)).fetchall()
        for n, body in rows:
            yield in_turn(turn_decoder.decode(body), seal.open)
            after = n
        if len(rows) < PAGE:
            return
