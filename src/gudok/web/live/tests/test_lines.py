"""What the two operators of a second line are told."""

from __future__ import annotations

import msgspec

from gudok.core.settings import Number, Operator, Outgoing, Queue, Settings, Trunk
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    CallArrived,
    Caller,
    CallerGone,
    Configured,
    ConsultAsked,
    JoinAsked,
    LegGone,
    LegUp,
    Reachable,
    ReadyAsked,
    SwapAsked,
    TelephonyUp,
    Turn,
)
from gudok.web.live import pictures
from gudok.web.live.day import Day
from gudok.web.live.replica import Replica

NOON = 1_764_000_000_000
CENTRE = Settings(
    1,
    (Queue("q1", "Продажи"), Queue("q2", "Склад")),
    (Number("100", "q1"),),
    (Operator("o1", "Анна", "t1", ("q1",)), Operator("o2", "Олег", "t2", ("q2",))),
    trunks=(Trunk("t1", "Line"),),
    outgoing=Outgoing(trunk="t1", number="74951234567", allowed=("+7",)),
)
MARIA = Caller("+79123456789", "+7 912 345-67-89", "7", "Мария")


class Desk:
    def __init__(self) -> None:
        self.replica = Replica(State(), 0, Day("UTC", NOON))
        self.at = NOON
        self.come(Configured(0, CENTRE), TelephonyUp(0), Reachable(0, "o1", True), ReadyAsked(0, "o1", "o1"))
        self.come(CallArrived(0, "c1", "ch1", "100", MARIA, NOON), LegUp(0, "c1", 1))
        self.come(Reachable(0, "o2", True), ReadyAsked(0, "o2", "o2"))

    def come(self, *inputs: AnyInput) -> None:
        """The replica decides each input as the engine did."""
        for came in inputs:
            self.at += 1000
            came = msgspec.structs.replace(came, at=self.at)
            state = State.of(self.replica.state.snapshot())
            out = step(state, came)
            if out:
                self.replica.apply(Turn(self.replica.n + 1, came, out))

    def wall(self) -> str:
        """The word the wall has for the call."""
        return (pictures.call_row(self.replica, "c1", False) or {})["word"]

    def call(self, who: str, masked: bool = False) -> dict:
        return pictures.me(self.replica, who, masked)["call"]


def test_the_one_asked_sees_who_asks_and_about_whom() -> None:
    desk = Desk()
    desk.replica.take_touched()
    desk.come(ConsultAsked(0, "o1", "o1", "agent", "o2"))
    assert {"o1", "o2"} <= set(desk.replica.take_touched().agents)
    asked = desk.call("o2")
    assert (asked["kind"], asked["source"], asked["name"], asked["decline"]) == ("consult", "Анна", "Мария", True)
    assert asked["until"] > desk.at
    assert asked["line"]["role"] == "consulted"
    mine = desk.call("o1")
    assert (mine["line"]["role"], mine["line"]["name"], mine["line"]["stage"]) == ("asker", "Олег", "ringing")
    assert mine["held"]


def test_who_hears_whom() -> None:
    desk = Desk()
    desk.come(ConsultAsked(0, "o1", "o1", "agent", "o2"), LegUp(0, "c1", 2))
    assert desk.call("o1")["line"]["hears"] == "consulted"
    assert desk.call("o2")["held"] == 0, "the customer's hold is not the consulted's"
    desk.replica.take_touched()
    desk.come(SwapAsked(0, "o1", "o1"))
    assert {"o1", "o2"} <= set(desk.replica.take_touched().agents)
    assert desk.call("o2")["line"]["held"]
    assert desk.wall() == "consulting"
    desk.come(JoinAsked(0, "o1", "o1"))
    assert desk.wall() == "conference"
    assert desk.call("o2")["line"]["hears"] == "all"
    desk.come(CallerGone(0, "c1"))
    assert desk.call("o1")["line"]["gone"] == "caller_hung_up"
    assert desk.wall() == "aside"


def test_the_reason_why_it_is_over_is_told() -> None:
    desk = Desk()
    desk.come(ConsultAsked(0, "o1", "o1", "agent", "o2"), LegGone(0, "c1", 2, 21))
    assert desk.call("o1")["over"]["code"] == "consult_declined"
    assert desk.call("o1")["line"] is None


def test_a_queue_tells_the_place_and_a_number_is_masked() -> None:
    desk = Desk()
    desk.come(Reachable(0, "o2", False), ConsultAsked(0, "o1", "o1", "queue", "q2"))
    line = desk.call("o1")["line"]
    assert (line["stage"], line["name"], line["place"]) == ("waiting", "Склад", 1)
    desk = Desk()
    desk.come(ConsultAsked(0, "o1", "o1", "number", "+79161112233"))
    assert desk.call("o1")["line"]["name"] == "+7 916 111-22-33"
    assert "•" in desk.call("o1", masked=True)["line"]["name"]
