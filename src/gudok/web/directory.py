"""The engine's Directory: what records know that live life needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.people.directory import known_by, recognise
from gudok.web.setup.queries import settings_document, settings_version

if TYPE_CHECKING:
    from gudok.core.settings import Settings
    from gudok.core.words import Caller


class Directory:
    """Reads the rows; Django must be started in the process. Called from any thread but the event loop's."""

    def __init__(self) -> None:
        self._known: Settings | None = None

    def recognise(self, number: str) -> Caller:
        return recognise(number)

    def known_by(self, code: str) -> Caller:
        return known_by(code)

    def settings(self) -> Settings:
        """The engine asks every few seconds; the rows are read only when something changed."""
        known = self._known
        if known is None or known.version == 0 or known.version != settings_version():
            self._known = known = settings_document()
        return known
