"""The robot operators' working day: ready, a break now and then, ready again after a missed call, a call picked."""

from __future__ import annotations

from random import Random

from gudok.city.world import Robot
from gudok.core.move import Move
from gudok.core.routing.chosen import is_pulled, view_of
from gudok.core.routing.pick import pickable
from gudok.core.state import Away, Paused, Ready, State
from gudok.core.words import PauseAsked, PickAsked, ReadyAsked

Wish = ReadyAsked | PauseAsked | PickAsked

ARRIVES_S = (0.2, 2.0)
RECOVERS_S = (4.0, 12.0)
RESTS_S = (25.0, 70.0)
REST_EVERY_S = 400.0
BREAKS = ("break", "lunch", "paperwork")
PICKS_AFTER_S = 15.0
"""So long a robot looks at its list on average: a person at the desk is faster."""
FEWEST = 3
"""So many robots stay at work."""


class Crew:
    """Says at every tick what robots ask of the centre."""

    def __init__(self, robots: tuple[Robot, ...], random: Random) -> None:
        self.robots = robots
        self.random = random
        self.due: dict[str, float] = {}
        """By operator: when the absence ends."""

    def tick(self, state: State, now: float, seconds: float, at: int) -> list[Wish]:
        """Asks to send now; `now` is any clock in seconds, `at` UTC milliseconds."""
        asks: list[Wish] = [ask for robot in self.robots if (ask := self._come(robot.agent, state, now))]
        return asks + self._rest(state, seconds) + self._pick(state, seconds, at)

    def _come(self, agent_id: str, state: State, now: float) -> Wish | None:
        agent = state.agents.get(agent_id)
        if agent is None or not agent.reachable or not isinstance(agent.mode, Away | Paused):
            self.due.pop(agent_id, None)
            return None
        due = self.due.setdefault(agent_id, now + self.random.uniform(*absence(agent.mode)))
        if now < due:
            return None
        self.due[agent_id] = now + RECOVERS_S[0]  # asked again if it is not heard
        return ReadyAsked(0, agent_id, agent_id)

    def _pick(self, state: State, seconds: float, at: int) -> list[Wish]:
        """Robots of queues whose calls are picked take the first of their lists, each after a while."""
        queues = {queue for queue, line in state.waiting.items() if line and is_pulled(state, queue)}
        if not queues:
            return []
        view, asks = view_of(Move(state, at)), list[Wish]()
        for robot in self.robots:
            agent = state.agents.get(robot.agent)
            if agent is None or queues.isdisjoint(state.served(agent.id)):
                continue
            line = pickable(state, view, agent)
            if line and self.random.random() < seconds / PICKS_AFTER_S:
                asks.append(PickAsked(0, agent.id, agent.id, line[0].id))
        return asks

    def _rest(self, state: State, seconds: float) -> list[Wish]:
        """One of the ready robots may take a break, if enough others work."""
        modes = {robot.agent: state.agents[robot.agent].mode for robot in self.robots if robot.agent in state.agents}
        working = [agent for agent, mode in modes.items() if not isinstance(mode, Away | Paused)]
        ready = [agent for agent in working if isinstance(modes[agent], Ready)]
        if len(working) <= FEWEST or not ready or self.random.random() > len(self.robots) * seconds / REST_EVERY_S:
            return []
        agent = self.random.choice(ready)
        return [PauseAsked(0, agent, agent, self.random.choice(BREAKS))]


def absence(mode: Away | Paused) -> tuple[float, float]:
    """How long it lasts, at least and at most, in seconds."""
    if isinstance(mode, Away):
        return ARRIVES_S
    return RESTS_S if mode.reason in BREAKS else RECOVERS_S
