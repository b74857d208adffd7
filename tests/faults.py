"""An unreliable way between Asterisk and the engine."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable


def unreliable(dice: random.Random, lost: float, doubled: float, late: float) -> Callable[[Callable[[], None]], None]:
    """A way for events that loses, doubles and delays some of them, and so changes their order."""

    def carry(tell: Callable[[], None]) -> None:
        luck = dice.random()
        if luck < lost:
            return
        if luck < lost + doubled:
            tell()
        if luck > 1 - late:
            asyncio.get_running_loop().call_later(dice.random() * 3, tell)
        else:
            tell()

    return carry
