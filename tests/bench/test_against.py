"""`gudok bench core --against`: what it measures are whole lives of calls, and two cores are asked in turn."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import click
import pytest

sys.path.append(str(Path(__file__).resolve().parents[2]))

from bench import against


@pytest.mark.parametrize(("waiting", "rung_by"), [(-20, {"CallArrived"}), (40, {"ReadyAsked", "Woke"})])
def test_each_call_lives_from_its_arrival_to_the_end_of_wrap_up(waiting: int, rung_by: set[str]) -> None:
    centre, came, rings = against.Lives(30, waiting), Counter[str](), set()
    centre.cost(4)  # until everybody has found her place
    decide = centre.decide

    def decided(word: object) -> int:
        took, name = decide(word), type(word).__name__
        came[name] += 1
        if any(type(said).__name__ == "RingAgent" for said in centre.last):
            rings.add(name)
        return took

    centre.decide = decided
    assert centre.cost(8) > 0
    assert came == {"CallArrived": 8, "LegUp": 8, "LegGone": 4, "CallerGone": 4, "Woke": 4, "ReadyAsked": 4}
    assert rings == rung_by
    assert len(centre.state.calls) == 30 + waiting


def test_a_core_beside_itself(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(against, "PLACES", ((10, 4),))
    against.compare(against.HERE, 1, 2 * against.STRETCH)
    assert re.search(r"^ +10 +4( +\d+\.\d){4} +\d\.\d\d +\d+\.\d\d–\d+\.\d\d$", capsys.readouterr().out, re.MULTILINE)


def test_what_is_no_checkout_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="is no checkout of Gudok"):
        against.Core(tmp_path, 0, 10, 4)
