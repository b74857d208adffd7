"""The operators of the world: shifts, breaks, and what each does when her telephone rings."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from gudok.core.move import Move
from gudok.core.routing.chosen import is_pulled, view_of
from gudok.core.routing.pick import pickable
from gudok.core.state import Away, Offered, Ready, legs
from gudok.core.words import (
    AgentChanged,
    CallConnected,
    HangUpAsked,
    LeaveAsked,
    LegUp,
    PauseAsked,
    PickAsked,
    Reachable,
    ReadyAsked,
    RingAgent,
)
from gudok.twin.arrivals import Caller, dice
from gudok.twin.laws import Draw, drawing
from gudok.twin.read import midnight, names
from gudok.twin.scenario import Rest, Staff

if TYPE_CHECKING:
    from gudok.twin.world import World

LOOKS_AGAIN = 5_000
"""After so long (ms) an operator looks again whether a call that waits may be hers by now."""
RECOVERS = 30_000
"""How long (ms) an operator who did not take a call is away when the scenario does not say."""


class Group:
    """What the operators of one table of staff have in common."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.answers = drawing(staff.answers) if staff.answers is not None else None
        self.recovers = drawing(staff.recovers) if staff.recovers is not None else None
        self.refuses = staff.declines + staff.misses
        self.chancy = staff.answers is not None or self.refuses > 0


class Crew:
    """Asks of the core what operators ask, at the times they would."""

    def __init__(self, world: World, seed: str) -> None:
        self.world, self.seed = world, seed
        self.groups = [Group(staff) for staff in world.scenario.staff]
        self.of: dict[str, Group] = {}
        self.dice: dict[str, Random] = {}
        self.resting: dict[tuple[str, str], int] = {}
        """By operator and reason: how long (ms) the break she asked for is to last."""
        self.will_look: set[str] = set()
        """Who will look at her list again by herself."""

    def begin(self) -> None:
        """Plan everybody's day."""
        day = midnight(self.world.scenario)
        for n, group in enumerate(self.groups):
            draws = [drawing(rest.lasts) for rest in group.staff.breaks]
            for place, name in enumerate(names(self.world.scenario, n)):
                self.of[name] = group
                self.shift(name, group.staff, day)
                for rest, draw in zip(group.staff.breaks, draws, strict=True):
                    self.plan_break(name, rest, draw, day + rest.at + place * rest.apart)

    def shift(self, name: str, staff: Staff, day: int) -> None:
        world = self.world
        begins = world.start if staff.shift is None else max(world.start, day + staff.shift[0])
        if staff.shift is None or begins < day + staff.shift[1]:
            world.plan(begins, self.comes, name)
        if staff.shift is not None:
            world.plan(max(begins, day + staff.shift[1]), self.leaves, name)

    def plan_break(self, name: str, rest: Rest, draw: Draw, at: int) -> None:
        if at >= self.world.start:
            self.world.plan(at, self.wants_break, name, (rest.reason, draw(self.chance(name))))

    def chance(self, name: str) -> Random:
        """An operator's own dice: another's doings do not change hers."""
        found = self.dice.get(name)
        if found is None:
            found = self.dice[name] = dice(self.seed, "operator", name)
        return found

    # what she asks

    def comes(self, name: str, _: Any) -> None:
        self.world.give(Reachable(self.world.at, name, up=True))
        self.world.give(ReadyAsked(self.world.at, name, name))

    def leaves(self, name: str, _: Any) -> None:
        self.world.give(LeaveAsked(self.world.at, name, name))

    def wants_break(self, name: str, rest: tuple[str, int]) -> None:
        if not isinstance(self.world.state.agents[name].mode, Away):
            reason, self.resting[name, rest[0]] = rest
            self.world.give(PauseAsked(self.world.at, name, name, reason))

    def rests(self, said: AgentChanged) -> None:
        """A break began: asked for, or the consequence of a call she did not take. Plan its end."""
        lasts = self.resting.pop((said.agent, said.reason), None)
        if lasts is None:
            recovers = self.of[said.agent].recovers
            lasts = recovers(self.chance(said.agent)) if recovers is not None else RECOVERS
        self.world.plan(self.world.at + lasts, self.world.comes_back, said.agent, self.world.at)

    # queues whose calls are picked

    def may_pick(self, name: str) -> None:
        """A call has come to such a queue of hers, or she is ready: she looks at once."""
        if any(is_pulled(self.world.state, queue) for queue in self.world.state.served(name)):
            self.world.plan(self.world.at, self.picks, name)

    def picks(self, name: str, _: Any) -> None:
        """She takes the first of her list; calls that are not for her yet let her look again."""
        world, state = self.world, self.world.state
        if not isinstance(state.agents[name].mode, Ready):
            return
        line = pickable(state, view_of(Move(state, world.at)), state.agents[name])
        if line:
            world.give(PickAsked(world.at, name, name, line[0].id))
        elif name not in self.will_look and any(
            state.waiting[queue] for queue in state.served(name) if is_pulled(state, queue)
        ):
            self.will_look.add(name)
            world.plan(world.at + LOOKS_AGAIN, self.looks_again, name)

    def looks_again(self, name: str, _: Any) -> None:
        self.will_look.discard(name)
        self.picks(name, None)

    # her telephone

    def rings(self, said: RingAgent) -> None:
        """She answers after a while, declines, or lets it ring out."""
        group, wait, refusal = self.of[said.agent], 0, 1.0
        if group.chancy:
            chance = self.chance(said.agent)
            refusal = chance.random()
            wait = group.answers(chance) if group.answers is not None else 0
        at = self.world.at + wait
        if refusal < group.staff.declines:
            self.world.plan(at, self.declines, said.call, said)
        elif refusal >= group.refuses:
            self.world.plan(at, self.answers, said.call, said)

    def answers(self, call: str, rung: RingAgent) -> None:
        if self.still_rings(call, rung):
            self.world.give(LegUp(self.world.at, call, rung.leg))

    def declines(self, call: str, rung: RingAgent) -> None:
        if self.still_rings(call, rung):
            self.world.give(HangUpAsked(self.world.at, rung.agent, rung.agent))

    def still_rings(self, call: str, rung: RingAgent) -> bool:
        known = self.world.state.calls.get(call)
        return known is not None and isinstance(known.mode, Offered) and rung.leg in legs(known)

    def talks(self, said: CallConnected, caller: Caller) -> int:
        """How long (ms) she talks with him."""
        pace = self.of[said.agent].staff.pace
        if not pace:
            return caller.talk
        return max(1, round(caller.talk * pace.get(said.queue, pace.get("*", 1.0))))
