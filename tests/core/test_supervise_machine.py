"""A supervisor's powers in every order, among everything else that may happen."""

from __future__ import annotations

import random

import pytest
from core.test_machine import CALLS, EXAMPLES, PEOPLE, WEIGHTS, AnyOrder, draw
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from gudok.core import words as w
from gudok.core.state import InTalk, Supervising
from gudok.core.words import supervise as s

calls, people = st.sampled_from(CALLS), st.sampled_from(PEOPLE)
QUEUES = ("sales", "support", "nowhere")
HOW: tuple[s.How, ...] = ("listen", "whisper", "barge", "take")


class Supervised(AnyOrder):
    """The rules of the machine, and those of a supervisor."""

    def talks(self) -> list[str]:
        return [call.id for call in self.state.calls.values() if isinstance(call.mode, InTalk)]

    @precondition(lambda self: self.talks())
    @rule(name=people, nth=st.integers(0, 2), how=st.sampled_from(HOW), again=st.booleans())
    def supervise(self, name: str, nth: int, how: s.How, again: bool) -> None:
        talks = self.talks()
        self.give(s.SuperviseAsked(0, name, "dave", talks[nth % len(talks)], how, again))

    @precondition(lambda self: self.busy(Supervising))
    @rule(nth=st.integers(0, 2), what=st.sampled_from(("up", "up", "up", "told", "torn", "lost", "adrift", "stop")))
    def her_leg(self, nth: int, what: str) -> None:
        names = self.busy(Supervising)
        name = names[nth % len(names)]
        mode = self.state.agents[name].mode
        assert isinstance(mode, Supervising)
        if what == "up":
            self.give(w.LegUp(0, mode.call, mode.leg))
        elif what == "adrift":
            self.give(s.Adrift(0, mode.call, mode.leg))
        elif what == "stop":
            self.give(s.StopSupervisingAsked(0, name, name))
        else:
            self.give(w.LegGone(0, mode.call, mode.leg, 16, what))  # type: ignore[arg-type]

    @rule(name=people, to=st.sampled_from(("ready", "pause", "leave")), reason=st.sampled_from(("lunch", "")))
    def force(self, name: str, to: str, reason: str) -> None:
        self.give(s.ForceAsked(0, name, "dave", to, reason, "нужны люди"))  # type: ignore[arg-type]

    @rule(
        call=calls, what=st.sampled_from(("move", "first", "back", "give")), queue=st.sampled_from(QUEUES), name=people
    )
    def over_a_call(self, call: str, what: str, queue: str, name: str) -> None:
        if what == "move":
            self.give(s.MoveCallAsked(0, call, "dave", queue))
        elif what == "give":
            self.give(s.GiveCallAsked(0, call, "dave", name))
        else:
            self.give(s.PrioritiseAsked(0, call, "dave", what == "first"))

    @rule(queue=st.sampled_from(QUEUES), what=st.sampled_from(("stay", "part", "open", "open")))
    def over_a_queue(self, queue: str, what: str) -> None:
        if what == "open":
            self.give(s.OpenQueueAsked(0, queue, "dave"))
        else:
            self.give(s.CloseQueueAsked(0, queue, "dave", what))  # type: ignore[arg-type]

    @rule(name=people, what=st.sampled_from(("help", "enough", "write", "queue", "all", "empty", "read", "misread")))
    def say(self, name: str, what: str) -> None:
        mail = self.state.mail.get(name, ())
        if what in ("help", "enough"):
            self.give(s.HelpAsked(0, name, name, what == "help"))
        elif what in ("read", "misread"):
            self.give(s.ReadAsked(0, name, name, mail[0].id if mail and what == "read" else "m0"))
        else:
            kind = what if what in ("queue", "all") else "agent"
            to = "sales" if kind == "queue" else name
            self.give(s.MessageAsked(0, "dave", kind, to, "" if what == "empty" else "Обед в час"))  # type: ignore[arg-type]


Supervised.TestCase.settings = profile(max_examples=EXAMPLES, stateful_step_count=60)
TestSupervised = Supervised.TestCase

OURS = {"supervise": 8, "her_leg": 16, "force": 0.4, "over_a_call": 3, "over_a_queue": 0.6, "say": 3}


@pytest.mark.parametrize("seed", range(3))
def test_a_long_supervised_day(seed: int) -> None:
    dice, world = random.Random(seed), Supervised()
    names = {**WEIGHTS, **OURS}
    for n in range(2_500):
        name = dice.choices(list(names), list(names.values()))[0]
        recent = [f"c{m}" for m in range(n // 8, n // 8 + 12)]
        if name in OURS:
            draw_ours(dice, world, name, recent)
        else:
            draw(dice, world, name, recent)
        world.every_call_ends_once()
    world.teardown()


def draw_ours(dice: random.Random, world: Supervised, name: str, recent: list[str]) -> None:
    pick = dice.choice
    person = pick(PEOPLE)
    match name:
        case "supervise" if world.talks():
            world.give(w.Reachable(0, person, up=True))
            world.supervise(person, dice.randrange(3), pick(HOW), dice.random() < 0.1)
        case "her_leg" if world.busy(Supervising):
            world.her_leg(dice.randrange(3), pick((*("up",) * 6, "told", "torn", "lost", "adrift", "stop")))
        case "force":
            world.force(person, pick(("ready", "ready", "pause", "leave")), "lunch")
        case "over_a_call":
            world.over_a_call(pick(recent), pick(("move", "first", "back", "give")), pick(QUEUES), person)
        case "over_a_queue":
            world.over_a_queue(pick(QUEUES), pick(("stay", "part", *("open",) * 8)))
        case "say":
            world.say(person, pick(("help", "help", "enough", "write", "queue", "all", "read", "misread")))
