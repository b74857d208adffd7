"""Scripts of arrivals that a queue of app_queue and a queue of ours play alike: one for each kind of strategy.

Each call is short (`call`) or goes on (`keep`); those rung before may `refuse` or `miss` it.
"""

from __future__ import annotations

from typing import Protocol


class Player(Protocol):
    """A queue whose members sit at their telephones. `chosen`: who was rung, together, time after time."""

    names: list[str]
    chosen: list[tuple[str, ...]]

    async def pause(self, name: str) -> None: ...
    async def back(self, name: str) -> None: ...
    async def penalty(self, name: str, penalty: str) -> None: ...
    async def beside(self, name: str) -> None: ...
    async def free(self, name: str) -> None: ...
    async def later(self) -> None: ...
    async def only(self, name: str, calls: int) -> None: ...
    async def call(self, *passed: str) -> None: ...
    async def keep(self, *passed: str) -> str: ...


async def walk(play: Player) -> None:
    """linear, rrmemory, rrordered: calls one after another, then with the busy, the paused and the refusing."""
    a, b, c, d, _last = play.names
    for _ in range(4):
        await play.call()
    first = await play.keep()
    await play.call()
    await play.pause(b)
    await play.call()
    await play.call()
    await play.free(first)
    await play.keep("refuse")
    await play.free(play.chosen[-1][0])
    await play.back(b)
    await play.keep("miss")
    await play.free(play.chosen[-1][0])
    await play.beside(a)
    await play.call()
    # Nobody of the first penalty is free: the next one's turn.
    await play.pause(b)
    await play.pause(c)
    await play.call()
    assert play.chosen[-1] == (d,), str(play)
    await play.back(c)
    await play.penalty(c, "2")
    await play.call()
    assert play.chosen[-1] == (d,), str(play)
    await play.free(a)
    await play.call()


async def fewest(play: Player) -> None:
    """fewestcalls: from different counts on; a talk counts when it is over."""
    a, b, c, d = play.names
    await play.only(b, 2)
    await play.only(c, 4)
    for name in (a, b, c, d):
        assert await play.keep() == name
    for name in (a, b, c, d):
        await play.free(name)
    await play.call()
    await play.beside(b)
    await play.keep("refuse")
    assert play.chosen[-2:] == [(a,), (c,)]
    await play.free(c)
    await play.pause(a)
    await play.call()
    assert play.chosen[-1] == (c,), str(play)
    await play.free(b)
    await play.call()
    assert play.chosen[-1] == (b,), str(play)
    await play.back(a)
    await play.penalty(a, "3")
    await play.keep("miss")
    assert play.chosen[-2:] == [(b,), (c,)]


async def recent(play: Player) -> None:
    """leastrecent: the end of her last talk counts, a pause does not."""
    a, b, c, d = play.names
    for name in (a, b, c):
        await play.only(name, 1)
        await play.later()
    for name in (a, b):
        await play.call()
        assert play.chosen[-1] == (name,)
        await play.later()
    await play.beside(c)
    assert await play.keep() == a
    await play.later()
    await play.free(c)
    await play.pause(c)
    await play.call()
    assert play.chosen[-1] == (b,), str(play)
    await play.later()
    await play.back(c)
    await play.keep("refuse")
    assert play.chosen[-2:] == [(c,), (b,)]
    await play.free(a)
    await play.pause(c)
    await play.later()
    await play.penalty(a, "2")
    await play.call()
    assert play.chosen[-1] == (d,), str(play)


async def everybody(play: Player) -> None:
    """ringall: all the free of the smallest penalty ring together."""
    a, b, c, d = play.names
    await play.call()
    assert play.chosen[-1] == (a, b), str(play)
    kept = await play.keep()
    other = b if kept == a else a
    await play.call()
    assert play.chosen[-1] == (other,), str(play)
    await play.pause(other)
    await play.call()
    assert play.chosen[-1] == (c,), str(play)
    await play.penalty(d, "1")
    await play.call()
    assert play.chosen[-1] == (c, d), str(play)
    await play.beside(c)
    await play.call()
    assert play.chosen[-1] == (d,), str(play)
    await play.free(kept)
    await play.call()
    assert play.chosen[-1] == (kept,), str(play)


SCRIPTS = {
    "linear": walk, "rrmemory": walk, "rrordered": walk, "fewestcalls": fewest, "leastrecent": recent,
    "ringall": everybody,
}  # fmt: skip
