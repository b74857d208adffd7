from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import sync_to_async

from gudok.web.api.feed import KINDS, Event, Tracker, Wanted, kind_of, mask
from gudok.web.api.follow import Feed, Follower, Position, at_turn
from gudok.web.api.resources.events import encode
from gudok.web.news.actions import tell
from gudok.web.record.tests.world import busy_hour, missed_then_talked
from gudok.web.record.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.core.words import Turn


class Reader:
    """A journal in memory, as the follower reads it; without a snapshot."""

    def __init__(self, turns: list[Turn]) -> None:
        self.turns = turns

    def load(self, before: int) -> tuple[int, None]:
        return 0, None

    def tail(self, after: int) -> Iterator[Turn]:
        return iter(self.turns[after:])


def test_kinds_are_named_after_facts() -> None:
    assert kind_of("CallWaitsReturn") == "call.waits_return"
    assert kind_of("AgentChanged") == "operator.changed"
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", kind) and says.endswith(".") for kind, says in KINDS.items())


def test_each_event_knows_its_calls_queue_and_operator() -> None:
    tracker = Tracker()
    events = [event for turn in missed_then_talked().turns for event in tracker.events(turn)]
    told = {event.kind: (event.queue, event.operator) for event in events if event.call}
    assert told["call.queued"][0] == "q1"
    assert told["call.held"] == ("q1", "o2")
    assert told["call.ended"] == ("q1", "o2")
    assert len({event.id for event in events}) == len(events)


@pytest.mark.parametrize("start", [0, 1, 5, 9, 20])
def test_a_follower_that_begins_in_the_middle_tells_the_same(start: int) -> None:
    turns = busy_hour().turns
    whole, late = Follower(Reader(turns), 0), Follower(Reader(turns), start)  # type: ignore[arg-type]
    everything, _ = whole.page()
    assert whole.n == turns[-1].n
    assert late.page()[0] == [event for event in everything if event.turn > start]
    assert (late.page(), late.n) == (([], 0), whole.n)


def test_numbers_are_masked_wherever_they_stand() -> None:
    told = {"caller": {"number": "+79123456789", "shown": "+7 912 345-67-89"}, "to": "+79123456789", "kind": "number"}
    assert "345" not in str(mask(told))
    assert mask({"to": "q1", "shown": True, "n": 7}) == {"to": "q1", "shown": True, "n": 7}


def test_who_listens_unseen_is_told_to_few() -> None:
    unseen = Event(1, 0, 0, "supervision.began", "c1", "q1", "o1", {"shown": False})
    assert not Wanted().lets(unseen)
    assert Wanted(unseen=True).lets(unseen)


def test_a_scope_lets_through_what_is_of_its_queues_or_operators() -> None:
    event = Event(1, 0, 0, "call.queued", "c1", "q1", "", {})
    assert Wanted(of=(frozenset({"q1"}), frozenset())).lets(event)
    assert not Wanted(of=(frozenset({"q2"}), frozenset({"o1"}))).lets(event)
    assert not Wanted(of=(frozenset(), frozenset())).lets(Event(1, 0, 0, "settings.applied", "", "", "", {}))


def test_alerts_of_the_whole_centre_are_for_who_sees_the_wall() -> None:
    scope = (frozenset({"q1"}), frozenset({"o1"}))
    whole, own, others = (Event(0, 0, 0, "alert.began", "", queue, "", {}, 7) for queue in ("", "q1", "q2"))
    assert [Wanted(of=scope).lets(event) for event in (whole, own, others)] == [True, True, False]
    assert not any(Wanted(of=scope, alerts=False).lets(event) for event in (whole, own, others))
    assert whole.id == "evt_n7"


def event(turn: int, place: int = 0, news: int = 0) -> Event:
    return Event(turn, place, 0, "alert.ended" if news else "call.came", "", "", "", {}, news)


def test_each_line_tells_a_position_from_which_nothing_is_missed_or_told_twice() -> None:
    events = [event(4), event(4, 1), event(0, news=9), event(5), event(6), event(6, 1), event(0, news=10)]
    lines = encode(events, Position(3, 8), masked=True).decode().split("\n\n")
    told = [re.findall(r"^id: (\S+)$", line, re.MULTILINE) for line in lines[:-1]]
    assert told == [[], ["4-8"], ["4-9"], ["5-9"], [], ["6-9"], ["6-10"]]


@pytest.mark.django_db(transaction=True)
async def test_facts_and_news_are_one_feed_in_the_order_of_time() -> None:
    turns = busy_hour().turns
    middle = turns[len(turns) // 2].came.at
    for at in (middle, middle + 1):
        await sync_to_async(tell)("alert.began", {"kind": "wait"}, at=moment(at))
    feed = Feed(Reader(turns), Position(0, 0))  # type: ignore[arg-type]
    events = await feed.read()
    assert [one.at for one in events] == sorted(one.at for one in events)
    assert [one.news for one in events if one.news] == [1, 2]
    assert feed.at == (turns[-1].n, 2)
    assert await feed.read() == []
    # Cut anywhere, and begun anew from the position told there: each exactly once.
    lines = encode(events, Position(0, 0), masked=False).decode().split("\n\n")
    for cut in range(len(events)):
        ids = re.findall(r"^id: (\d+)-(\d+)$", "\n".join(lines[: cut + 1]), re.MULTILINE)
        last = Position(*map(int, ids[-1])) if ids else Position(0, 0)
        rest = await Feed(Reader(turns), last).read()  # type: ignore[arg-type]
        ids = [one.id for one in events[: cut + 1]] + [one.id for one in rest]
        assert list(dict.fromkeys(ids)) == [one.id for one in events]
        assert [id_ for id_ in ids if id_.startswith("evt_n")] == ["evt_n1", "evt_n2"]


@pytest.mark.django_db(transaction=True)
async def test_news_wait_for_the_facts_before_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gudok.web.api.follow.PAGE", 5)
    turns = busy_hour().turns
    await sync_to_async(tell)("alert.began", {}, at=moment(turns[12].came.at))
    feed, pages = Feed(Reader(turns), Position(0, 0)), []  # type: ignore[arg-type]
    while feed.at.turn < 15:
        pages.append([one.news for one in await feed.read() if one.news])
    assert pages == [[], [], [1]]


@pytest.mark.django_db
def test_a_turn_alone_stands_for_the_news_told_until_then() -> None:
    turns = busy_hour().turns
    for n in (3, 6):
        tell("alert.began", {}, at=moment(turns[n].came.at + 1))
    reader: Any = Reader(turns)
    early = next(n for n, turn in enumerate(turns) if turn.came.at > turns[3].came.at)
    assert at_turn(reader, 0) == (0, 0)
    assert at_turn(reader, early) == (early, 1)
    assert at_turn(reader, turns[-1].n) == (turns[-1].n, 2)
