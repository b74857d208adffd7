"""What a refused request means to the core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gudok.core.words import AnyInput, Caller, CallerGone, LegGone, Reason, RingAgent
from gudok.edges.asterisk.ari import AriError
from gudok.edges.asterisk.execute import Executor
from gudok.edges.asterisk.sent import Sent


async def silent(command: str) -> str:
    """A console that does what it is told and says nothing."""
    return ""


RING = RingAgent(Reason("test"), "c1", "ch1", 1, "alice", "tel", "auto", 20_000, Caller(), "Продажи")
GONE = CallerGone(0, "c1", 0, lost=True)
FAILED, LOST = LegGone(0, "c1", 1, 0, "failed"), LegGone(0, "c1", 1, 0, "lost")


class Refusing:
    """An Asterisk that refuses every request in the same way."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def send(self, *_: Any, **__: Any) -> Sent:
        sent = Sent()
        sent.end(error=self.error)
        return sent


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (AriError(400, '{"message":"Provided originator channel was not found"}'), [GONE]),
        (AriError(500, '{"error":"Allocation failed"}'), [FAILED]),
        (AriError(409, '{"message":"Channel with given unique ID already exists"}'), []),
        (ConnectionError("the link broke"), [LOST]),
        (TimeoutError("no answer"), [LOST]),
    ],
)
def test_a_ring_that_is_refused(error: Exception, means: list[AnyInput]) -> None:
    told: list[AnyInput] = []
    Executor(Refusing(error), told.append, Path(), silent).do(RING)  # type: ignore[arg-type]
    assert told == means
