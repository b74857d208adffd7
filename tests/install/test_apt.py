from __future__ import annotations

from pathlib import Path

import pytest

from gudok.install import apt
from gudok.install.step import SetupError

DEBIAN = """'http://security.mirror.test/debian-security/dists/bookworm-security/InRelease' a 0
'http://mirror.test/debian/dists/bookworm/InRelease' b 0
'http://mirror.test/debian/dists/bookworm/main/binary-amd64/Packages.xz' c 0
"""


def host(monkeypatch: pytest.MonkeyPatch, identity: str, codename: str, listing: str) -> None:
    monkeypatch.setattr(apt, "os_release", lambda: {"ID": identity, "VERSION_CODENAME": codename})
    monkeypatch.setattr(apt, "host_site", lambda codename: apt.pick_site(listing, codename))
    monkeypatch.delenv("GUDOK_DEBIAN_ARCHIVE", raising=False)


def test_debian_takes_asterisk_from_the_archive_of_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    host(monkeypatch, "debian", "bookworm", DEBIAN)
    (archive,) = apt.archives()
    assert (archive.site, archive.suites, archive.minimum) == ("http://mirror.test/debian", ("forky", "sid"), 22)


def test_ubuntu_takes_its_own_asterisk_unless_a_debian_archive_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    host(monkeypatch, "ubuntu", "noble", "'http://mirror.test/ubuntu/dists/noble/InRelease' a 0\n")
    assert [(archive.suites, archive.minimum) for archive in apt.archives()] == [(("noble",), 20)]
    monkeypatch.setenv("GUDOK_DEBIAN_ARCHIVE", "http://other.test/debian/")
    assert apt.archives()[0].site == "http://other.test/debian"
    assert apt.archives()[0].minimum == 22


def test_another_machine_is_told_what_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    host(monkeypatch, "fedora", "", "")
    with pytest.raises(SetupError, match="GUDOK_DEBIAN_ARCHIVE"):
        apt.archives()


def test_os_release_is_read_without_its_quotes(tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text('NAME="Debian GNU/Linux"\nID=debian\n\n')
    assert apt.os_release(file) == {"NAME": "Debian GNU/Linux", "ID": "debian"}


def test_without_root_or_sudo_the_line_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(apt, "may_sudo", lambda say: False)
    with pytest.raises(SetupError, match="sudo apt-get install chromium sip-tester"):
        apt.install(["chromium", "sip-tester"], say=None)  # type: ignore[arg-type]
