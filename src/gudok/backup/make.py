"""Making an archive while everything runs."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tarfile
import tempfile
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from gudok import __version__
from gudok.backup import postgres
from gudok.backup.cipher import Sealer
from gudok.backup.words import FORMAT, JOURNAL, MANIFEST, RECORDS, BackupError, Manifest, Member
from gudok.install.lang import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.settings import DataFolder

MADE_ANEW = ("run", "log", "asterisk")
"""Folders of the data folder that a start makes again."""
LIVE = (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".part")
"""Endings of files that are no copy of themselves while the centre runs."""
READ = 1 << 20


def make(data: DataFolder, out: Path, *, recordings: bool, passphrase: str = "") -> Manifest:
    """Write the archive, whole or not at all; Django has been started on this data folder. Raises BackupError.

    The records come before the journal: rows must never know turns that the journal has not.
    """
    part = out.with_name(f".{out.name}.part")
    try:
        with ExitStack() as stack:
            file: IO[bytes] = stack.enter_context(os.fdopen(_private(part), "wb"))
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=data.run, prefix="backup-")))
            target: Any = stack.enter_context(Sealer(file, passphrase)) if passphrase else file
            packed = stack.enter_context(tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT))
            manifest = _fill(packed, data, scratch, recordings=recordings)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        raise BackupError(f"{error.filename or out}: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _private(path: Path) -> int:
    path.unlink(missing_ok=True)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _fill(packed: tarfile.TarFile, data: DataFolder, scratch: Path, *, recordings: bool) -> Manifest:
    kind, major = records_kind()
    records = scratch / RECORDS[kind]
    counts, migrations = counted(), known_migrations()
    if kind == "sqlite":
        copy_sqlite(data.records, records)
    else:
        from django.db import connection

        dump = ("--format=custom", "--no-owner", "--no-privileges", f"--file={records}")
        postgres.run("pg_dump", connection.settings_dict, major, *dump)
    members = [_add(packed, records, records.name)]
    turn = 0
    if data.journal.exists():
        journal = scratch / JOURNAL
        turn = copy_sqlite(data.journal, journal, "select coalesce(max(n), 0) from turns")
        members.append(_add(packed, journal, JOURNAL))
    for path, name in _files(data, recordings=recordings):
        # What was deleted since it was listed (a recording whose time is over) is no loss.
        with suppress(FileNotFoundError):
            members.append(_add(packed, path, name))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = Manifest(FORMAT, __version__, now, kind, major, turn, counts, migrations, recordings, members)
    content = msgspec.json.format(msgspec.json.encode(manifest))
    _put(packed, MANIFEST, io.BytesIO(content), len(content))
    return manifest


def records_kind() -> tuple[str, int]:
    """`sqlite` or `postgresql`, and the server's major version."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return "sqlite", 0
    connection.ensure_connection()
    return "postgresql", connection.connection.info.server_version // 10_000


def known_migrations() -> list[str]:
    """What the records have seen, as «app.migration»."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def counted() -> dict[str, int]:
    """Rows by table, a moment before they are copied: for people's eyes, not a proof."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model._default_manager.count() for model in models if model._meta.managed}


def copy_sqlite(source: Path, target: Path, ask: str = "") -> int:
    """A copy of one moment of a file that others go on writing to; with `ask`, the copy's answer to a question."""
    if not source.exists():
        raise BackupError(tr(f"{source} is not there.", f"Нет файла {source}."))
    came, went = sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30), sqlite3.connect(target)
    try:
        came.backup(went)
        return int(went.execute(ask).fetchone()[0]) if ask else 0
    finally:
        came.close()
        went.close()


def _files(data: DataFolder, *, recordings: bool) -> Iterator[tuple[Path, str]]:
    """Everything else in the data folder: settings, keys, sounds, what rooms of later days keep there."""
    left_out = {*MADE_ANEW, *(() if recordings else (data.recordings.name,))}
    for path in sorted(data.path.rglob("*")):
        name = path.relative_to(data.path)
        live = name.parent == Path() and name.name.endswith(LIVE)
        if path.is_file() and not path.is_symlink() and name.parts[0] not in left_out and not live:
            yield path, name.as_posix()


class _Counted(io.RawIOBase):
    """A file that is read once, with its sum."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        found = self.file.read(size)
        self.sum.update(found)
        return found


def _add(packed: tarfile.TarFile, path: Path, name: str) -> Member:
    # A file that grows meanwhile (a recording) is taken as long as it was.
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return Member(name, size, _put(packed, name, file, size))


def _put(packed: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> str:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    counted_file = _Counted(file)
    packed.addfile(info, counted_file)
    return counted_file.sum.hexdigest()
