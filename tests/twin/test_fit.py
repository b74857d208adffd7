"""A world is fitted to what another world left behind: the laws that made it are found again."""

from __future__ import annotations

from random import Random

import pytest

from gudok.core.settings import Operator, Queue, Settings
from gudok.twin.arrivals import QUARTER
from gudok.twin.change import Change, changed
from gudok.twin.fit import Day, Rung, Seen, Stay, fitted, kaplan_meier, law_of, patience_of
from gudok.twin.laws import Exponential, Fixed, Law, LogNormal, Weibull, drawing
from gudok.twin.many import live
from gudok.twin.spans import Span

MINUTE = 60_000


@pytest.mark.parametrize("law", [LogNormal(Span(180_000), 0.8), LogNormal(Span(30_000), 1.5)])
def test_the_log_normal_law_is_found_again(law: LogNormal) -> None:
    draw, dice = drawing(law), Random(1)
    found = law_of([max(1, draw(dice)) for _ in range(20_000)])
    assert isinstance(found, LogNormal)
    assert found.mean == pytest.approx(law.mean, rel=0.04)
    assert found.cv == pytest.approx(law.cv, rel=0.06)


def censored(law: Law, offered: Law, n: int) -> list[Seen]:
    """People whose patience is seen only where it ended before they would have been answered."""
    patience, answer, dice = drawing(law), drawing(offered), Random(2)
    found = []
    for _ in range(n):
        stays, waits = max(1, patience(dice)), max(1, answer(dice))
        found.append(Seen("q", 0, False, min(stays, waits), stays > waits, stays <= waits))
    return found


@pytest.mark.parametrize(
    "law", [Weibull(Span(2 * MINUTE), 1.8), Weibull(Span(3 * MINUTE), 0.7), Exponential(Span(MINUTE))]
)
def test_patience_is_found_again_behind_those_who_were_answered(law: Law) -> None:
    seen = censored(law, Exponential(Span(MINUTE)), 8_000)
    found = patience_of(seen)
    assert isinstance(found.law, Weibull)
    assert found.law.mean == pytest.approx(law.mean, rel=0.12)
    assert found.law.shape == pytest.approx(getattr(law, "shape", 1.0), rel=0.08)
    assert found.gap < 0.06, "the law runs along Kaplan and Meier's curve"
    naive = sum(one.waited for one in seen if one.lost) / found.lost
    assert abs(naive - law.mean) > 5 * abs(found.law.mean - law.mean), "the mean of those who left is far off"


def test_kaplan_and_meiers_curve_by_hand() -> None:
    known = [(1, True), (2, False), (3, True), (4, True), (4, False)]
    assert kaplan_meier(known) == [(1, 4 / 5), (3, pytest.approx(4 / 5 * 2 / 3)), (4, pytest.approx(4 / 5 * 2 / 3 / 2))]


def test_few_values_give_no_law_of_their_own() -> None:
    assert law_of([1_000] * 3) == Exponential(Span(1_000))
    assert law_of([60_000] * 10) == Fixed(Span(60_000))
    assert law_of([]) is None
    assert patience_of([Seen("q", 0, False, 5, True, False)]).law is None


@pytest.fixture
def day() -> Day:
    """Sixty calls of an hour to two operators of two queues, one of whom has lunch and calls out."""
    settings = Settings(
        1,
        (Queue("q", "Sales", wrapup=0, hours="h"), Queue("r", "Help"), Queue("unused", "Unused")),
        (),
        (Operator("o1", "Alice", "t1", ("q",)), Operator("o2", "Bob", "t2", ("q", "r"))),
    )
    midnight = 1_790_000_000_000 // 86_400_000 * 86_400_000 - 3 * 3_600_000
    nine = midnight + 9 * 60 * MINUTE
    calls = [
        Seen("q" if n % 3 else "r", nine + n * MINUTE, n % 10 == 0, 0, True, False, 45_000, 5_000) for n in range(60)
    ]
    stays = [
        Stay("o1", "ready", "", nine, nine + 60 * MINUTE),
        Stay("o2", "ready", "", nine, nine + 20 * MINUTE),
        Stay("o2", "paused", "lunch", nine + 20 * MINUTE, nine + 30 * MINUTE),
        Stay("o2", "ready", "", nine + 30 * MINUTE, nine + 40 * MINUTE),
        Stay("o2", "outgoing", "", nine + 40 * MINUTE, nine + 45 * MINUTE),
        Stay("o2", "ready", "", nine + 50 * MINUTE, nine + 60 * MINUTE),
    ]
    rungs = [Rung("talked", 4_000)] * 18 + [Rung("declined", 2_000), Rung("missed", 20_000)]
    return Day("2026-09-21", midnight, settings, calls, stays, rungs)


def test_a_day_becomes_a_scenario(day: Day) -> None:
    world = fitted(day)
    assert (world.start, world.length) == (9 * 60 * MINUTE, 60 * MINUTE)
    assert [queue.id for queue in world.queues] == ["q", "r"]
    assert "hours" not in world.queues[0].rules
    assert [sum(one.profile) for one in world.calls] == [40, 20]
    assert len(world.calls[0].profile) == 60 * MINUTE // QUARTER
    alice, bob = world.staff
    assert (alice.queues, bob.queues) == (("q",), ("q", "r"))
    assert [(rest.reason, int(rest.lasts.mean) // MINUTE) for rest in bob.breaks] == [
        ("lunch", 10),
        ("outgoing", 5),
        ("away", 5),
    ]
    assert (alice.declines, alice.misses) == (0.05, 0.05)


def test_a_day_is_replayed_call_by_call(day: Day) -> None:
    run = live(fitted(day, replay=True), "1")
    assert run.scopes["all"].calls == 60
    assert run.scopes["vip"].calls == 6
    assert run.workers["o2-1"].paused >= 20 * MINUTE


def test_changes(day: Day) -> None:
    world = fitted(day)
    other = changed(world, Change(rules={"q": {"ring": 9_000}}, more={"q": 2, "r": -1}, also={"q": ("r",)}, volume=50))
    assert other.queues[0].rules["ring"] == 9_000
    assert [(one.name, one.count, one.queues) for one in other.staff] == [
        ("o1", 1, ("q", "r")),
        ("new-q", 2, ("q", "r")),
    ]
    assert [sum(one.profile) for one in other.calls] == [20, 10]
    assert changed(world, Change()) == world


def test_the_same_callers_come_whatever_the_rules(day: Day) -> None:
    """Common random numbers: only what is done with the calls differs."""
    world = fitted(day)
    first, second = live(world, "5"), live(changed(world, Change(more={"q": 3})), "5")
    assert [part.calls for part in first.parts] == [part.calls for part in second.parts]
    assert second.scopes["all"].wait <= first.scopes["all"].wait
