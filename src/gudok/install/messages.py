"""Language files: every .po of the source compiled to the .mo that Django reads."""

from __future__ import annotations

from pathlib import Path

import polib

from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.step import SetupError


class MessagesStep:
    """Compiles what is missing or older than its source."""

    name = "messages"

    def __init__(self, source: Path) -> None:
        self.source = source

    def title(self) -> str:
        return tr("Language files", "Файлы языков")

    def is_done(self) -> bool:
        return not self._stale()

    def do(self, say: Say) -> None:
        for po in self._stale():
            say.detail(str(po.relative_to(self.source)))
            part = po.with_suffix(".mo.part")
            try:
                polib.pofile(str(po)).save_as_mofile(str(part))
            except (OSError, UnicodeError) as error:
                raise SetupError(
                    tr(f"{po} is not a good .po file: {error}.", f"{po} — испорченный файл .po: {error}.")
                ) from error
            part.replace(po.with_suffix(".mo"))

    def _stale(self) -> list[Path]:
        return [po for po in sorted(self.source.rglob("locale/*/LC_MESSAGES/*.po")) if is_stale(po)]


def is_stale(po: Path) -> bool:
    """True if the compiled file is missing or older than its source."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns
