"""Where recordings go."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b

from gudok.core.settings import Queue

DAY = 86_400_000


def record_path(at: int, call: str, leg: int) -> str:
    """Where a leg's recording goes, under the recordings folder, without suffix: a folder a UTC day."""
    return f"{_day(at // DAY)}/{call}-{leg:04d}"


@lru_cache(8)
def _day(days: int) -> str:
    """The folder of a day since 1970: the same for all offers of a day, and they are many."""
    return f"{datetime.fromtimestamp(days * DAY // 1000, UTC):%Y/%m/%d}"


def is_recorded(rules: Queue, call: str) -> bool:
    """Whether a call's talks are recorded: a queue that records some takes the same share of calls every day.

    The dice is the call's id, so that a replay, and every leg of a call, decides alike.
    """
    if not rules.record or rules.record_share >= 100:
        return rules.record
    return int.from_bytes(blake2b(call.encode(), digest_size=8).digest()) % 100 < rules.record_share
