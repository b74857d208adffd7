"""Dice that are an argument: the same seed and the same name always fall the same way."""

from __future__ import annotations

from hashlib import blake2b


class Dice:
    """Each name (an operator's or a call's id) has throws of its own, so that the order of asking does not matter."""

    __slots__ = ("_key",)

    def __init__(self, seed: int) -> None:
        self._key = seed.to_bytes(8, "big", signed=True)

    def roll(self, name: str, sides: int) -> int:
        """A number from 0 to `sides` - 1."""
        return int.from_bytes(blake2b(name.encode(), digest_size=8, key=self._key).digest(), "big") % sides

    def best_of(self, name: str, tickets: int) -> int:
        """The best of so many throws of 2**32 sides: whoever has n of N tickets wins n times of N."""
        data, best = name.encode(), 0
        for block in range((tickets + 15) // 16):
            found = blake2b(data + b"%d" % block, digest_size=64, key=self._key).digest()
            here = min(16, tickets - 16 * block)
            best = max(best, *(int.from_bytes(found[n * 4 : n * 4 + 4], "big") for n in range(here)), 0)
        return best
