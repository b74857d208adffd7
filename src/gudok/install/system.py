"""Programs of the host's distribution that only the tests need."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from gudok.install import apt
from gudok.install.lang import tr
from gudok.install.say import Say


@dataclass(frozen=True)
class Program:
    """A program, the package that has it, and what it is for."""

    name: str
    package: str
    where: str = ""
    """A pattern of its path, for programs that Debian keeps off PATH."""

    def path(self) -> Path | None:
        """Where it is, None if it is not there."""
        if self.where:
            return next(iter(sorted(Path("/").glob(self.where), reverse=True)), None)
        found = shutil.which(self.name)
        return Path(found) if found else None


CHROMIUM = Program("chromium", "chromium")
SIPP = Program("sipp", "sip-tester")
INITDB = Program("initdb", "postgresql", "usr/lib/postgresql/*/bin/initdb")
ESPEAK = Program("espeak-ng", "espeak-ng")
SLAPD = Program("slapd", "slapd", "usr/sbin/slapd")
TURNSERVER = Program("turnserver", "coturn")
BARESIP = Program("baresip", "baresip-core")
TEST_PROGRAMS = (CHROMIUM, SIPP, INITDB, SLAPD, TURNSERVER, ESPEAK, BARESIP)


class SystemStep:
    """Installs the missing ones with the host's apt."""

    name = "system"

    def __init__(self, programs: tuple[Program, ...] = TEST_PROGRAMS) -> None:
        self.programs = programs

    def title(self) -> str:
        return tr(
            f"Programs for tests ({', '.join(self._missing())})", f"Программы для тестов ({', '.join(self._missing())})"
        )

    def is_done(self) -> bool:
        return not self._missing()

    def do(self, say: Say) -> None:
        apt.install(self._missing(), say)

    def _missing(self) -> list[str]:
        return [program.package for program in self.programs if program.path() is None]
