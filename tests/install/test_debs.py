from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from gudok.install.debs import download
from gudok.install.say import Say

# Like the real one: what lies in the archive folder already is not listed, and not downloaded again.
APT_GET = """#!/bin/sh
for word in "$@"; do
    case $word in
        Dir::Cache::archives=*) archives=${word#*=} ;;
        --print-uris) list=yes ;;
    esac
done
for name in libc6_1_amd64.deb asterisk_22_amd64.deb; do
    [ -e "$archives/$name" ] && continue
    if [ "$list" ]; then echo "'http://mirror.test/$name' $name 100 SHA256:0"; else touch "$archives/$name"; fi
done
"""


def test_an_interrupted_download_goes_on_and_still_names_every_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "apt-get").write_text(APT_GET)
    (programs / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("GUDOK_TOOLS", str(tmp_path / "tools"))
    archives = tmp_path / "archives"
    for folder in (archives, tmp_path / "empty"):
        folder.mkdir()
    (archives / "libc6_1_amd64.deb").touch()
    options = ["-o", f"Dir::Cache::archives={archives}"]
    debs = download(options, tmp_path, ["asterisk"], Say(Console(file=io.StringIO())))
    assert [deb.name for deb in debs] == ["libc6_1_amd64.deb", "asterisk_22_amd64.deb"]
    assert all(deb.exists() for deb in debs)
