"""Python packages that only the checks and tests need."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gudok.install.files import Stamp
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.shell import run


class PythonToolsStep:
    """Installs the extra `test` into the environment that the launcher made."""

    name = "pytools"

    def __init__(self, checkout: Path, venv: Path) -> None:
        self.checkout = checkout
        self.venv = venv

    def title(self) -> str:
        return tr("Python packages for tests", "Пакеты Python для тестов")

    @property
    def stamp(self) -> Stamp:
        manifests = (self.checkout / "constraints.txt", self.checkout / "pyproject.toml")
        return Stamp(
            self.venv / ".complete-test", hashlib.sha256(b"".join(path.read_bytes() for path in manifests)).hexdigest()
        )

    def is_done(self) -> bool:
        return self.stamp.is_set()

    def do(self, say: Say) -> None:
        say.detail("pip")
        cure = tr(
            "pip could not bring the packages: check the network or pip's own settings, then run this again.",
            "pip не загрузил пакеты: проверьте сеть или настройки pip и повторите.",
        )
        run(
            [self.venv / "bin/python", "-m", "pip", "install", "-qq", "-c", "constraints.txt", "-e", ".[test]"],
            cure,
            cwd=self.checkout,
        )
        self.stamp.set()
