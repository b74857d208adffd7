"""Archives that are not ours, not whole, not of this version, or not meant well: refused, and nothing is changed."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from gudok.backup.cipher import CHUNK, Opener, Sealer
from gudok.backup.make import _put
from gudok.backup.restore import restore
from gudok.backup.words import FORMAT, MANIFEST, BackupError, Manifest, Member
from gudok.settings import DataFolder

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = Manifest(FORMAT, "0.1.0", "2026-11-30T00:00:00+00:00", "sqlite", 0, 0, {}, [], True, [])


def archive(path: Path, files: dict[str, bytes], manifest: Manifest | None = PLAIN) -> Path:
    """An archive of these files, as `make` writes one."""
    with path.open("wb") as out, tarfile.open(fileobj=out, mode="w|") as packed:
        members = [
            Member(name, len(body), _put(packed, name, io.BytesIO(body), len(body))) for name, body in files.items()
        ]
        if manifest is not None:
            content = msgspec.json.encode(replace(manifest, files=members))
            _put(packed, MANIFEST, io.BytesIO(content), len(content))
    return path


def refused(path: Path, folder: Path) -> str:
    before = sorted(str(one) for one in folder.rglob("*"))
    with pytest.raises(BackupError) as told:
        restore(path, DataFolder(folder / "again"))
    assert sorted(str(one) for one in folder.rglob("*")) == before
    return str(told.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 some zip", b"\0" * 2000, b"x" * 4096])
def test_some_other_file_is_no_backup(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert "no backup of Gudok" in refused(path, tmp_path) or "damaged" in refused(path, tmp_path)


def test_an_archive_without_its_manifest_is_not_whole(tmp_path: Path) -> None:
    assert "damaged" in refused(archive(tmp_path / "x", {"gudok.toml": b"a"}, None), tmp_path)


@pytest.mark.parametrize("change", [{"format": FORMAT + 1}, {"migrations": ["people.9999_later"]}])
def test_an_archive_of_a_later_version_asks_for_an_update(change: dict[str, object], tmp_path: Path) -> None:
    path = archive(tmp_path / "x", {"gudok.toml": b""}, replace(PLAIN, **change))
    assert "later version" in refused(path, tmp_path)


@pytest.mark.parametrize("name", ["../gudok.toml", "/etc/gudok", "a/../../b"])
def test_no_file_leaves_the_folder(name: str, tmp_path: Path) -> None:
    assert "no backup" in refused(archive(tmp_path / "x", {name: b"evil"}), tmp_path)


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = archive(tmp_path / "x", {"gudok.toml": b"a" * 100})
    path.write_bytes(path.read_bytes().replace(b"a" * 100, b"a" * 99 + b"b"))
    assert "damaged" in refused(path, tmp_path)


def sealed(size: int) -> bytearray:
    out = io.BytesIO()
    with Sealer(out, "верблюд") as file:
        file.write(b"a" * size)
    return bytearray(out.getvalue())


def opened(content: bytes, passphrase: str = "верблюд") -> bytes:
    came = io.BytesIO(content)
    came.seek(15)
    return io.BufferedReader(Opener(came, passphrase)).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_sealed_opens_whole_or_not_at_all(size: int) -> None:
    content = sealed(size)
    assert opened(content) == b"a" * size
    with pytest.raises(BackupError, match="passphrase"):
        opened(content, "лошадь")
    content[-1] ^= 1
    with pytest.raises(BackupError):
        opened(content)


def test_a_sealed_archive_that_was_cut_off_between_chunks_is_noticed() -> None:
    content = sealed(3 * CHUNK)
    with pytest.raises(BackupError, match="cut off"):
        opened(content[: 15 + 16 + 2 * (CHUNK + 16)])
