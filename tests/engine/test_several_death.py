"""kill -9 of the engine at every point of a minute in which several telephones ring for each call, and the survey."""

from __future__ import annotations

import random

import pytest
from centre import SALES, SECOND, SUPPORT, Centre, operator, settings
from faults import unreliable
from mortal import Day, tell
from msgspec.structs import replace

from gudok.core.ranking.agents.ring import RingAll, RingProgressive
from gudok.core.settings import Settings
from gudok.core.words import AnyInput, LegEnded, LegGone, LegUp
from gudok.edges.journal.memory import MemoryJournal
from gudok.engine.ports import FoundCaller, FoundLeg, Survey
from gudok.engine.reconcile import differences

NAMES = ("alice", "bob", "carol")


def document(rule: RingAll | RingProgressive) -> Settings:
    rules = replace(SALES, algorithm=rule, wrapup=2 * SECOND, announce_first=3 * SECOND)
    people = (operator("alice"), operator("bob", "sales", "support"), operator("carol"))
    return settings(*people, queues=(rules, replace(SUPPORT, wrapup=0)))


class Several(Day):
    """The busy minute with three operators, all of whom pick up at the same moment."""

    document = document(RingAll())
    people = NAMES


class OneMore(Several):
    """Here the second telephone begins to ring just before the first is answered."""

    document = document(RingProgressive(SECOND))


@pytest.mark.parametrize("kind", [Several, OneMore])
@pytest.mark.parametrize("away", [1, 12])
def test_death_at_every_point_of_a_turn(kind: type[Several], away: float) -> None:
    journal = MemoryJournal()
    total = tell(kind(journal), journal)
    assert total > 60
    codes = [out.why.code for turn in journal.tail(0) for out in turn.out if isinstance(out, LegEnded)]
    assert "answered_by_another" in codes, "several rang for a call"
    for strike in range(1, total + 1):
        try:
            journal = MemoryJournal()
            tell(kind(journal, strike, away), journal)
        except AssertionError as error:
            raise AssertionError(f"died at point {strike} of {total}: {error}") from error


@pytest.mark.parametrize("seed", range(8))
def test_death_while_events_are_lost_doubled_and_late(seed: int) -> None:
    dice, journal = random.Random(seed), MemoryJournal()
    day = (Several, OneMore)[seed % 2](journal, dice.randrange(1, 110), dice.choice((0.2, 1, 5, 12)))
    day.rest = 180
    day.troupe.world.carry = unreliable(dice, *dice.choice(((0.2, 0, 0), (0, 0.4, 0), (0, 0, 0.4), (0.1, 0.1, 0.3))))
    tell(day, journal)


def against(*legs: FoundLeg) -> tuple[Centre, list[AnyInput]]:
    """A call that rings at all three, and what a survey that finds these legs makes of it."""
    made = Centre(document(RingAll()))
    made.ready(*NAMES)
    made.arrive("c1")
    return made, differences(made.state, Survey("boot-1", "22", (FoundCaller("c1", "ch-c1", "100", "", 0),), legs))


def test_all_legs_are_known_to_the_survey() -> None:
    assert against(*(FoundLeg("c1", leg, up=False) for leg in (1, 2, 3)))[1] == []
    _, told = against(FoundLeg("c1", 2, up=False))
    assert told == [LegGone(0, "c1", leg, 0, "lost") for leg in (1, 3)]


def test_two_that_answered_while_no_engine_was_there_have_one_winner() -> None:
    made, told = against(FoundLeg("c1", 1, up=False), FoundLeg("c1", 2, up=True), FoundLeg("c1", 3, up=True))
    assert told == [LegUp(0, "c1", 2), LegUp(0, "c1", 3)]
    for came in told:
        made.give(came)
    assert made.where("c1") == "talk bob"
    assert [made.mode(name) for name in NAMES] == ["ready", "talking c1", "ready"]
    assert made.said("DropLeg")[0].leg == 3
