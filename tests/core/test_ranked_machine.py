"""Every input in every order, in queues that every algorithm serves; the engine dies after every single turn."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import get_args

import msgspec
import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, operator
from core.test_machine import (
    CALLS_BACK,
    NUMBERS,
    OUT,
    RESULTS,
    STAFF,
    THEIRS,
    WEIGHTS,
    AnyOrder,
    document,
    draw,
    draw_out,
)
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import rule
from msgspec.structs import replace
from own_routing import OWN

from gudok.core import words as w
from gudok.core.ranking import catalogue
from gudok.core.ranking.agents.idle import LongestIdle
from gudok.core.ranking.agents.order import RoundRobinMemory
from gudok.core.ranking.agents.own import Custom, Manual, Predicted
from gudok.core.ranking.agents.ring import RingAll, RingProgressive
from gudok.core.ranking.agents.sticky import Preferred, Sticky, Tier
from gudok.core.ranking.agents.widening import Bullseye, ConditionalGroups, Criteria, Help, Ring
from gudok.core.ranking.calls.own import CustomCalls
from gudok.core.ranking.modes.asterisk import AsAsterisk
from gudok.core.ranking.modes.freeswitch import AsFreeswitch
from gudok.core.ranking.modes.genesys import AsGenesys
from gudok.core.ranking.modes.taskrouter import AsTaskrouter, Target
from gudok.core.ranking.plugins import Plugin, install
from gudok.core.ranking.snapshot import Step, Want
from gudok.core.settings import Member, Queue
from gudok.core.state import State
from gudok.core.step import step

snapshots = msgspec.json.Decoder(type(State().snapshot()))

RULES = tuple(kind() for kind in get_args(catalogue.LiveAgentRule))
SET = (
    None, LongestIdle("call-end", short=SECOND), Sticky(patience=20 * SECOND, then=RoundRobinMemory()),
    Bullseye((Ring(10 * SECOND, ("cards",)), Ring(SECOND)), then=LongestIdle()),
    Criteria((Step("cards >= 2", 20 * SECOND), Step("loans", 10 * SECOND)), skip_empty=True),
    ConditionalGroups((Help(("north",), "queue.waiting > 1", "queue.ready > 0", "support"),)),
    AsAsterisk("rrmemory", max_penalty=2), AsAsterisk("leastrecent"), AsFreeswitch("round-robin", tier_rules=True),
    AsGenesys((Ring(SECOND, ("loans",)),), evaluation="best"),
    AsTaskrouter((Target("cards > 1", timeout=SECOND), Target())),
    RingAll(), RingAll(most=2), RingProgressive(8 * SECOND), AsAsterisk(), AsFreeswitch("ring-progressively"),
    Custom("shortest_name", {"longest": 4}), Predicted("shortest_name", least=4, patience=20 * SECOND),
    Preferred((Tier(10, 20 * SECOND),)), Manual(), Manual(), Custom("breaks"),
    AsTaskrouter((Target(order_by="no such order"),)), Criteria((Step("((("),)),
)  # fmt: skip
"""The last three cannot be followed: the usual order goes on."""
ORDERS = (None, None, *(kind() for kind in get_args(catalogue.LiveCallRule)), CustomCalls("shortest_number"))
WANTS = ((), (), (Want("cards", 2, relax=((20 * SECOND, 1), (MINUTE, 0))),), (Want("loans"), Want("cards", weight=3)))
NEEDS = ("", "", 'agent.group = "north"', "waited > 30000 or loans", "nonsense (")
MEMBERS = (
    (), (Member("sales", penalty=1),), (Member("support", delay=15 * SECOND), Member("sales", rank=3, share=40)),
    (Member("sales", limit=1, ring=2, grade=3), Member("support", reserve=1, level=2, priority=2)),
)  # fmt: skip
SKILLS = ((), (("cards", 1),), (("cards", 3), ("loans", 1)), (("loans", 2),))


def breaks(*given: object) -> object:
    return 1 // 0


FUNCTIONS = {**OWN, "breaks": breaks}


@pytest.fixture(autouse=True, scope="module")
def installed() -> Iterator[None]:
    install({name: Plugin(function) for name, function in FUNCTIONS.items()})
    yield
    install({})


def thrown(dice: random.Random) -> tuple[tuple[Queue, ...], tuple]:
    """Queues and a staff, set up by lot."""
    pick = dice.choice

    def queue(kind: Queue) -> Queue:
        return replace(
            kind, algorithm=pick((*SET, *RULES)), order=pick(ORDERS), wants=pick(WANTS), needs=pick(NEEDS),
            needs_for=pick((0, 20 * SECOND)), weight=pick((0, 1)), ratio=pick((0, 60)),
            reserve_at=pick(((), (1, MINUTE))),
        )  # fmt: skip

    def person(name: str) -> object:
        own = operator(name, *pick((("sales",), ("support",), ("sales", "support"))))
        return replace(own, memberships=pick(MEMBERS), skills=pick(SKILLS), group=pick(("", "north", "south")))

    sales = pick((SALES, SALES, replace(SALES, wrapup=0), CALLS_BACK, replace(SALES, overflow="message")))
    queues = pick(((queue(sales), SUPPORT), (SALES, queue(SUPPORT)), (queue(sales), queue(SUPPORT))))
    return queues, tuple(person(name) for name in ("alice", "bob", "carol"))


class AnyAlgorithm(AnyOrder):
    """The same centre; its settings are thrown, and every turn is decided again by an engine that has just started."""

    codes: frozenset[str] = frozenset()
    """The algorithms that have chosen."""

    def note(self, said: w.AnyOutput, known: set[str], came: w.AnyInput) -> None:
        super().note(said, known, came)
        if isinstance(said, w.CallOffered):
            numbers = said.why.numbers
            self.codes |= {f"{key} {numbers[key]}" for key in ("algorithm", "calls_by") if key in numbers}

    def give(self, came: w.AnyInput) -> None:
        if not hasattr(self, "fresh"):
            super().give(came)
            return
        fresh = State.of(snapshots.decode(msgspec.json.encode(self.state.snapshot())))
        again = step(fresh, replace(came, at=self.at))
        before = self.n
        super().give(came)
        assert fresh.snapshot() == self.state.snapshot(), f"{came} is decided otherwise after a restart"
        assert bool(again) == (self.n > before)

    @rule(seed=st.integers(0, 1 << 32))
    def configure(self, seed: int) -> None:  # type: ignore[override]
        self.fresh = True
        dice = random.Random(seed)
        queues, staff = thrown(dice)
        if dice.random() < 0.1:
            queues, staff = (SALES, SUPPORT), STAFF[0]
        made = document(self.state.settings.version + 1, queues, NUMBERS, staff, dice.choice(OUT))
        self.give(w.Configured(0, replace(made, results=RESULTS, plugins=tuple((name, "") for name in FUNCTIONS))))


EXAMPLES = int(os.environ.get("GUDOK_FUZZ", "60"))
AnyAlgorithm.TestCase.settings = profile(max_examples=EXAMPLES, stateful_step_count=50)
TestAnyAlgorithm = AnyAlgorithm.TestCase


@pytest.mark.parametrize("seed", range(6))
def test_a_long_day_of_algorithms(seed: int) -> None:
    """Thousands of turns, with other algorithms now and then; offers by them really happen."""
    dice, world, told = random.Random(seed), AnyAlgorithm(), set()
    world.configure(seed)
    for n in range(1_200):
        name = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if name == "configure":
            world.configure(dice.getrandbits(32))
            continue
        (draw_out if name in THEIRS else draw)(dice, world, name, [f"c{m}" for m in range(n // 8, n // 8 + 12)])
        world.every_call_ends_once()
        told |= world.codes
    world.teardown()
    assert len(told) >= 3, "several algorithms had their turn"
