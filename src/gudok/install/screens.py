"""The screens' scripts and styles: from the npm lock file, bundled into one folder of static files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gudok.install.files import Stamp
from gudok.install.lang import tr
from gudok.install.node import node_environment
from gudok.install.say import Say
from gudok.install.shell import run

SOURCES = "src/gudok/web/frontend"
ICON_USERS = "src/gudok/web"
"""The sprite holds the icons that templates and Python files of the web name, so a change there may need a new one."""
BUNDLE = "src/gudok/web/static/dist"


class ScreensStep:
    """`npm ci`, then `npm run build`; done again when a source or the lock file changes."""

    name = "screens"

    def __init__(self, tools: Path, checkout: Path) -> None:
        self.tools = tools
        self.checkout = checkout

    def title(self) -> str:
        return tr("Screens (scripts and styles)", "Экраны (скрипты и стили)")

    def sources(self) -> str:
        """What the bundle is made from, as a digest."""
        return self._digest(*self._manifests(), *sorted((self.checkout / SOURCES).rglob("*")), *self._icon_users())

    def stamp(self, sources: str) -> Stamp:
        """Says that the files that are in the bundle now were made from these sources."""
        built = sorted(f"{path.name}:{path.stat().st_size}" for path in (self.checkout / BUNDLE).glob("*"))
        return Stamp(self.tools / "stamp-screens", "\n".join([sources, *built]))

    @property
    def packages_stamp(self) -> Stamp:
        return Stamp(self.checkout / "node_modules" / ".gudok-complete", self._digest(*self._manifests()))

    def is_done(self) -> bool:
        return self.stamp(self.sources()).is_set()

    def do(self, say: Say) -> None:
        # Read before the build: what is changed during it will be built again.
        sources = self.sources()
        environment = node_environment(self.tools, say)
        if not self.packages_stamp.is_set():
            say.detail("npm ci")
            cure = tr(
                "npm could not bring the packages: check the network or npm's own settings, then run this again.",
                "npm не загрузил пакеты: проверьте сеть или настройки npm и повторите.",
            )
            run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cure, cwd=self.checkout, env=environment)
            self.packages_stamp.set()
        say.detail("npm run build")
        run(
            ["npm", "run", "build"],
            tr("The bundle could not be built.", "Не удалось собрать скрипты."),
            cwd=self.checkout,
            env=environment,
        )
        self.stamp(sources).set()

    def _manifests(self) -> list[Path]:
        return [self.checkout / "package.json", self.checkout / "package-lock.json"]

    def _icon_users(self) -> list[Path]:
        web = self.checkout / ICON_USERS
        return sorted([*web.rglob("*.html"), *(path for path in web.rglob("*.py") if "tests" not in path.parts)])

    def _digest(self, *paths: Path) -> str:
        whole = hashlib.sha256()
        for path in paths:
            if path.is_file():
                whole.update(str(path.relative_to(self.checkout)).encode() + b"\0" + path.read_bytes() + b"\0")
        return whole.hexdigest()
