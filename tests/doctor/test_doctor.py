from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from gudok.doctor import cli, installation, machine, tools
from gudok.doctor.finding import Finding, Level, bad, good, warning
from gudok.settings import DataFolder, Settings, generate, save


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path / "data")
    data.make()
    return data


@pytest.fixture(params=["C.UTF-8", "ru_RU.UTF-8"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LC_ALL", request.param)
    return str(request.param)


def levels(findings: object) -> list[Level]:
    return [finding.level for finding in findings]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("worst", "code"), [(good("fine"), 0), (warning("hm", "do"), 0), (bad("torn", "mend it"), 1)])
def test_the_exit_code_is_of_the_worst_and_every_cure_is_told(
    worst: Finding, code: int, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(cli, "examine", lambda _data: iter([good("first"), worst]))
    told = CliRunner().invoke(cli.main, [])
    assert told.exit_code == code
    assert worst.what in told.output
    assert worst.cure in told.output
    wrong = {"C.UTF-8": "Nothing is wrong.", "ru_RU.UTF-8": "Всё в порядке."}[language]
    assert (wrong in told.output) == (code == 0)


def test_a_folder_that_others_may_read_is_found_with_the_line_to_type(data: DataFolder) -> None:
    save(generate(), data.settings)
    assert levels(installation.folder(data)) == [Level.GOOD]
    data.settings.chmod(0o644)
    (finding,) = installation.folder(data)
    assert finding.level is Level.BAD
    assert finding.cure == f"chmod go= {data.settings}"


def test_a_taken_port_is_found_and_the_setting_named(data: DataFolder, language: str) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        new = generate()
        settings = replace(new, web=replace(new.web, port=holder.getsockname()[1]))
        findings = list(installation.ports(data, settings))
    assert levels(findings) == [Level.BAD, Level.GOOD, Level.GOOD]
    assert "[web] port" in findings[0].cure


def test_wrong_settings_are_one_finding_and_stop_what_needs_them(data: DataFolder) -> None:
    data.settings.write_text("[web]\nprt = 1\n")
    findings = list(cli.settings_file(data))
    assert levels(findings) == [Level.BAD]
    assert "prt" in findings[0].what


@pytest.mark.parametrize(("free", "level"), [(10**8, Level.BAD), (2 * 10**9, Level.WARNING), (10**11, Level.GOOD)])
def test_a_full_disk_is_told_before_recordings_are_lost(
    free: int, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": free}))
    assert levels(machine.disk(tmp_path / "not" / "there" / "yet")) == [level]


def test_a_clock_behind_the_program_itself_is_wrong(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.touch()
    written = project.stat().st_mtime
    assert levels(machine.clock(tmp_path, written + 1)) == [Level.GOOD]
    assert levels(machine.clock(tmp_path, written - 10 * 86400)) == [Level.BAD]


def test_an_asterisk_that_is_not_there_has_a_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUDOK_TOOLS", str(tmp_path))
    (finding,) = tools.asterisk(None)
    assert finding.level is Level.BAD
    assert "./gudok setup" in finding.cure


def test_nothing_runs_is_no_fault(data: DataFolder) -> None:
    settings: Settings = generate()
    assert levels(installation.processes(data, settings)) == [Level.GOOD]


def test_a_journal_that_cannot_be_read_is_told_with_its_file(data: DataFolder) -> None:
    assert levels(installation.journal(data)) == [Level.GOOD]
    data.journal.write_bytes(b"not a journal at all")
    (finding,) = installation.journal(data)
    assert finding.level is Level.BAD
    assert str(data.journal) in finding.cure


def test_a_package_that_lost_a_module_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "torn-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: torn\nVersion: 1.0\n")
    (info / "RECORD").write_text("torn/one.py,,\ntorn/two.py,,\n")
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "one.py").touch()
    monkeypatch.setattr("site.getsitepackages", lambda: [str(tmp_path)])
    assert tools.damaged_packages() == ["torn"]
    (tmp_path / "torn" / "two.py").touch()
    assert tools.damaged_packages() == []


def test_an_address_of_another_machine_is_not_called_a_taken_port(data: DataFolder) -> None:
    new = generate()
    settings = replace(new, web=replace(new.web, bind="192.0.2.1"))
    findings = list(installation.ports(data, settings))
    assert levels(findings) == [Level.BAD, Level.GOOD, Level.GOOD]
    assert "[web] bind" in findings[0].cure


def test_a_folder_that_may_not_be_entered_or_made_is_one_finding(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may everything, so the system's answer is given here.
    monkeypatch.setattr("os.access", lambda _path, mode: mode == os.F_OK)
    findings = list(cli.settings_file(data))
    assert levels(findings) == [Level.BAD]
    assert "owner" in findings[0].cure
