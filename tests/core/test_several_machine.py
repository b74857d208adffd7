"""Every input in every order while several telephones ring for each call; the engine dies after every single turn."""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, operator
from core.test_machine import NUMBERS, OUT, PEOPLE, document, draw
from core.test_ranked_machine import AnyAlgorithm
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from msgspec.structs import replace

from gudok.core import words as w
from gudok.core.ranking.agents.ring import RingAll, RingProgressive
from gudok.core.ranking.modes.asterisk import AsAsterisk
from gudok.core.ranking.modes.freeswitch import AsFreeswitch
from gudok.core.state import Offered, Ringing, State, Talking, rung

RULES = (
    RingAll(), RingAll(), RingAll(most=2), RingProgressive(3 * SECOND), RingProgressive(10 * SECOND), AsAsterisk(),
    AsFreeswitch("ring-progressively", progressive_delay=5 * SECOND), AsFreeswitch("ring-all"),
)  # fmt: skip
SALES_WAYS = (
    SALES, replace(SALES, wrapup=0, decline=False), replace(SALES, ring=0), replace(SALES, record=False, ring=MINUTE),
    replace(SALES, overflow="queue", overflow_queue="support", max_wait=30 * SECOND),
)  # fmt: skip
STAFF = (
    tuple(operator(name, "sales", "support") for name in PEOPLE),
    tuple(operator(name) for name in PEOPLE),
    tuple(replace(operator(name), browser=False) for name in PEOPLE[:2]),
)


class SeveralRing(AnyAlgorithm):
    """Operators come back to work all the time, so that most calls find several of them."""

    seen: Counter[str]

    def __init__(self) -> None:
        self.seen = Counter()
        super().__init__()

    def note(self, said: w.AnyOutput, known: set[str], came: w.AnyInput) -> None:
        super().note(said, known, came)
        if isinstance(said, w.LegEnded):
            self.seen[said.why.code] += 1
        if isinstance(said, w.CallConnected):
            assert not (busy := self.ring_on(said.call)), f"{busy} ring for a call that talks"

    def ring_on(self, call: str) -> list[str]:
        """Who rings for a call after the turn, though it does not."""
        modes = {name: agent.mode for name, agent in self.state.agents.items()}
        known = self.state.calls.get(call)
        line = known.consult.agent if known is not None and known.consult is not None else ""
        rings = [name for name, mode in modes.items() if isinstance(mode, Ringing) and mode.call == call]
        return [name for name in rings if name != line and not (known and name in dict(rung(known.mode)))]

    @rule(seed=st.integers(0, 1 << 32))
    def configure(self, seed: int) -> None:
        self.fresh = True
        pick = random.Random(seed).choice
        queues = (
            replace(pick(SALES_WAYS), algorithm=pick(RULES)),
            pick((SUPPORT, replace(SUPPORT, algorithm=RingAll()))),
        )
        self.give(w.Configured(0, document(self.state.settings.version + 1, queues, NUMBERS, pick(STAFF), pick(OUT))))

    @rule()
    def all_to_work(self) -> None:
        for agent in list(self.state.agents.values()):
            if not isinstance(agent.mode, Ringing | Talking):
                self.come_to_work(agent.id)

    @precondition(lambda self: self.together())
    @rule(nth=st.integers(0, 2), what=st.sampled_from(("up", "up", "both", "refuse", "off", "lost", "caller", "dead")))
    def while_several_ring(self, nth: int, what: str) -> None:
        """One of those who ring together does something, or all of them in one moment."""
        call = self.together()[0]
        legs = rung(self.state.calls[call].mode)
        name, leg = legs[nth % len(legs)]
        if what in ("up", "both"):
            for one in (leg, *(other for _, other in legs if what == "both")):
                self.give(w.LegUp(0, call, one))
            talking = [one.id for one in self.state.agents.values() if one.mode == Talking(call)]
            assert talking == [name], "the first who answered, and nobody else"
        elif what == "refuse":
            self.give(w.HangUpAsked(0, name, name))
        elif what == "off":
            self.give(w.Reachable(0, name, up=False))
        elif what == "lost":
            for _, one in legs:
                self.give(w.LegGone(0, call, one, 0, "lost"))
        elif what == "dead":
            self.state = State.of(self.state.snapshot())
        else:
            self.give(w.CallerGone(0, call))
            assert not self.ring_on(call)

    def together(self) -> list[str]:
        """The calls that ring at several operators now."""
        calls = self.state.calls.values()
        return [call.id for call in calls if isinstance(call.mode, Offered) and len(rung(call.mode)) > 1]


EXAMPLES = int(os.environ.get("GUDOK_FUZZ", "60"))
SeveralRing.TestCase.settings = profile(max_examples=EXAMPLES, stateful_step_count=50)
TestSeveralRing = SeveralRing.TestCase
WHAT = ("up", "up", "up", "both", "refuse", "off", "lost", "caller", "dead")


@pytest.mark.parametrize("seed", range(4))
def test_call_after_call_rings_at_several(seed: int) -> None:
    """Each of the ends really comes about, time and again."""
    dice, world = random.Random(seed), SeveralRing()
    for n in range(120):
        if n % 20 == 0:
            world.configure(dice.getrandbits(32))
        free(world)
        world.arrive(f"c{n}", "100", vip=dice.random() < 0.2, ago=0)
        for _ in range(dice.randrange(4)):
            if dice.random() < 0.3:
                world.later(dice.choice((SECOND, 6 * SECOND, 20 * SECOND)))
            if world.together():
                world.while_several_ring(dice.randrange(3), dice.choice(WHAT))
            draw(dice, world, dice.choice(("arrive", "late_or_doubled", "operator_does")), [f"c{n}", f"c{n}b"])
            world.every_call_ends_once()
    world.teardown()
    assert world.seen["answered_by_another"] > 10, world.seen
    assert {"offer_missed", "offer_lost", "offer_unreachable", "abandoned"} <= set(world.seen)


def free(world: SeveralRing) -> None:
    """All calls end, the link stands, and everybody wants calls."""
    world.give(w.TelephonyUp(0))
    for call in list(world.state.calls):
        world.give(w.CallerGone(0, call))
    for _ in range(2):
        world.all_to_work()
