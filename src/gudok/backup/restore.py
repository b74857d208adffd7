"""Restoring an archive into an empty folder: everything is looked at first, and nothing is changed before."""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

import gudok
from gudok import __version__
from gudok.backup import postgres
from gudok.backup.cipher import MAGIC, Opener
from gudok.backup.words import FORMAT, MANIFEST, RECORDS, BackupError, Manifest
from gudok.install.lang import tr
from gudok.settings import SettingsError, load, save

if TYPE_CHECKING:
    from collections.abc import Set

    from gudok.settings import DataFolder

READ = 1 << 20
DJANGOS = ("auth", "contenttypes", "sessions")
"""Apps that are Django's own: theirs do not tell which Gudok it was."""


def restore(archive: Path, data: DataFolder, *, passphrase: str = "", database: str = "") -> Manifest:
    """Make a data folder, not there yet or empty, of an archive; raises BackupError, then nothing is changed.

    Records of PostgreSQL go to `database`, or to the one the archive's settings name; it must be empty.
    """
    if data.path.exists() and any(data.path.iterdir()):
        raise BackupError(tr(f"{data.path} is not empty.", f"Папка {data.path} не пуста."))
    data.path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=data.path.parent, prefix=f".{data.path.name}.restoring-") as folder:
            scratch = Path(folder) / "data"
            scratch.mkdir(mode=0o700)
            manifest = unpack(archive, scratch, passphrase)
            check(manifest)
            _records(manifest, scratch, database)
            if data.path.exists():
                data.path.rmdir()
            scratch.rename(data.path)
    except OSError as error:
        raise BackupError(f"{error.filename or data.path}: {error.strerror}.") from error
    return manifest


def unpack(archive: Path, folder: Path, passphrase: str) -> Manifest:
    """All files of the archive, each as its manifest says; raises BackupError."""
    found: dict[str, tuple[int, str]] = {}
    manifest: Manifest | None = None
    try:
        with ExitStack() as stack:
            came = _opened(stack.enter_context(archive.open("rb")), passphrase)
            packed = stack.enter_context(tarfile.open(fileobj=came, mode="r|"))
            for info in packed:
                if manifest is not None or not _safe(info):
                    raise BackupError(_foreign(archive))
                file: Any = packed.extractfile(info)
                if info.name == MANIFEST:
                    manifest = msgspec.json.decode(file.read(), type=Manifest)
                else:
                    found[info.name] = _copy(file, folder / info.name)
    except (tarfile.TarError, msgspec.DecodeError) as error:
        raise BackupError(_foreign(archive)) from error
    if manifest is None or found != {one.name: (one.size, one.sha256) for one in manifest.files}:
        raise BackupError(
            tr(
                f"{archive} is damaged: its files are not what its manifest says.",
                f"{archive} повреждён: файлы не такие, как сказано в его описи.",
            )
        )
    return manifest


def _opened(file: IO[bytes], passphrase: str) -> IO[bytes]:
    if file.read(len(MAGIC)) == MAGIC:
        if not passphrase:
            raise BackupError(tr("The archive is sealed with a passphrase.", "Архив закрыт парольной фразой."))
        return Opener(file, passphrase)  # type: ignore[return-value]
    file.seek(0)
    return file


def _foreign(archive: Path) -> str:
    return tr(f"{archive} is no backup of Gudok.", f"{archive} — не резервная копия Гудка.")


def _safe(info: tarfile.TarInfo) -> bool:
    """A plain file below the folder: an archive is input like any other."""
    path = PurePosixPath(info.name)
    return info.isfile() and not path.is_absolute() and ".." not in path.parts and bool(path.parts)


def _copy(file: IO[bytes], to: Path) -> tuple[int, str]:
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size, told = 0, hashlib.sha256()
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while piece := file.read(READ):
            size += len(piece)
            told.update(piece)
            out.write(piece)
    return size, told.hexdigest()


def check(manifest: Manifest) -> None:
    """Refuse what a later Gudok has written; an earlier one's records are brought up to date at the first start."""
    unknown = [one for one in manifest.migrations if one.partition(".")[0] not in DJANGOS and one not in _ours()]
    if manifest.format > FORMAT or unknown:
        raise BackupError(
            tr(
                f"The archive was made by a later version ({manifest.gudok}, here is {__version__}): "
                f"update Gudok first. {' '.join(unknown[:3])}".strip(),
                f"Архив сделан более новой версией ({manifest.gudok}, здесь {__version__}): "
                f"сначала обновите Гудок. {' '.join(unknown[:3])}".strip(),
            )
        )


def _ours() -> Set[str]:
    """The migrations this program knows, read from its files: Django would want a data folder."""
    rooms = Path(gudok.__file__).parent / "web"
    return {f"{path.parts[-3]}.{path.stem}" for path in rooms.glob("*/migrations/[0-9]*.py")}


def _records(manifest: Manifest, scratch: Path, database: str) -> None:
    """Let the settings name the database, and fill it, in one transaction, where it is PostgreSQL's."""
    toml = scratch / "gudok.toml"
    try:
        settings = load(toml)
    except SettingsError as error:
        raise BackupError(str(error)) from error
    if manifest.records == "sqlite":
        if database:
            raise BackupError(tr("The records are SQLite's: without --database.", "Записи в SQLite: без --database."))
        return
    url = database or settings.database.url
    from gudok.web.config.database import database as described

    target = described(url, scratch)
    _refuse_full(target)
    if url != settings.database.url:
        save(replace(settings, database=replace(settings.database, url=url)), toml)
    dump = scratch / RECORDS["postgresql"]
    whole = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname", target["NAME"])
    postgres.run("pg_restore", target, manifest.postgresql, *whole, str(dump))
    dump.unlink()


def _refuse_full(target: dict[str, Any]) -> None:
    import psycopg

    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    told = {name: target[key] for name, key in names.items() if target[key]}
    try:
        with psycopg.connect(**told, connect_timeout=5) as db:
            row = db.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
    except psycopg.OperationalError as error:
        raise BackupError(str(error).strip()) from error
    if row and row[0]:
        raise BackupError(
            tr(
                f"The database {target['NAME']} is not empty: make another one and name it with --database.",
                f"База {target['NAME']} не пуста: создайте другую и укажите её через --database.",
            )
        )
