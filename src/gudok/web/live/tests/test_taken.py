"""What the desks are told of a call that rings at several of them."""

from __future__ import annotations

import msgspec

from gudok.core.ranking.agents.ring import RingAll
from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    CallArrived,
    Caller,
    CallerGone,
    Configured,
    LegUp,
    Reachable,
    ReadyAsked,
    TelephonyUp,
    Turn,
)
from gudok.web.live import pictures
from gudok.web.live.day import Day
from gudok.web.live.replica import Replica

NOON = 1_764_000_000_000
CENTRE = Settings(
    1,
    (Queue("q1", "Продажи", algorithm=RingAll()),),
    (Number("100", "q1"),),
    tuple(Operator(f"o{n}", name, f"t{n}", ("q1",)) for n, name in enumerate(("Анна", "Олег", "Вера"), 1)),
)
MARIA = Caller("+79123456789", "+7 912 345-67-89", "7", "Мария")


class Desks:
    """Three operators at whom a call rings."""

    def __init__(self) -> None:
        self.replica, self.at = Replica(State(), 0, Day("UTC", NOON)), NOON
        self.come(Configured(0, CENTRE), TelephonyUp(0))
        for name in ("o1", "o2", "o3"):
            self.come(Reachable(0, name, True), ReadyAsked(0, name, name))
        self.replica.take_touched()
        self.come(CallArrived(0, "c1", "ch1", "100", MARIA, NOON))

    def come(self, *inputs: AnyInput) -> None:
        for came in inputs:
            self.at += 1000
            came = msgspec.structs.replace(came, at=self.at)
            out = step(State.of(self.replica.state.snapshot()), came)
            self.replica.apply(Turn(self.replica.n + 1, came, out))

    def me(self, name: str) -> dict:
        return pictures.me(self.replica, name, masked=False)


def test_every_desk_rings_with_the_caller_and_its_own_time() -> None:
    desks = Desks()
    assert set(desks.replica.take_touched().agents) == {"o1", "o2", "o3"}
    for name in ("o1", "o2", "o3"):
        me = desks.me(name)
        assert (me["agent"]["mode"], me["call"]["name"], me["call"]["decline"]) == ("ringing", "Мария", True)
        assert me["call"]["until"] == desks.at + CENTRE.queues[0].ring


def test_the_wall_names_all_at_whom_it_rings_and_then_the_one_who_has_it() -> None:
    desks = Desks()
    assert (pictures.call_row(desks.replica, "c1", masked=False) or {})["agent"] == "Анна, Олег, Вера"
    desks.come(LegUp(0, "c1", 3))
    assert (pictures.call_row(desks.replica, "c1", masked=False) or {})["agent"] == "Вера"


def test_the_others_are_told_who_has_it_and_have_missed_nothing() -> None:
    desks = Desks()
    desks.come(LegUp(0, "c1", 2))
    assert desks.me("o2")["taken"] is None
    for name in ("o1", "o3"):
        me = desks.me(name)
        assert me["agent"]["mode"] == "ready"
        assert me["taken"] == {"call": "c1", "name": "Олег", "at": desks.at}
        assert me["today"]["missed"] == 0
    desks.come(CallArrived(0, "c2", "ch2", "100", MARIA, NOON))
    assert desks.me("o1")["taken"] is None


def test_a_caller_who_left_was_taken_by_nobody() -> None:
    desks = Desks()
    desks.come(CallerGone(0, "c1"))
    assert desks.me("o1")["taken"] is None
