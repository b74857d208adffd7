"""The data folder, and where everything stands in it."""

from __future__ import annotations

import os
from pathlib import Path

from gudok.install.lang import tr


class SettingsError(Exception):
    """The settings cannot be used; the text names the file, the key and what is allowed, in the reader's language."""


class DataFolder:
    """The data folder, and where everything stands in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = path / "gudok.toml"
        self.journal = path / "journal.sqlite3"
        self.records = path / "records.sqlite3"
        self.recordings = path / "recordings"
        self.prompts = path / "prompts"
        self.files = path / "files"
        self.asterisk = path / "asterisk"
        self.log = path / "log"
        self.run = path / "run"
        self.engine_socket = self.run / "engine.sock"

    def make(self) -> None:
        """Make it for the owner's eyes only; what is there stays; raises SettingsError."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            for folder in (self.recordings, self.log, self.run):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise SettingsError(
                tr(
                    f"The data folder {self.path} cannot be used ({error.strerror}): "
                    "start Gudok as its owner, or name another one with --data.",
                    f"Папка данных {self.path} не годится ({error.strerror}): "
                    "запустите Gudok от имени её владельца или назовите другую через --data.",
                )
            ) from error


def data_folder(path: Path | str | None = None) -> DataFolder:
    """The folder that is named, else GUDOK_DATA, else data/ in the checkout."""
    return DataFolder(
        Path(path or os.environ.get("GUDOK_DATA") or Path(__file__).resolve().parents[3] / "data").absolute()
    )
