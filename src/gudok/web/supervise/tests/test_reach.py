"""What a supervisor of one team may lay hands on."""

from __future__ import annotations

import pytest

from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import CallArrived, Caller, Configured, LegUp, Reachable, ReadyAsked, TelephonyUp
from gudok.web.accounts.scope import Scope
from gudok.web.supervise.reach import within

OWN = Scope(frozenset({"q1"}), frozenset({"o1"}))


@pytest.fixture
def state() -> State:
    """c1 waits in q1, c2 in q2; o1 talks with c3, which came through q2."""
    made = State()
    document = Settings(
        1,
        (Queue("q1", "Продажи"), Queue("q2", "Поддержка")),
        (Number("1", "q1"), Number("2", "q2")),
        (Operator("o1", "Анна", "t1", ("q2",)), Operator("o2", "Борис", "t2", ())),
    )
    for came in (
        Configured(1, document), TelephonyUp(1), Reachable(1, "o1", True), ReadyAsked(1, "o1", "o1"),
        CallArrived(1, "c3", "ch3", "2", Caller(), 1), LegUp(1, "c3", 1),
        CallArrived(1, "c1", "ch1", "1", Caller(), 1), CallArrived(1, "c2", "ch2", "2", Caller(), 1),
    ):  # fmt: skip
        step(made, came)
    return made


@pytest.mark.parametrize(
    ("about", "form", "allowed"),
    [
        ("call", {"call": "c1"}, True),
        ("call", {"call": "c2"}, False),
        ("call", {"call": "c3"}, True),
        ("call", {"call": "gone"}, True),
        ("call", {"call": "c1", "queue": "q2"}, False),
        ("call", {"call": "c1", "agent": "o2"}, False),
        ("call", {"call": "c1", "agent": "o1"}, True),
        ("agent", {"agent": "o1"}, True),
        ("agent", {"agent": "o2"}, False),
        ("queue", {"queue": "q1"}, True),
        ("queue", {"queue": "q2"}, False),
        ("message", {"kind": "agent", "to": "o1"}, True),
        ("message", {"kind": "agent", "to": "o2"}, False),
        ("message", {"kind": "queue", "to": "q1"}, True),
        ("message", {"kind": "all", "to": ""}, False),
        ("self", {}, True),
    ],
)
def test_only_what_she_sees(state: State, about: str, form: dict[str, str], allowed: bool) -> None:
    assert within(state, OWN, about, form) is allowed  # type: ignore[arg-type]
    assert within(state, None, about, form)  # type: ignore[arg-type]
