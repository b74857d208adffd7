"""Two telephones and the line of the shift in every order, among everything else that may happen."""

from __future__ import annotations

import random

import pytest
from centre import operator
from core.test_machine import EXAMPLES, NUMBERS, OUT, PEOPLE, QUEUES, THEIRS, WEIGHTS, AnyOrder, document, draw
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import rule
from msgspec.structs import replace

from gudok.core import words as w

people = st.sampled_from(PEOPLE)
ALICE = replace(operator("alice"), browser=False, nailed=True)
BOB = replace(operator("bob", "sales", "support"), desk="desk-bob")
CAROL = replace(operator("carol", "support"), desk="desk-carol", nailed=True)
STAFF = (
    (ALICE, BOB, CAROL),
    (operator("alice"), operator("bob", "sales", "support"), replace(CAROL, desk="")),
    (ALICE, replace(BOB, nailed=True)),
)
WHAT = ("up", "up", "up", "told", "torn", "lost", "failed", "old", "late")


class Equipped(AnyOrder):
    """The rules of the machine, and those of telephones."""

    def __init__(self) -> None:
        super().__init__()
        self.equip(STAFF[0])

    @rule(staff=st.sampled_from(STAFF))
    def equip(self, staff: tuple) -> None:
        made = document(self.state.settings.version + 1, QUEUES[0], NUMBERS, staff, OUT[0])
        self.give(w.Configured(0, made))

    @rule(name=people, what=st.sampled_from(WHAT))
    def line(self, name: str, what: str) -> None:
        agent = self.state.agents.get(name)
        line = agent.nailed.n if agent is not None and agent.nailed is not None else 1
        if what in ("up", "late"):
            self.give(w.NailedUp(0, name, line + (what == "late")))
        elif what == "old":
            self.give(w.NailedGone(0, name, line - 1))
        else:
            self.give(w.NailedGone(0, name, line, 16, what))  # type: ignore[arg-type]

    @rule(name=people, desk=st.booleans())
    def choose(self, name: str, desk: bool) -> None:
        self.give(w.TelephoneAsked(0, name, name, desk))

    @rule(name=people, up=st.booleans())
    def desk_telephone(self, name: str, up: bool) -> None:
        self.give(w.Reachable(0, name, up, desk=True))


Equipped.TestCase.settings = profile(max_examples=EXAMPLES, stateful_step_count=50)
TestEquipped = Equipped.TestCase


@pytest.mark.parametrize("seed", range(3))
def test_a_long_day_with_lines(seed: int) -> None:
    dice, world = random.Random(seed), Equipped()
    names = [*WEIGHTS, "line", "choose", "desk_telephone", "equip"]
    weights = [*WEIGHTS.values(), 8, 3, 3, 0.3]
    for n in range(2_000):
        name, person = dice.choices(names, weights)[0], dice.choice(PEOPLE)
        if name == "line":
            world.line(person, dice.choice(WHAT))
        elif name == "choose":
            world.choose(person, dice.random() < 0.5)
        elif name == "desk_telephone":
            world.desk_telephone(person, dice.random() < 0.7)
        elif name == "equip":
            world.equip(dice.choice(STAFF))
        elif name not in (*THEIRS, "configure"):
            draw(dice, world, name, [f"c{m}" for m in range(n // 8, n // 8 + 12)])
        world.every_call_ends_once()
    world.teardown()
