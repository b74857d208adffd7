"""Where the private Asterisk's folders stand."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Runtime(Protocol):
    """An Asterisk that can be started."""

    @property
    def binary(self) -> Path: ...
    @property
    def modules(self) -> Path: ...
    @property
    def data(self) -> Path: ...
    @property
    def version(self) -> str: ...


class Place:
    """The folders under `<data>/asterisk`, and the file Asterisk is started with."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.etc = root / "etc"
        self.lib = root / "lib"
        self.spool = root / "spool"
        self.run = root / "run"
        self.log = root / "log"
        self.cache = root / "cache"
        self.music = self.spool / "music"
        self.prompts = self.spool / "recording"
        self.config = self.etc / "asterisk.conf"

    def make(self) -> None:
        """Make the folders; what is there stays."""
        for folder in (self.etc, self.lib, self.spool, self.run, self.log, self.cache):
            folder.mkdir(parents=True, exist_ok=True)
        for name in ("keys", "sounds"):
            (self.lib / name).mkdir(exist_ok=True)
        for folder in (self.prompts, self.music):
            folder.mkdir(exist_ok=True)
