"""A second line against what Asterisk holds: each difference as the input that heals it."""

from __future__ import annotations

import pytest
from centre import Centre, operator, settings
from msgspec.structs import replace

from gudok.core.settings import Outgoing, Trunk
from gudok.core.words import (
    AnyInput,
    CallerGone,
    CompleteAsked,
    ConsultAsked,
    JoinAsked,
    LegGone,
    LegUp,
    Misplaced,
    SwapAsked,
)
from gudok.engine.ports import FoundCaller, FoundLeg, Survey
from gudok.engine.reconcile import differences

MINE, OTHER, CUSTOMER = "c1-0001", "c1-0002", "ch-c1"
PRIVATE = {MINE: "b1", OTHER: "b1"}
SWAPPED = {MINE: "b1", CUSTOMER: "b1"}
ALL = {MINE: "b1", OTHER: "b1", CUSTOMER: "b1"}


class Talk(Centre):
    """Alice talks with c1 and consults bob, who has answered unless told otherwise."""

    def __init__(self, *asks: type, answer: bool = True, kind: str = "agent", to: str = "bob") -> None:
        rules = replace(
            settings(operator("alice"), operator("bob", "support")),
            trunks=(Trunk("t1", "Line"),),
            outgoing=Outgoing(trunk="t1", allowed=("+7",)),
        )
        super().__init__(rules)
        self.ready("alice")
        self.talk("alice", "c1")
        self.ready("bob")
        self.give(ConsultAsked(0, "alice", "alice", kind, to))  # type: ignore[arg-type]
        if answer:
            self.give(LegUp(0, "c1", 2))
        for ask in asks:
            self.give(ask(0, "alice", "alice"))

    def against(
        self, bridges: dict[str, str], legs: tuple[int, ...] = (1, 2), up: bool = True, caller: bool = True
    ) -> list[AnyInput]:
        callers = (FoundCaller("c1", CUSTOMER, "100", "", 0),) if caller else ()
        found = tuple(FoundLeg("c1", leg, up=up or leg == 1) for leg in legs)
        return differences(self.state, Survey("boot-1", "22", callers, found, bridges=bridges))


@pytest.mark.parametrize(("asks", "right"), [((), PRIVATE), ((SwapAsked,), SWAPPED), ((JoinAsked,), ALL)])
def test_who_stands_right_is_left_alone_and_all_else_is_wrong(asks: tuple, right: dict) -> None:
    talk = Talk(*asks)
    assert talk.against(right) == []
    for wrong in (PRIVATE, SWAPPED, ALL, {}):
        if wrong != right:
            assert talk.against(wrong) == [Misplaced(0, "c1")], wrong


def test_while_it_rings() -> None:
    talk = Talk(answer=False)
    assert talk.against({}, up=False) == []
    assert talk.against({}) == [LegUp(0, "c1", 2)]
    assert talk.against({}, legs=(1,)) == [LegGone(0, "c1", 2, 0, "lost")]


def test_a_leg_of_either_that_is_gone() -> None:
    talk = Talk()
    assert talk.against({MINE: "b1"}, legs=(1,)) == [LegGone(0, "c1", 2, 0, "lost")]
    assert talk.against({OTHER: "b1"}, legs=(2,)) == [LegGone(0, "c1", 1, 0, "lost")]


def test_the_customer_is_missed_once() -> None:
    talk = Talk()
    assert talk.against(PRIVATE, caller=False) == [CallerGone(0, "c1", 0, lost=True)]
    talk.leave("c1")
    assert talk.against(PRIVATE, caller=False) == []
    assert talk.against(PRIVATE) == [Misplaced(0, "c1")], "one let go is still there"


def test_a_number_with_the_customer() -> None:
    talk = Talk(CompleteAsked, kind="number", to="+74950001122")
    together = {CUSTOMER: "o-c1", OTHER: "o-c1"}
    assert talk.against(together, legs=(2,)) == []
    assert talk.against({}, legs=(2,)) == [Misplaced(0, "c1")]
    assert talk.against(together, legs=()) == [LegGone(0, "c1", 2, 0, "lost")]


def test_a_leg_nobody_knows_any_more_is_taken_down() -> None:
    talk = Talk()
    assert talk.against(PRIVATE, legs=(1, 2, 3)) == [LegUp(0, "c1", 3)]
