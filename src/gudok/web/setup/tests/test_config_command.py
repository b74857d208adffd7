"""`gudok config` as a person runs it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import numpy as np
import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from gudok.web.prompts import files
from gudok.web.setup import actions
from gudok.web.setup.cli import main
from gudok.web.setup.models import Queue
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from pathlib import Path

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def records(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are there; the test's own settings are those of the process."""
    monkeypatch.setattr("gudok.web.config.prepare.prepare_records", lambda: None)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_export_change_check_diff_apply(dave: User, tmp_path: Path) -> None:
    sales = actions.save_row(dave, Queue, None, {"name": "Продажи"})
    file = tmp_path / "setup.toml"
    assert run("export", str(file)).exit_code == 0
    assert run("diff", str(file)).output.strip() == "Nothing differs."
    file.write_text(file.read_text().replace("ring_timeout_s = 20", "ring_timeout_s = 41"))
    assert run("check", str(file)).output.strip() == "Good; changes it would make: 1."
    told = run("diff", str(file))
    assert (told.exit_code, "20 → 41" in told.output) == (1, True)
    assert run("apply", str(file), "--by", "ansible").exit_code == 0
    sales.refresh_from_db()
    assert sales.ring_timeout_s == 41
    from gudok.web.versions.models import Version

    assert Version.objects.all()[0].actor_name == "ansible"


def test_faults_are_told_with_their_lines_and_change_nothing(dave: User, tmp_path: Path) -> None:
    file = tmp_path / "setup.toml"
    file.write_text('[queues.a]\nname = "A"\nring_timeout_s = 4\n')
    for command in ("check", "apply"):
        told = run(command, str(file))
        assert told.exit_code == 1
        assert "line 3: [queues.a] ring_timeout_s" in told.output
    assert not Queue.objects.exists()


def test_secrets_go_to_a_file_of_the_owner_only(alice: User, dave: User, tmp_path: Path) -> None:
    assert run("export", "--secrets").exit_code == 2
    assert alice.operator.secret not in run("export").output
    file = tmp_path / "secret.toml"
    assert run("export", "--secrets", str(file)).exit_code == 0
    assert alice.operator.secret in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.fixture
def welcome(dave: User) -> Prompt:
    """A prompt that a queue plays."""
    samples = np.sin(np.arange(8000) / 8000 * 440 * 2 * np.pi) * 0.3
    file, ms = files.keep(settings.DATA, samples)
    prompt = actions.save_row(dave, Prompt, None, {"name": "Приветствие", "file": file, "ms": ms})
    actions.save_row(dave, Queue, None, {"name": "Продажи", "welcome": prompt})
    return prompt


def forget(prompt: Prompt) -> None:
    """As on another machine: neither rows nor sounds."""
    Queue.objects.all().delete()
    prompt.delete()
    files.path(settings.DATA, prompt.file).unlink()
    for copy in (settings.DATA.asterisk / "spool").rglob(f"{prompt.file}.wav"):
        copy.unlink()


@pytest.mark.parametrize("name", ["setup.zip", "folder"])
def test_the_sounds_go_along_and_come_back(dave: User, welcome: Prompt, tmp_path: Path, name: str) -> None:
    master = files.path(settings.DATA, welcome.file)
    content, target = master.read_bytes(), tmp_path / name
    assert run("export", "--sounds").exit_code == 2
    assert run("export", "--sounds", str(target)).exit_code == 0
    assert run("diff", str(target)).output.strip() == "Nothing differs."
    forget(welcome)
    told = run("diff", str(target))
    assert (told.exit_code, "+ sound: Приветствие" in told.output) == (1, True)
    assert not master.exists(), "looking changes nothing"
    assert run("apply", str(target)).exit_code == 0
    assert master.read_bytes() == content
    assert (settings.DATA.asterisk / "spool" / "recording" / master.name).read_bytes() == content
    assert Queue.objects.get().welcome.file == welcome.file
    assert run("diff", str(target)).output.strip() == "Nothing differs."


def test_an_archive_is_the_same_bytes_each_time(dave: User, welcome: Prompt, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        assert run("export", "--sounds", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_changed_or_missing_sound_is_refused_and_nothing_is_changed(
    dave: User, welcome: Prompt, tmp_path: Path
) -> None:
    assert run("export", "--sounds", str(tmp_path / "all")).exit_code == 0
    sound = tmp_path / "all" / "sounds" / f"{welcome.file}.wav"
    forget(welcome)
    sound.write_bytes(sound.read_bytes()[:-2] + b"!!")
    for command in ("check", "diff", "apply"):
        told = run(command, str(tmp_path / "all"))
        assert told.exit_code == 1
        assert "checksum" in told.output
    (sound.parent / "0123456789abcdef.wav").write_bytes(b"no sound")
    sound.unlink()
    told = run("apply", str(tmp_path / "all"))
    assert (told.exit_code, "neither here nor in the archive" in told.output) == (1, True)
    assert not Prompt.objects.exists()
    assert not files.path(settings.DATA, welcome.file).exists()


def test_an_export_tells_a_sound_that_is_missing(dave: User, welcome: Prompt, tmp_path: Path) -> None:
    files.path(settings.DATA, welcome.file).unlink()
    told = run("export", "--sounds", str(tmp_path / "a.zip"))
    assert (told.exit_code, "[prompts." in told.output) == (1, True)
    assert not (tmp_path / "a.zip").exists()
