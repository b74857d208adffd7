"""A request under way: who sent it looks at its end by a callback in the same moment, or awaits it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator


class Sent:
    """Ends once, with the answer's `text` or an `error`. Cheaper than a future: callbacks take no turn of the loop."""

    __slots__ = ("callbacks", "ended", "error", "text")

    def __init__(self) -> None:
        self.ended = False
        self.text = ""
        self.error: BaseException | None = None
        self.callbacks: list[Callable[[Sent], object]] = []

    def end(self, text: str = "", error: BaseException | None = None) -> None:
        """The answer is here, or will never be; a second end is ignored."""
        if self.ended:
            return
        self.ended, self.text, self.error = True, text, error
        callbacks, self.callbacks = self.callbacks, []
        for callback in callbacks:
            callback(self)

    def add_done_callback(self, callback: Callable[[Sent], object]) -> None:
        """Call back at the end, or now if it has ended."""
        if self.ended:
            callback(self)
        else:
            self.callbacks.append(callback)

    def __await__(self) -> Generator[object, None, str]:
        if not self.ended:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

            def wake(_: Sent) -> None:
                if not future.done():  # Who waited may have given up.
                    future.set_result(None)

            self.callbacks.append(wake)
            yield from future
        if self.error is not None:
            raise self.error
        return self.text
