"""The keys of the two orders, who waits and who is ready, and how a key leaves its order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TypeVar

WaitKey = tuple[int, int, str]
"""Order of a waiting call: (-1 for one put first, 0 for VIP, else 1; joined; call id)."""
ReadyKey = tuple[int, str]
"""Order of a ready operator: (ready since, operator id)."""

K = TypeVar("K", WaitKey, ReadyKey)


def remove(keys: list[K], key: K) -> None:
    """Take a key out of a sorted list; a key that is not there is a defect and raises ValueError."""
    at = bisect_left(keys, key)
    if at == len(keys) or keys[at] != key:
        raise ValueError(f"{key} is not in its order")
    del keys[at]
