"""`gudok bench ranked`: what it measures really happens, and what is kept between decisions is worth it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2]))

from bench import core, ranked
from gudok.core.ranking.known import LiveView
from gudok.core.words import Configured


@pytest.mark.parametrize("waiting", [-40, 20])
def test_a_call_costs_a_fraction_of_looking_at_the_whole_centre(waiting: int) -> None:
    """In the processor's time, in one process; the real ratio is about ten."""
    found = ranked.call_cost("fewest-calls", waiting, 120, 100)
    with ranked.anew():
        before = ranked.call_cost("fewest-calls", waiting, 120, 100)
    assert found * 2 < before


def test_new_settings_ask_once_what_many_calls_want_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred operators are free, a hundred calls want what nobody has: not ten thousand questions."""
    asked: list[str] = []
    has = LiveView.has
    monkeypatch.setattr(LiveView, "has", lambda view, agent, wanted: asked.append(agent.id) or has(view, agent, wanted))
    document = ranked.settings(100, "longest-idle", level=5, every=1)
    centre = core.Centre(100, 0, ranked.replace(document, numbers=()))
    centre.give(Configured(0, document))
    for _ in range(100):
        centre.give(centre.arrival())
    asked.clear()
    centre.give(Configured(0, ranked.replace(document, version=2)))
    assert sum(map(len, centre.state.waiting.values())) == 100
    assert 100 <= len(asked) <= 1_000
