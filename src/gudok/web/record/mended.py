"""A raw recording read with silence where it paused: Asterisk leaves such stretches out, and time must go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

Stretches = Sequence[tuple[int, int | None]]


class Mended:
    """`read` gives the recording's bytes; `pauses` in milliseconds from its beginning, an open one adds nothing.

    `rate`: moments a second, `frame`: bytes of a moment.
    """

    def __init__(self, source: BinaryIO, pauses: Stretches, rate: int, frame: int) -> None:
        self.source = source
        self.at = 0
        ended = [(start, end) for start, end in pauses if end is not None and end > start]
        self.gaps = [(start * rate // 1000 * frame, (end - start) * rate // 1000 * frame) for start, end in ended]
        self.added = sum(length for _, length in self.gaps)

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""
        out = b""
        while len(out) < size and (piece := self._piece(size - len(out))):
            out += piece
            self.at += len(piece)
        return out

    def _piece(self, size: int) -> bytes:
        if not self.gaps:
            return self.source.read(size)
        start, length = self.gaps[0]
        # A file that is shorter than it should be gets its silence at its end.
        voice = self.source.read(min(size, start - self.at)) if self.at < start else b""
        if voice:
            return voice
        silence = min(size, length)
        self.gaps[0] = (start, length - silence)
        if length == silence:
            self.gaps.pop(0)
        else:
            self.gaps[0] = (0, length - silence)
        return bytes(silence)
