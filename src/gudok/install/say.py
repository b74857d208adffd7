"""What set-up tells: a spinner on a terminal, plain lines in a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status


class Say:
    """Progress for people. `detail` is shown only where it can be overwritten."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, highlight=False)
        self._status: Status | None = None
        self._title = ""

    def line(self, text: str) -> None:
        """One lasting line."""
        self.console.print(f"gudok: {text}", markup=False, soft_wrap=True)

    @contextmanager
    def task(self, title: str) -> Iterator[None]:
        """A title that stands while the work goes on."""
        self._title = title
        if not self.console.is_terminal:
            self.line(f"{title} …")
            yield
            return
        with self.console.status(title) as self._status:
            yield
        self._status = None

    def detail(self, text: str) -> None:
        """What the task is at just now."""
        if self._status is not None:
            self._status.update(f"{self._title}: {text}")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nothing moves on the terminal while another program asks something."""
        if self._status is None:
            yield
            return
        self._status.stop()
        yield
        self._status.start()

    def done(self, title: str, seconds: float) -> None:
        self.line(f"{title}: ✓ {seconds:.1f} s")
