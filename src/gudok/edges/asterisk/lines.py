"""A telephone has one line: it is rung only after the leg before has gone, or it would take the next call for a second.

Asterisk answers a hang-up before it has told the telephone; the end of the channel says that it has.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from gudok.core.words import RingAgent
from gudok.edges.asterisk.words import leg_id

LONGEST = 0.5
"""Seconds a ring waits for a leg whose end we are not told."""


class Lines:
    """Keeps rings back where they must wait. `ring` does one."""

    def __init__(self, ring: Callable[[RingAgent], None]) -> None:
        self.do_ring = ring
        self.agents: dict[str, str] = {}
        self.leaving: dict[str, set[str]] = {}
        self.held: dict[str, tuple[RingAgent, asyncio.TimerHandle]] = {}

    def ring(self, command: RingAgent) -> None:
        """Ring now, or when the operator's telephone is free."""
        leg = leg_id(command.call, command.leg)
        if leg in self.held:
            return
        self.agents[leg] = command.agent
        if self.leaving.get(command.agent):
            timer = asyncio.get_running_loop().call_later(LONGEST, self.give_up, command.agent)
            self.held[leg] = (command, timer)
        else:
            self.do_ring(command)

    def dropping(self, leg: str) -> bool:
        """A leg is to be dropped; False when it has not even been rung and now never will be."""
        held = self.held.pop(leg, None)
        if held is not None:
            held[1].cancel()
            del self.agents[leg]
            return False
        if leg in self.agents:
            self.leaving.setdefault(self.agents[leg], set()).add(leg)
        return True

    def gone(self, leg: str) -> None:
        """A leg's channel is no more."""
        agent = self.agents.pop(leg, "")
        self.leaving.get(agent, set()).discard(leg)
        if not self.leaving.get(agent):
            self.release(agent)

    def give_up(self, agent: str) -> None:
        """The end was not told in time: ring all the same."""
        for leg in self.leaving.pop(agent, set()):
            self.agents.pop(leg, None)
        self.release(agent)

    def release(self, agent: str) -> None:
        self.leaving.pop(agent, None)
        for leg, (command, timer) in list(self.held.items()):
            if command.agent == agent:
                timer.cancel()
                del self.held[leg]
                self.do_ring(command)

    def close(self) -> None:
        """The link is gone: nothing is rung any more."""
        for _, timer in self.held.values():
            timer.cancel()
        self.held.clear()
