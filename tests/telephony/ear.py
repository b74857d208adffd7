"""An ear that only remembers: for tests of the adapter without an engine."""

from __future__ import annotations

from typing import TypeVar

from gudok.core.words import AnyInput
from gudok.engine.ports import FoundCaller

T = TypeVar("T")


class ListeningEar:
    """Keeps everything it is told."""

    def __init__(self) -> None:
        self.inputs: list[AnyInput] = []
        self.callers: list[FoundCaller] = []
        self.endpoints: list[tuple[str, bool]] = []
        self.links: list[str] = []

    def put(self, came: AnyInput) -> None:
        self.inputs.append(came)

    def caller(self, found: FoundCaller) -> None:
        self.callers.append(found)

    def endpoint(self, endpoint: str, up: bool) -> None:
        self.endpoints.append((endpoint, up))

    def linked(self) -> None:
        self.links.append("up")

    def unlinked(self, dead: bool) -> None:
        self.links.append("dead" if dead else "down")

    def fenced(self, why: str) -> None:
        self.links.append("fenced")

    def got(self, kind: type[T]) -> list[T]:
        """The inputs of one kind."""
        return [came for came in self.inputs if isinstance(came, kind)]
