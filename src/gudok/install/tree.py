"""Programs from a package archive unpacked into a folder of our own, with all their libraries: nothing is installed.

The programs run through the unpacked dynamic loader, so the host's release does not matter. No root, no container.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from gudok.install import apt
from gudok.install.debs import UNUSED, candidate, download, major, private_options, unpack, update
from gudok.install.files import Stamp, write_atomic
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.shell import failure
from gudok.install.step import SetupError

LAYOUT = "2"


@dataclass(frozen=True)
class Tree:
    """`packages` under `<tools>/<name>/root`; each of `programs` (paths in the tree) gets `<name>/bin/<program>`."""

    tools: Path
    name: str
    packages: tuple[str, ...]
    programs: tuple[str, ...]

    @property
    def home(self) -> Path:
        return self.tools / self.name

    @property
    def root(self) -> Path:
        return self.home / "root"

    @property
    def stamp(self) -> Stamp:
        # The place counts: the launchers and the Runtime hold whole paths.
        key = json.dumps([LAYOUT, str(self.home.resolve()), self.packages, self.programs])
        return Stamp(self.home / ".complete", key)

    def is_whole(self) -> bool:
        """True if it was brought, and nobody has taken its programs away since."""
        return self.stamp.is_set() and all((self.root / program).exists() for program in self.programs)

    def bring(self, say: Say) -> None:
        """Resolve, download, unpack; raises SetupError. Downloads survive an interruption."""
        for tool in ("apt-get", "apt-cache", "dpkg", "dpkg-deb", "tar"):
            if not shutil.which(tool):
                raise SetupError(
                    tr(
                        f"{tool} is missing: a Debian or Ubuntu machine is needed.",
                        f"Нет {tool}: нужна машина с Debian или Ubuntu.",
                    )
                )
        self.stamp.clear()
        scratch = self.home / "apt"
        apt_get = self._choose_archive(scratch, say)
        debs = download(apt_get, scratch, self.packages, say)
        unpack([deb for deb in debs if not UNUSED.match(deb.name)], self.root, say)
        for program in self.programs:
            self._write_launcher(program)
        shutil.rmtree(scratch)
        self.stamp.set()

    def _choose_archive(self, scratch: Path, say: Say) -> list[str]:
        """The options that make apt look only at the first archive that has a fresh enough first package."""
        reached = False
        for archive in apt.archives():
            for suite in archive.suites:
                options = private_options(scratch, archive, suite, apt.keyring(archive, scratch / "keyring"))
                say.detail(f"apt-get update: {suite}")
                if update(options, scratch):
                    reached = True
                    if major(candidate(options, self.packages[0])) >= self._minimum(archive):
                        return options
        site, package = apt.archives()[0].site, self.packages[0]
        if reached:
            raise failure(
                tr(f"{site} has no fresh enough {package}.", f"В {site} нет достаточно свежего пакета {package}.")
            )
        raise failure(
            tr(
                f"{site} cannot be reached: check the network or apt's own settings, then run this again.",
                f"Нет связи с {site}: проверьте сеть или настройки apt и повторите.",
            )
        )

    def _minimum(self, archive: apt.Archive) -> int:
        return archive.minimum if self.packages[0] == "asterisk" else 0

    def _write_launcher(self, program: str) -> None:
        library = library_folder(self.root)
        loader = next(iter(sorted(library.glob("ld-linux*.so*"))), None)
        if loader is None or not (self.root / program).exists():
            raise SetupError(
                tr(f"{program} is not in the unpacked packages.", f"В распакованных пакетах нет {program}.")
            )
        inside, name = library.relative_to(self.root), Path(program).name
        write_atomic(
            self.home / "bin" / name,
            "#!/bin/sh\n"
            "# Written by Gudok's set-up: runs the unpacked program with the C library it was built for.\n"
            'root=$(cd "$(dirname "$0")/../root" && pwd) || exit 1\n'
            f'libraries="$root/{inside}"\n'
            'export GCONV_PATH="$libraries/gconv"\n'
            f'exec "$libraries/{loader.name}" --argv0 {name} --library-path "$libraries" "$root/{program}" "$@"\n',
            0o755,
        )


def library_folder(root: Path) -> Path:
    """Where the tree keeps its libraries, /usr/lib/<machine>; raises SetupError."""
    found = sorted((root / "usr/lib").glob("*-linux-gnu*/libc.so.6"))
    if not found:
        raise SetupError(
            tr("No C library among the unpacked packages.", "Среди распакованных пакетов нет библиотеки C.")
        )
    return found[0].parent
