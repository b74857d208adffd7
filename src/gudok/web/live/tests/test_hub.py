from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    CallArrived,
    Caller,
    CallerGone,
    Configured,
    HoldAsked,
    LegGone,
    LegUp,
    Reachable,
    ReadyAsked,
    Started,
    TelephonyUp,
    TransferAsked,
    Turn,
)
from gudok.edges.journal.sqlite import JournalReader, SqliteJournal
from gudok.web.accounts.scope import Scope
from gudok.web.live import hub as hub_module
from gudok.web.live.audiences import desk_topics, wall_topics
from gudok.web.live.hub import Hub

if TYPE_CHECKING:
    from pathlib import Path

    from gudok.web.live.stream import Stream

NOON = 1_764_000_000_000
SALES, SERVICE = Queue("q1", "Продажи", wrapup=30_000), Queue("q2", "Сервис")
OPERATORS = (Operator("o1", "Алиса", "operator-1", ("q1",)), Operator("o2", "Борис", "operator-2", ("q2",)))
CENTRE = Settings(1, (SALES, SERVICE), (Number("74951234567", "q1"), Number("*", "q2")), OPERATORS)
MARIA = Caller("+79123456789", "+7 912 345-67-89", "7", "Иванова Мария", True, 3)


class Centre:
    """An engine without its process: decides inputs and writes the journal that the hub reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = SqliteJournal(path)
        self.state, self.n, self.at = State(), 0, NOON

    def come(self, *inputs: AnyInput, after: int = 1000) -> None:
        for came in inputs:
            self.at = max(came.at, self.at + after) if came.at else self.at + after
            came = type(came)(**{**{f: getattr(came, f) for f in came.__struct_fields__}, "at": self.at})
            if out := step(self.state, came):
                self.n += 1
                self.journal.append([Turn(self.n, came, out)])

    def open(self) -> None:
        self.come(Started(0, "test"), Configured(0, CENTRE), TelephonyUp(0))
        self.come(Reachable(0, "o1", True), Reachable(0, "o2", True), ReadyAsked(0, "o1", "o1"))

    def call(self, call: str, did: str = "74951234567", caller: Caller = MARIA) -> None:
        self.come(CallArrived(0, call, f"ch-{call}", did, caller, self.at))


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    made = Centre(tmp_path / "journal.sqlite3")
    made.open()
    return made


async def hub_of(centre: Centre) -> Hub:
    async def alive() -> bool:
        return True

    made = Hub(JournalReader(centre.path), "Europe/Moscow", alive, clock=lambda: centre.at)
    await made._load()
    return made


def take(stream: Stream) -> list[tuple[int | None, str, Any]]:
    """The events waiting in a stream: (id, kind, data)."""
    found = []
    for block in stream.take().decode().split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((int(fields["id"]) if "id" in fields else None, fields["event"], json.loads(fields["data"])))
    return [event for event in found if event[1] not in {"beat", "team"}]


def desk(hub: Hub, operator: str, since: int | None = None, masked: bool = False) -> Stream:
    return hub.join(lambda replica: desk_topics(replica, operator, masked), since)


def wall(hub: Hub, since: int | None = None, masked: bool = False, scope: Scope | None = None) -> Stream:
    return hub.join(lambda replica: wall_topics(masked, scope), since)


async def test_first_event_is_the_whole_picture(centre: Centre) -> None:
    centre.call("c1")
    hub = await hub_of(centre)
    ((number, kind, data),) = take(desk(hub, "o1"))
    assert (number, kind) == (centre.n, "picture")
    assert data["me"]["agent"]["mode"] == "ringing"
    assert data["me"]["call"]["name"] == "Иванова Мария"
    assert data["me"]["call"]["number"] == "+7 912 345-67-89"
    assert list(data["queues"]) == ["q1"]


async def test_a_change_reaches_those_it_concerns_and_nobody_else(centre: Centre) -> None:
    hub = await hub_of(centre)
    alice, boris, board = desk(hub, "o1"), desk(hub, "o2"), wall(hub)
    for stream in (alice, boris, board):
        take(stream)
    centre.call("c1")
    hub.look()
    assert [(kind, data["call"]["id"]) for _, kind, data in take(alice) if kind == "me"] == [("me", "c1")]
    assert take(boris) == []
    assert {kind for _, kind, _ in take(board)} == {"queue", "agent", "call"}


async def test_numbers_are_masked_for_those_who_may_not_see_them(centre: Centre) -> None:
    hub = await hub_of(centre)
    alice, board = desk(hub, "o1", masked=True), wall(hub, masked=True)
    centre.call("c1")
    hub.look()
    said = json.dumps([take(alice), take(board)], ensure_ascii=False)
    assert "345-67" not in said
    assert "+7 912 •••-••-89" in said


async def test_given_a_break_when_it_resumes_then_no_event_is_lost(centre: Centre) -> None:
    hub = await hub_of(centre)
    whole, broken = desk(hub, "o1"), desk(hub, "o1")
    take(whole)
    take(broken)
    hub.part(broken)
    since = centre.n
    centre.call("c1")
    hub.look()
    centre.come(LegUp(0, "c1", 1))
    hub.look()
    centre.come(HoldAsked(0, "o1", "o1"))
    hub.look()
    missed = [event for event in take(desk(hub, "o1", since)) if event[1] != "system"]
    assert missed == take(whole)
    assert missed[-1][0] == centre.n
    assert missed[-1][2]["call"]["held"] == centre.at


async def test_given_too_long_a_break_when_it_resumes_then_it_gets_the_whole_picture(centre: Centre) -> None:
    hub = await hub_of(centre)
    centre.call("c1")
    hub.look()
    hub.recent.clear()
    assert take(desk(hub, "o1", centre.n - 1))[0][1] == "picture"
    assert take(desk(hub, "o1", centre.n + 5))[0][1] == "picture"
    assert [kind for _, kind, _ in take(desk(hub, "o1", centre.n))] == ["system"]


async def test_new_settings_bring_new_queues_to_an_open_stream(centre: Centre) -> None:
    hub = await hub_of(centre)
    alice = desk(hub, "o1")
    take(alice)
    both = Operator("o1", "Алиса", "operator-1", ("q1", "q2"))
    centre.come(Configured(0, Settings(2, (SALES, SERVICE), CENTRE.numbers, (both, OPERATORS[1]))))
    hub.look()
    ((_, kind, data),) = take(alice)
    assert kind == "picture"
    assert list(data["queues"]) == ["q1", "q2"]
    centre.call("c2", did="70000000000")
    hub.look()
    assert any(kind == "queue" and data["id"] == "q2" for _, kind, data in take(alice))


async def test_wrap_up_keeps_the_call_that_is_over(centre: Centre) -> None:
    hub = await hub_of(centre)
    alice = desk(hub, "o1")
    centre.call("c1")
    centre.come(LegUp(0, "c1", 1), CallerGone(0, "c1"))
    hub.look()
    me = take(alice)[-1][2]
    assert me["agent"]["mode"] == "wrapup"
    assert me["call"]["name"] == "Иванова Мария"
    assert (me["today"]["talks"], me["today"]["talked"]) == (1, 1000)


async def test_ended_calls_leave_the_wall_and_count_in_the_day(centre: Centre) -> None:
    hub = await hub_of(centre)
    board = wall(hub)
    take(board)
    centre.call("c1")
    centre.come(LegUp(0, "c1", 1), CallerGone(0, "c1"))
    centre.call("c2", did="70000000000", caller=Caller())
    centre.come(CallerGone(0, "c2"))
    hub.look()
    said = take(board)
    assert {data["id"]: data for _, kind, data in said if kind == "call"} == {
        "c1": {"id": "c1", "gone": True},
        "c2": {"id": "c2", "gone": True},
    }
    rows = {data["id"]: data for _, kind, data in said if kind == "queue"}
    assert (rows["q1"]["answered"], rows["q1"]["lost"], rows["q1"]["in_time"]) == (1, 0, 1)
    assert (rows["q2"]["answered"], rows["q2"]["lost"]) == (0, 1)


async def test_a_hub_that_starts_in_mid_day_knows_the_day_so_far(centre: Centre) -> None:
    for n in range(3):
        centre.call(f"c{n}")
        centre.come(LegUp(0, f"c{n}", 1), CallerGone(0, f"c{n}"), ReadyAsked(0, "o1", "o1"))
    centre.journal.keep(centre.n, centre.state.snapshot())
    centre.call("c9")
    centre.come(LegGone(0, "c9", 1, cause=19))
    fresh, followed = await hub_of(centre), await hub_of(centre)
    row = take(wall(fresh))[0][2]["queues"]["q1"]
    assert row == take(wall(followed))[0][2]["queues"]["q1"]
    assert (row["answered"], row["waiting"]) == (3, 1)
    assert fresh.replica is not None
    assert fresh.replica.state.snapshot() == centre.state.snapshot()


async def test_no_journal_yet_shows_an_empty_centre(tmp_path: Path) -> None:
    async def dead() -> bool:
        return False

    path = tmp_path / "journal.sqlite3"
    hub = Hub(JournalReader(path), "Europe/Moscow", dead, clock=lambda: NOON)
    await hub._load()
    board = wall(hub)
    data = take(board)[0][2]
    assert data["system"] == {"engine": False, "telephony": "down"}
    assert data["queues"] == {}
    Centre(path).open()
    hub.look()
    assert list(take(board)[0][2]["queues"]) == ["q1", "q2"]


async def test_a_browser_that_missed_too_much_gets_the_whole_picture(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = await hub_of(centre)
    since = centre.n
    centre.call("c1")
    hub.look()
    assert "picture" not in {kind for _, kind, _ in take(wall(hub, since))}
    monkeypatch.setattr(hub_module, "MOST", 100)
    assert [kind for _, kind, _ in take(wall(hub, since))] == ["picture"]


SALES_ONLY = Scope(frozenset({"q1"}), frozenset({"o1"}))


async def test_a_wall_of_sales_shows_nothing_of_service(centre: Centre) -> None:
    centre.come(ReadyAsked(0, "o2", "o2"))
    centre.call("c1")
    centre.call("c2", did="74990000000")
    hub = await hub_of(centre)
    ((_, _, data),) = take(wall(hub, scope=SALES_ONLY))
    assert (list(data["queues"]), list(data["agents"]), list(data["calls"])) == (["q1"], ["o1"], ["c1"])
    ((_, _, everything),) = take(wall(hub))
    assert (len(everything["queues"]), len(everything["agents"]), len(everything["calls"])) == (2, 2, 2)


async def test_a_scope_without_anybody_shows_nobody(centre: Centre) -> None:
    centre.call("c1")
    hub = await hub_of(centre)
    ((_, _, data),) = take(wall(hub, scope=Scope()))
    assert data["queues"] == data["agents"] == data["calls"] == {}


async def test_changes_elsewhere_are_not_told_and_a_call_that_leaves_is_gone(centre: Centre) -> None:
    centre.call("c1")
    hub = await hub_of(centre)
    board = wall(hub, scope=SALES_ONLY)
    take(board)
    centre.call("c2", did="74990000000")
    hub.look()
    assert all(data == {"id": data["id"], "gone": True} for _, _, data in take(board))
    centre.come(LegUp(0, "c1", 1), TransferAsked(0, "o1", "o1", "queue", "q2"))
    hub.look()
    assert ("call", {"id": "c1", "gone": True}) in [(kind, data) for _, kind, data in take(board)]
    centre.come(CallerGone(0, "c1", 16), CallerGone(0, "c2", 16))
    hub.look()
    assert [data for _, kind, data in take(board) if kind == "call"] == []
    assert not [key for key in hub._rows if key.startswith("c:")]


async def test_a_scoped_wall_resumes_only_from_turns_whose_news_were_kept(centre: Centre) -> None:
    hub = await hub_of(centre)
    first, early = wall(hub, scope=SALES_ONLY), hub.replica.n if hub.replica else 0
    take(first)
    centre.call("c1")
    hub.look()
    news = take(wall(hub, since=early, scope=SALES_ONLY))
    assert "c1" in [data["id"] for _, kind, data in news if kind == "call"]
    other = Scope(frozenset({"q2"}), frozenset())
    assert [kind for _, kind, _ in take(wall(hub, since=early, scope=other))] == ["picture"]
