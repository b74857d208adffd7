"""The shell script `gudok` on machines where something is missing: what it says, and that it says nothing wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from gudok.install.place import CHECKOUT

NEEDED = ("sh", "cat", "cut", "dirname", "env", "flock", "mv", "readlink", "rm", "sha256sum")


class Machine:
    """A PATH with nothing but what is put on it, and a checkout with the launcher alone."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.checkout = folder / "checkout"
        self.checkout.mkdir()
        for name in NEEDED:
            (self.bin / name).symlink_to(str(shutil.which(name)))
        # The launcher looks at /usr/bin/python3 too, where this machine has one: here it shall find none.
        text = (CHECKOUT / "gudok").read_text().replace("/usr/bin/$name", "/nowhere/$name")
        (self.checkout / "gudok").write_text(text)
        for name in ("pyproject.toml", "constraints.txt"):
            shutil.copy(CHECKOUT / name, self.checkout)

    def has(self, name: str, script: str) -> None:
        (self.bin / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.bin / name).chmod(0o755)

    def run(self, language: str = "C.UTF-8") -> tuple[int, str]:
        done = subprocess.run(
            ["sh", self.checkout / "gudok", "doctor"],
            env={"PATH": str(self.bin), "LC_ALL": language, "HOME": os.environ["HOME"]},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.has("id", "echo 1000")
    return machine


def test_no_python_and_no_right_to_install_it_is_one_sentence(machine: Machine) -> None:
    machine.has("apt-get", "echo called")
    code, told = machine.run()
    assert code == 1
    assert told.count("\n") == 1
    assert "run as root: apt-get install python3 python3-venv" in told


def test_the_sentence_is_russian_where_the_user_is(machine: Machine) -> None:
    assert "выполните от root: apt-get install python3 python3-venv" in machine.run("ru_RU.UTF-8")[1]


def test_a_sudo_that_refuses_is_not_tried_again(machine: Machine) -> None:
    machine.has("apt-get", "echo called")
    machine.has("sudo", "echo a terminal is required >&2; exit 1")
    _, told = machine.run()
    assert told.count("\n") == 1
    assert "run as root" in told


def test_what_apt_says_is_shown_where_it_fails(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo E: no network; exit 100")
    _, told = machine.run()
    assert "installing python3 python3-venv with apt-get" in told
    assert "E: no network" in told
    assert "Python 3.11 to 3.14 is needed" in told


def test_a_python_without_venv_asks_for_the_package_of_its_version(machine: Machine) -> None:
    machine.has("python3", 'case "$2" in *print*) echo 3.12;; *ensurepip*) exit 1;; esac')
    assert "run as root: apt-get install python3.12-venv" in machine.run()[1].replace("Run", "run")


def test_what_pip_says_is_shown_where_it_fails_and_the_environment_counts_as_unfinished(machine: Machine) -> None:
    inside = 'case "$*" in *--version*) exit 0;; *) echo no matching distribution; exit 1;; esac'
    machine.has("made", inside)
    for name in ("mkdir", "cp", "chmod"):
        (machine.bin / name).symlink_to(str(shutil.which(name)))
    machine.has("python3", f'[ "$2" = venv ] || exit 0; mkdir -p "$4/bin"; cp "{machine.bin}/made" "$4/bin/python"')
    code, told = machine.run()
    assert code == 1
    assert "no matching distribution" in told
    assert "packages could not be installed" in told
    assert not (machine.checkout / ".venv" / ".complete").exists()
