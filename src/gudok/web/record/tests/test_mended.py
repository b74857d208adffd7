from __future__ import annotations

import io

import pytest

from gudok.web.record.mended import Mended


def whole(data: bytes, pauses: list[tuple[int, int | None]], size: int) -> bytes:
    source = Mended(io.BytesIO(data), pauses, rate=1000, frame=1)
    out = b""
    while piece := source.read(size):
        out += piece
    return out


@pytest.mark.parametrize("size", [1, 3, 100])
def test_silence_stands_where_the_recording_paused(size: int) -> None:
    assert whole(b"abcdef", [(2, 5)], size) == b"ab\0\0\0cdef"
    assert whole(b"abcdef", [(0, 2), (4, 5)], size) == b"\0\0ab\0cdef"
    assert whole(b"abcdef", [(6, 8)], size) == b"abcdef\0\0"
    assert whole(b"abc", [(10, 12)], size) == b"abc\0\0"
    assert whole(b"abcdef", [], size) == b"abcdef"


def test_a_pause_that_lasted_to_the_end_adds_nothing() -> None:
    assert whole(b"abc", [(3, None)], 2) == b"abc"
    assert Mended(io.BytesIO(b""), [(3, None), (5, 9)], 1000, 4).added == 16
