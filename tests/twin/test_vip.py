from __future__ import annotations

import pytest
from twin.vip import Watch, run

from gudok.core.words import CallCame, Caller, CallOffered, CallQueued, Reason, Turn, Woke


def test_a_vip_never_waits_behind_another() -> None:
    """A million calls take minutes: see docs/twin.md."""
    found = run(40_000)
    assert found.calls > 38_000
    assert found.passed > 1_000, "many VIPs found no operator free and went before others"


def test_the_watch_would_see_it() -> None:
    watch, why = Watch({"alice": ("q",)}), Reason("test")
    out = (
        CallCame(why, "vip", "1", Caller("+7", vip=True), 1),
        CallQueued(why, "vip", "q", 1, 1),
        CallCame(why, "other", "1", Caller("+7"), 1),
        CallOffered(why, "other", 1, "alice", "q"),
    )
    with pytest.raises(AssertionError, match="a VIP waits"):
        watch(Turn(1, Woke(1, "x"), out))
