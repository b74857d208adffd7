from __future__ import annotations

from pathlib import Path

import pytest

from gudok.install.asterisk import load_runtime, name_languages, version_of
from gudok.install.debs import UNUSED, major
from gudok.install.step import SetupError


def pretend(folder: Path, told: str) -> Path:
    binary = folder / "asterisk"
    binary.write_text(f"#!/bin/sh\necho '{told}'\n")
    binary.chmod(0o755)
    return binary


def test_a_version_is_read_from_the_program(tmp_path: Path) -> None:
    assert version_of(pretend(tmp_path, "Asterisk 22.10.1+dfsg+~cs6.17.60671434-1")) == "22.10.1"
    assert version_of(pretend(tmp_path, "Asterisk certified/20.7-cert5")) == "20.7"


def test_what_is_not_asterisk_or_is_too_old_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="does not start as Asterisk"):
        version_of(pretend(tmp_path, "hello"))
    with pytest.raises(SetupError, match="does not start as Asterisk"):
        version_of(tmp_path / "nothing")
    with pytest.raises(SetupError, match="20 or newer"):
        load_runtime(tmp_path, str(pretend(tmp_path, "Asterisk 18.10.0")))


def test_before_set_up_the_cure_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"\./gudok setup"):
        load_runtime(tmp_path)


def test_languages_get_their_short_names(tmp_path: Path) -> None:
    (tmp_path / "ru_RU_f_IvrvoiceRU").mkdir()
    (tmp_path / "custom").mkdir()
    name_languages(tmp_path)
    name_languages(tmp_path)
    assert (tmp_path / "ru").resolve().name == "ru_RU_f_IvrvoiceRU"
    assert not (tmp_path / "cu").exists()


def test_a_debian_version_gives_its_major_number() -> None:
    assert major("1:22.10.1+dfsg-1") == 22
    assert major("20.6.0~dfsg") == 20
    assert major("") == -1


def test_helpers_of_maintainer_scripts_are_left_out_and_libraries_are_not() -> None:
    assert UNUSED.match("perl-base_5.40_amd64.deb")
    assert UNUSED.match("bash_5.2_amd64.deb")
    assert not UNUSED.match("libc6_2.41_amd64.deb")
    assert not UNUSED.match("asterisk_22_amd64.deb")
