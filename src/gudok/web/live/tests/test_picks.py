"""The list of calls to pick: told to the ready operators of such queues, in their order, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from gudok.core.ranking.agents.own import Manual
from gudok.core.settings import Member
from gudok.core.words import (
    Caller,
    CallerGone,
    Configured,
    ConsultAsked,
    EndConsultAsked,
    LegUp,
    PauseAsked,
    PickAsked,
    ReadyAsked,
)
from gudok.web.live.tests.test_hub import CENTRE, OPERATORS, SALES, SERVICE, Centre, desk, hub_of, take

if TYPE_CHECKING:
    from pathlib import Path

    from gudok.web.live.stream import Stream

IVAN = Caller("+79031112233", "+7 903 111-22-33", "8", "Иван")
LATE = replace(OPERATORS[1], queues=("q1",), memberships=(Member("q1", delay=10_000),))
PULLED = replace(CENTRE, version=2, queues=(replace(SALES, algorithm=Manual()), SERVICE))


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    """Alice picks calls of sales, Boris serves another queue."""
    made = Centre(tmp_path / "journal.sqlite3")
    made.open()
    made.come(Configured(0, PULLED), ReadyAsked(0, "o2", "o2"))
    return made


def lists(stream: Stream) -> list[list[str]]:
    return [[call["id"] for call in data["calls"]] for _, kind, data in take(stream) if kind == "picks"]


def whole(stream: Stream) -> dict[str, Any]:
    ((_, _, data),) = take(stream)
    return data


async def test_a_desk_of_such_a_queue_begins_with_the_list_and_another_has_none(centre: Centre) -> None:
    centre.call("c1", caller=IVAN)
    centre.call("c2")
    hub = await hub_of(centre)
    told = whole(desk(hub, "o1"))["picks"]
    assert told["more"] == 0
    maria, ivan = told["calls"]
    assert (maria["id"], maria["vip"], maria["name"], maria["queue"]) == ("c2", True, "Иванова Мария", "Продажи")
    assert (ivan["id"], ivan["number"], ivan["kind"]) == ("c1", "+7 903 111-22-33", "call")
    assert ivan["joined"] == centre.state.calls["c1"].since
    assert "picks" not in whole(desk(hub, "o2"))
    (masked,) = [call["number"] for call in whole(desk(hub, "o1", masked=True))["picks"]["calls"] if call["id"] == "c1"]
    assert masked == "+7 903 •••-••-33"


async def test_what_comes_and_goes_is_told_at_once_and_only_there(centre: Centre) -> None:
    hub = await hub_of(centre)
    alice, boris = desk(hub, "o1"), desk(hub, "o2")
    take(alice), take(boris)
    centre.call("c1")
    hub.look()
    centre.call("c2", did="0")
    hub.look()
    assert lists(alice) == [["c1"]]
    centre.come(CallerGone(0, "c1"))
    hub.look()
    assert lists(alice) == [[]]
    assert lists(boris) == []


async def test_who_is_not_ready_has_an_empty_list_and_a_pick_takes_the_call_out_of_the_others(centre: Centre) -> None:
    both = tuple(replace(one, queues=("q1",)) for one in OPERATORS)
    centre.come(Configured(0, replace(PULLED, version=3, operators=both)))
    hub = await hub_of(centre)
    centre.call("c1")
    centre.call("c2")
    alice, boris = desk(hub, "o1"), desk(hub, "o2")
    hub.look()
    take(alice), take(boris)
    centre.come(PickAsked(0, "o1", "o1", "c1"))
    hub.look()
    assert (lists(alice), lists(boris)) == ([[]], [["c2"]])
    centre.come(PauseAsked(0, "o2", "o2", "lunch"))
    hub.look()
    assert lists(boris) == [[]]


async def test_time_alone_brings_a_call_with_the_beat(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    centre.come(Configured(0, replace(PULLED, version=3, operators=(OPERATORS[0], LATE))))
    hub = await hub_of(centre)
    boris = desk(hub, "o2")
    centre.call("c1")
    hub.look()
    take(boris)
    centre.at += 10_000
    hub._beat()
    hub._beaten = 0.0
    hub._beat()
    assert lists(boris) == [["c1"]], "told once"


async def test_a_stream_that_resumes_has_the_list_as_it_is(centre: Centre) -> None:
    """Nobody heard the topic meanwhile, so that what became of it was not kept."""
    hub = await hub_of(centre)
    first = desk(hub, "o1")
    since = take(first)[-1][0]
    centre.call("c1")
    hub.look()
    assert lists(first) == [["c1"]]
    hub.part(first)
    centre.come(CallerGone(0, "c1"))
    hub.look()
    again = desk(hub, "o1", since=since)
    assert lists(again)[-1] == []
    centre.call("c2")
    hub.look()
    assert lists(again) == [["c2"]]


async def test_a_colleagues_question_stands_in_the_list_until_it_is_taken_back(centre: Centre) -> None:
    hub = await hub_of(centre)
    alice = desk(hub, "o1")
    centre.call("c1", did="0")
    centre.come(LegUp(0, "c1", 1), ConsultAsked(0, "o2", "o2", "queue", "q1"))
    hub.look()
    (row,) = take(alice)[-1][2]["calls"]
    assert (row["kind"], row["source"], row["queue"]) == ("question", "Борис", "Продажи")
    centre.come(EndConsultAsked(0, "o2", "o2"))
    hub.look()
    assert lists(alice) == [[]]
