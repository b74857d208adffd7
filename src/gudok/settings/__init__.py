"""The installation's settings: gudok.toml in the data folder, made at the first run with secrets of its own."""

from __future__ import annotations

from gudok.settings.file import generate, load, load_or_create, save
from gudok.settings.folder import DataFolder, SettingsError, data_folder
from gudok.settings.sections import (
    EVERYWHERE,
    Api,
    Asterisk,
    Company,
    Database,
    Ice,
    Log,
    Mail,
    Settings,
    Speech,
    Web,
)

__all__ = [
    "EVERYWHERE", "Api", "Asterisk", "Company", "DataFolder", "Database", "Ice", "Log", "Mail", "Settings",
    "SettingsError", "Speech", "Web", "data_folder", "generate", "load", "load_or_create", "save",
]  # fmt: skip
