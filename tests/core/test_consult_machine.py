"""Every input in every order once more, now with talks that have a second line."""

from __future__ import annotations

import os
import random

import pytest
from core.test_machine import PEOPLE, AnyOrder, calls, draw, people
from core.test_supervise_machine import Supervised
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from gudok.core import words as w
from gudok.core.state import Call, Outside, Ready, Ringing, Talking
from gudok.core.talk.lines import talks_with

NUMBER = "+74950001122"
LINES = {
    "swap": w.SwapAsked, "join": w.JoinAsked, "complete": w.CompleteAsked, "end": w.EndConsultAsked,
    "drop": w.DropCustomerAsked, "hold": w.HoldAsked, "resume": w.ResumeAsked, "hang_up": w.HangUpAsked,
    "reload": w.ReturnAsked,
}  # fmt: skip
HOW = ("up", "up", "up", "told", "torn", "lost", "failed")


class TwoLines(AnyOrder):
    """The same rules, and those of the second line."""

    def lines(self) -> list[Call]:
        return [call for call in self.state.calls.values() if call.consult or isinstance(call.mode, Outside)]

    @precondition(lambda self: self.busy(Talking))
    @rule(nth=st.integers(0, 2), to=st.sampled_from(("sales", "support", "nowhere", NUMBER, NUMBER, *PEOPLE, *PEOPLE)))
    def consult(self, nth: int, to: str) -> None:
        names, kind = self.busy(Talking), "number" if to == NUMBER else "agent" if to in PEOPLE else "queue"
        name = names[nth % len(names)]
        self.give(w.ConsultAsked(0, name, name, kind, to))  # type: ignore[arg-type]

    @rule(name=people, what=st.sampled_from((*LINES, "number")))
    def two_lines(self, name: str, what: str) -> None:
        if what == "number":
            self.give(w.TransferAsked(0, name, name, "number", NUMBER))
        else:
            self.give(LINES[what](0, name, name))

    @precondition(lambda self: self.lines())
    @rule(nth=st.integers(0, 2), how=st.sampled_from(HOW), cause=st.sampled_from((16, 17, 19, 20)))
    def second_line(self, nth: int, how: str, cause: int) -> None:
        """What is heard of the consulted's leg, or of the number's."""
        lines = self.lines()
        call = lines[nth % len(lines)]
        leg = call.consult.leg if call.consult else call.mode.leg  # type: ignore[union-attr]
        self.give(w.LegUp(0, call.id, leg) if how == "up" else w.LegGone(0, call.id, leg, cause, how))  # type: ignore[arg-type]

    @rule(call=calls)
    def wrong_place(self, call: str) -> None:
        self.give(w.Misplaced(0, call))


TwoLines.TestCase.settings = profile(max_examples=int(os.environ.get("GUDOK_FUZZ", "40")), stateful_step_count=50)
TestTwoLines = TwoLines.TestCase


class SupervisedLines(Supervised, TwoLines):
    """And a supervisor who listens, takes over, moves calls and closes queues meanwhile."""


SupervisedLines.TestCase.settings = profile(
    max_examples=int(os.environ.get("GUDOK_FUZZ", "25")), stateful_step_count=50
)
TestSupervisedLines = SupervisedLines.TestCase

ORDER = ("arrive", "ringing_ends", "operator_does", "about_a_call", "late_or_doubled", "later", "to_the_centre")
WEIGHTS = (4, 6, 8, 1, 1, 4, 0.5)


@pytest.mark.parametrize("seed", range(3))
def test_a_long_day_of_questions(seed: int) -> None:
    dice, world = random.Random(seed), TwoLines()
    met: set[str] = set()
    for n in range(2_500):
        recent = [f"c{m}" for m in range(n // 8, n // 8 + 12)]
        if dice.random() < 0.5:
            met |= ask(dice, world)
        else:
            draw(dice, world, dice.choices(ORDER, WEIGHTS)[0], recent)
        world.every_call_ends_once()
    world.teardown()
    assert met >= {"consult waiting", "consult ringing", "consult talking", "aside", "outside"}


def ask(dice: random.Random, world: TwoLines) -> set[str]:
    """One thing of the second line, and what the calls are then."""
    pick = dice.choice
    talking, free = world.busy(Talking), world.busy(Ready)
    lines = world.lines()
    answered = [call for call in lines if talks_with(call)]
    if answered and dice.random() < 0.2:
        world.about_a_call(pick(answered).id, "gone")
    elif lines and dice.random() < 0.4:
        world.second_line(dice.randrange(3), pick(HOW), pick((16, 17, 19, 20)))
    elif talking and dice.random() < 0.4:
        world.consult(dice.randrange(3), pick(("support", NUMBER, *free, *free)))
    elif world.busy(Ringing) and dice.random() < 0.5:
        world.ringing_ends(dice.randrange(3), pick((0, 0, 0, 0, 19, 20, 21)))
    else:
        world.two_lines(pick(PEOPLE), pick(("swap", "swap", "join", "join", "complete", "drop", "end", "number")))
    calls = world.state.calls.values()
    modes = {str(call.mode.__struct_config__.tag) for call in calls}
    return modes | {f"consult {call.consult.stage}" for call in calls if call.consult}
