"""Lines made straight of turns: what explain and the page have in common."""

from __future__ import annotations

from django.utils import translation

from gudok.web.record.tests.world import busy_hour, missed_then_talked
from gudok.web.why.story import line, told_by


def test_a_turn_tells_only_what_belongs_in_a_story() -> None:
    told = [one.fact for turn in missed_then_talked().turns for one in told_by(turn)]
    assert told[:3] == ["CallCame", "CallQueued", "CallOffered"]
    assert "AgentChanged" not in told
    assert "RingAgent" not in told


def test_places_within_a_turn_order_its_lines() -> None:
    for turn in busy_hour().turns:
        places = [one.place for one in told_by(turn)]
        assert places == sorted(set(places))


def test_a_line_names_the_others_and_the_queue_at_that_moment() -> None:
    data = {
        "agent": "o1",
        "others": [{"agent": "o2", "code": "idle_less", "idle": 8_000}],
        "counts": {"ready": 2, "away": 0},
    }
    with translation.override("en"):
        made = line("CallOffered", "longest_idle", {"idle": 9_000, "able": 2}, data, names={"o1": "Anna"}, after=61_000)
    assert made.after == "1:01"
    assert made.title == "Rings: Anna"
    assert made.why == "has been free the longest (free for 0:09, 2 operators free)"
    assert made.others == ["o2: has been free for less time (free for 0:08)"]
    assert made.counts == "Ready: 2"


def test_a_queue_with_an_algorithm_of_its_own_says_so() -> None:
    numbers = {"algorithm": "sticky", "ago": 60_000}
    others = {"agent": "o1", "others": [{"agent": "o2", "code": "ranks_lower", "idle": 8_000}], "counts": {}}
    with translation.override("en"):
        made = line("CallOffered", "last_operator", numbers, others, names={"o1": "Anna"}, after=0)
        order = line("CallOffered", "last_in_first_out", {"calls_by": "lifo"}, others, names={}, after=0)
    assert made.why == "talked with this customer last (1:00 ago, algorithm: The last operator)"
    assert made.others == ["o2: comes later by the queue's algorithm (free for 0:08)"]
    assert order.why == "the newest first (order of calls: Newest first)"
