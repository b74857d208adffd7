from __future__ import annotations

import asyncio

import pytest

from gudok.web.live.stream import MOST, Stream

PICTURE = b"p" * (MOST + 1)


@pytest.fixture
def stream() -> Stream:
    return Stream(lambda replica: ())


async def test_a_picture_larger_than_the_limit_comes_and_changes_follow(stream: Stream) -> None:
    stream.begin(PICTURE)
    stream.put(b"before")
    coming = stream.chunks(5)
    assert await anext(coming) == PICTURE + b"before"
    stream.put(b"after")
    assert await anext(coming) == b"after"
    stream.begin(PICTURE)
    assert await anext(coming) == PICTURE


async def test_nothing_gathers_for_a_browser_that_stalls(stream: Stream) -> None:
    stream.begin(b"picture")
    coming = stream.chunks(5)
    assert await anext(coming) == b"picture"
    for _ in range(30):
        stream.put(b"c" * (MOST // 10))
    stream.begin(PICTURE)
    assert stream.over
    assert stream.take() == b""
    assert [data async for data in coming] == []


async def test_a_second_picture_does_not_wait_behind_the_first(stream: Stream) -> None:
    stream.begin(PICTURE)
    stream.begin(PICTURE)
    assert stream.take() == b""
    assert [data async for data in stream.chunks(5)] == []


async def test_a_browser_that_waits_is_told_at_once_that_the_stream_is_over(stream: Stream) -> None:
    coming = asyncio.create_task(anext(stream.chunks(60), None))
    await asyncio.sleep(0)
    stream.put(b"c" * MOST)
    assert await asyncio.wait_for(coming, 5) is None


async def test_a_quiet_stream_ends_in_its_time(stream: Stream) -> None:
    assert [data async for data in stream.chunks(0.01)] == []
