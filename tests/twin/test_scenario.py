"""Scenarios: the public ones can be played, and a mistake is told by its field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gudok.twin.crew import LOOKS_AGAIN
from gudok.twin.many import live, report
from gudok.twin.read import ScenarioError, read, scenario
from gudok.twin.spans import clock, span, told
from gudok.twin.world import World

SCENARIOS = sorted((Path(__file__).resolve().parents[2] / "scenarios").glob("*.toml"))


def shop(**more: Any) -> dict[str, Any]:
    return {
        "name": "shop",
        "length": "1 h",
        "queues": [{"id": "q"}],
        "calls": [{"queue": "q", "rate": 60, "talk": {"law": "fixed", "mean": "1 min"}}],
        "staff": [{"name": "s", "count": 2, "queues": ["q"]}],
        **more,
    }


def calls(**more: Any) -> dict[str, Any]:
    return shop(calls=[{"queue": "q", "rate": 60, "talk": {"law": "fixed", "mean": "1 min"}, **more}])


def staff(**more: Any) -> dict[str, Any]:
    return shop(staff=[{"name": "s", "count": 2, "queues": ["q"], **more}])


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_public_scenarios_can_be_read(path: Path) -> None:
    world = read(path)
    assert world.about
    assert sum(one.count for one in world.staff) > 0


def test_there_are_five_public_scenarios() -> None:
    assert len(SCENARIOS) == 5


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (shop(lenght="1 h"), "unknown field `lenght`"),
        (shop(length=3600), "length: 3600 is no duration"),
        (shop(length="1 hour"), "length: '1 hour' is no duration"),
        (shop(start="25:00"), "start: '25:00' is no time of day"),
        (shop(date="tomorrow"), "date: 'tomorrow' is no date"),
        (shop(zone="Mars/North"), "zone: 'Mars/North' is no time zone"),
        (shop(warm_up="1 h"), "warm_up: nothing is left"),
        (shop(queues=[]), "queues: at least one is needed"),
        (shop(queues=[{"id": "q"}, {"id": "q"}]), "queues[1].id: 'q' is there already"),
        (shop(queues=[{"id": "q", "rules": {"rings": 5}}]), "queues[0].rules: Object contains unknown field `rings`"),
        (shop(queues=[{"id": "q", "rules": {"ring": "5"}}]), "queues[0].rules: '5' is no duration"),
        (calls(queue="x"), "calls[0].queue: no queue 'x'"),
        (calls(profile=[1]), "calls[0].rate: give one of rate, profile and replay"),
        (calls(vip=2), "calls[0].vip: shares are from 0 to 1"),
        (calls(talk={"law": "gamma", "mean": "1 s"}), "calls[0].talk.law: Invalid value 'gamma'"),
        (calls(patience={"law": "weibull", "mean": "1 s", "shape": 0}), "calls[0].patience: shape"),
        (calls(retry={"share": 3, "after": {"law": "fixed", "mean": "1 s"}}), "calls[0].retry: share"),
        (calls(rate=0, replay="nowhere.csv"), "calls[0].replay: nowhere.csv: No such file"),
        (staff(queues=["x"]), "staff[0].queues: no queue 'x'"),
        (staff(count=-1), "staff[0].count: must be from 0"),
        (staff(declines=0.6, misses=0.6), "staff[0].declines: shares"),
        (staff(shift=["18:00", "09:00"]), "staff[0].shift: ends before it begins"),
        (staff(pace={"q": 0}), "staff[0].pace: must be above 0"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_mistake_is_told_by_its_field(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        scenario(data)
    assert said in str(error.value)


@pytest.mark.parametrize(("text", "ms"), [("20 s", 20_000), ("1.5min", 90_000), ("1 h 30 min", 5_400_000), ("5 ms", 5)])
def test_durations(text: str, ms: int) -> None:
    assert span(text) == ms


def test_times_of_day() -> None:
    assert clock("24:00") == 24 * 3_600_000
    assert [told(ms) for ms in (0, 65_000, 3_661_000)] == ["0:00", "1:05", "1:01:01"]


def test_recorded_calls_are_replayed_to_the_millisecond(tmp_path: Path) -> None:
    """Two operators, four calls: the third and fourth wait until the first is over, and one of them gives up."""
    (tmp_path / "calls.csv").write_text(
        "at,vip,talk,patience\n10:00:00,,60,\n10:00:01,,90,\n10:00:10,,30,20\n10:00:20,1,30,\n", encoding="utf-8"
    )
    data = calls(rate=0, replay="calls.csv")
    data |= {"start": "10:00", "queues": [{"id": "q", "rules": {"wrapup": 0}}]}
    run = live(scenario(data, tmp_path), "1")
    everybody, vip = run.scopes["all"], run.scopes["vip"]
    assert (everybody.calls, everybody.answered, everybody.lost) == (4, 3, 1)
    assert vip.wait == 40_000
    assert everybody.wait == (0 + 0 + 20_000 + 40_000) / 4
    assert sum(worker.busy for worker in run.workers.values()) == (60 + 90 + 30) * 1000


@pytest.mark.parametrize(
    ("line", "said"), [("x,1", "line 2: at: 'x' is no time of day"), ("10:00,x", "line 2: talk: 'x' is no number")]
)
def test_a_recorded_call_that_cannot_be_is_told_by_its_line(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "calls.csv").write_text(f"at,talk\n{line}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=said):
        scenario(calls(rate=0, replay="calls.csv"), tmp_path)


def test_shifts_breaks_and_refusals_are_kept() -> None:
    """One of two has a break, which nobody else takes over: her time says so."""
    rest = {"at": "00:10", "lasts": {"law": "fixed", "mean": "15 min"}, "reason": "lunch"}
    world = scenario(
        shop(
            calls=[{"queue": "q", "rate": 1, "talk": {"law": "fixed", "mean": "1 s"}}],
            staff=[
                {"name": "a", "count": 1, "queues": ["q"], "breaks": [rest]},
                {"name": "b", "count": 1, "queues": ["q"], "shift": ["00:30", "00:45"]},
                {"name": "c", "count": 1, "queues": ["q"], "misses": 1.0},
            ],
        )
    )
    run = live(world, "3")
    assert run.workers["a-1"].paused == 15 * 60_000
    assert run.workers["b-1"].able + run.workers["b-1"].paused == 15 * 60_000
    assert run.workers["c-1"].calls == 0
    assert sum(part.calls for part in run.parts) == run.scopes["all"].calls


def test_a_report_has_intervals_only_of_several_runs() -> None:
    world = scenario(shop())
    runs = [live(world, str(n)) for n in range(3)]
    assert report(world, runs[:1]).estimates["all"]["wait"].half == 0
    assert report(world, runs).estimates["all"]["calls"].half > 0


def test_what_was_chosen_in_a_talk_follows_its_wrap_up() -> None:
    """A break, and the end of the shift, fall into talks: she goes when the work of the call is done."""
    rest = {"at": "00:10", "lasts": {"law": "fixed", "mean": "5 min"}, "reason": "lunch"}
    world = scenario(
        shop(
            calls=[
                {
                    "queue": "q",
                    "rate": 60,
                    "talk": {"law": "fixed", "mean": "7 min"},
                    "wrapup": {"law": "fixed", "mean": "10 s"},
                }
            ],
            staff=[{"name": "a", "count": 1, "queues": ["q"], "shift": ["00:00", "00:30"], "breaks": [rest]}],
        )
    )
    worker = live(world, "3").workers["a-1"]
    assert worker.paused == 5 * 60_000
    assert 25 * 60_000 <= worker.able <= 37 * 60_000


@pytest.mark.parametrize("delay", [0, 20_000])
def test_operators_of_the_twin_pick(delay: int) -> None:
    """The first of the list at once; who helps out only later looks again by herself."""
    day = shop(
        queues=[{"id": "q", "rules": {"algorithm": {"algorithm": "manual"}, "wrapup": 0}}],
        calls=[{"queue": "q", "rate": 6, "talk": {"law": "fixed", "mean": "1 min"}}],
        staff=[{"name": "s", "count": 2, "queues": ["q"], "rules": {"memberships": [{"queue": "q", "delay": delay}]}}],
    )
    done = World(scenario(day), "1").run().done
    assert {(one.end, one.why) for one in done} == {("answered", "picked")}
    assert all(delay <= one.waited <= delay + LOOKS_AGAIN for one in done)
