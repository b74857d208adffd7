"""The records' tables: Django's migrations applied to this installation's database."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from gudok.install.files import Stamp
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.shell import run
from gudok.settings import DataFolder, Settings

DJANGO_SETTINGS = "gudok.web.config.settings"


class RecordsStep:
    """`migrate`, when the database or the list of migrations is not the one that was migrated last."""

    name = "records"

    def __init__(self, data: DataFolder, settings: Settings, source: Path) -> None:
        self.data = data
        self.settings = settings
        self.source = source

    def title(self) -> str:
        return tr("Tables of the database", "Таблицы базы данных")

    @property
    def stamp(self) -> Stamp:
        names = [str(path.relative_to(self.source)) for path in sorted(self.source.rglob("migrations/*.py"))]
        return Stamp(
            self.data.run / "migrated",
            hashlib.sha256("\n".join([self.settings.database.url, *names]).encode()).hexdigest(),
        )

    def is_done(self) -> bool:
        return self.stamp.is_set() and (bool(self.settings.database.url) or has_content(self.data.records))

    def do(self, say: Say) -> None:
        stamp = self.stamp
        cure = tr("The database cannot be reached or migrated.", "База данных недоступна или не обновляется.")
        environment = {"DJANGO_SETTINGS_MODULE": DJANGO_SETTINGS, "GUDOK_DATA": str(self.data.path)}
        run([sys.executable, "-m", "django", "migrate", "--noinput"], cure, env=environment)
        stamp.set()


def has_content(file: Path) -> bool:
    """False also for the empty file that SQLite leaves behind when somebody only looks."""
    return file.exists() and file.stat().st_size > 0
