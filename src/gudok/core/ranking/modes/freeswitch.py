"""As FreeSWITCH's mod_callcenter: tiers with levels and positions, a score in seconds for callers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, CallAsk, CallRule, CallScorer, Score
from gudok.core.ranking.view import NOTHING
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Membership

SECOND = 1_000


class AsFreeswitch(AgentRule, frozen=True, tag="as-freeswitch"):
    """The nine strategies; every one goes by the tier's level first. An unknown name is sequentially-by-agent-order, as
    there (FusionPBX offers «sequentially-by-next-agent-order»).

    - talk time and calls answered only grow: who signed in last takes every call;
    - round-robin goes on from whoever of the queue was offered any queue's call last;
    - longest-idle-agent counts from the end of the last talk, and never-called agents are first.

    Tier rules as there: with `tier_rules` a level is reached after `tier_wait` ms (× level with `multiply`), at once
    when `no_agent_no_wait` and no agent of the levels before is signed in; signed in is enough, free is not asked.
    """

    strategy: str = "longest-idle-agent"
    progressive_delay: int = 10_000
    skip_external: bool = True
    tier_rules: bool = False
    tier_wait: int = 300_000
    multiply: bool = True
    no_agent_no_wait: bool = True

    code: ClassVar[str] = "as_freeswitch"
    parts: ClassVar[tuple[str, ...]] = ("level",)

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        if ask.queue.wrapup and agent.ended and agent.ended + ask.queue.wrapup >= ask.view.now:
            return Reason("still_wrapping_up", {"left": agent.ended + ask.queue.wrapup - ask.view.now})
        if agent.busy and self.skip_external:
            return Reason("in_another_call")
        if self.tier_rules and own.level > self.reached(ask):
            return Reason("tier_not_reached", {"level": own.level, "reached": self.reached(ask)})
        return None

    def reached(self, ask: AgentAsk) -> int:
        """The last level whose turn has come."""
        if "tier" in ask.memo:
            return int(ask.memo["tier"])
        levels = sorted(own.level for agent, own in ask.view.members_of(ask.call.queue) if agent.state != "away")
        tier = signed_in = 0
        for level in levels:
            if level > tier:
                waits = self.tier_wait * (level if self.multiply else 1)
                if not (self.no_agent_no_wait and signed_in == 0):
                    if ask.waited < waits:
                        break
                    signed_in = 0
                tier = level
            signed_in += 1
        ask.memo["tier"] = tier
        return tier

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        order = ORDERS.get(self.strategy, sequentially)(ask)
        if self.strategy == "top-down" or self.strategy == "round-robin":
            return order
        return lambda agent, own: (own.level, *order(agent, own))

    def at_once(self) -> int:
        return 0 if self.strategy == "ring-all" else 1

    def adds(self) -> int:
        return max(self.progressive_delay, SECOND) if self.strategy == "ring-progressively" else 0

    def together(self, ask: AgentAsk, scores: list[Score]) -> int:
        if self.strategy == "ring-all":
            return len(scores)
        if self.strategy == "ring-progressively":
            ringing = ask.view.now - ask.call.ringing if ask.call.ringing else 0
            return min(len(scores), 1 + ringing // max(self.progressive_delay, 1))
        return 1


def sequentially(ask: AgentAsk) -> AgentScorer:
    return lambda agent, own: (own.position, agent.offered)


def longest_idle(ask: AgentAsk) -> AgentScorer:
    return lambda agent, own: (agent.ended, own.position)


def least_talk(ask: AgentAsk) -> AgentScorer:
    return lambda agent, own: (agent.tally.get("all", NOTHING).talk, own.position)


def fewest_calls(ask: AgentAsk) -> AgentScorer:
    return lambda agent, own: (agent.tally.get("all", NOTHING).calls, own.position)


def by_lot(ask: AgentAsk) -> AgentScorer:
    return lambda agent, own: (ask.dice.roll(agent.id, 1 << 32),)


def together(ask: AgentAsk) -> AgentScorer:
    return lambda agent, own: (own.position,)


def round_robin(ask: AgentAsk) -> AgentScorer:
    """First who stands after the one offered a call last, of her level; then all, by level and position."""
    members = ask.view.members_of(ask.call.queue)
    asked = [(agent.offered, agent.id, own) for agent, own in members if agent.offered]
    last = max(asked, key=lambda entry: entry[:2])[2] if asked else None

    def score(agent: Agent, own: Membership) -> tuple[int, ...]:
        after = last is not None and own.level == last.level and own.position > last.position
        return (0 if after else 1, own.level, own.position, agent.offered)

    return score


def top_down(ask: AgentAsk) -> AgentScorer:
    """On from the caller's own pointer, whose `agent` is the level in digits."""
    pointer = ask.call.pointer
    level = int(pointer.agent) if pointer and pointer.agent.isdecimal() else 0
    reached = (level, pointer.position if pointer else 0)
    return lambda agent, own: (int((own.level, own.position) <= reached), own.level, own.position)


ORDERS = {
    "longest-idle-agent": longest_idle,
    "agent-with-least-talk-time": least_talk,
    "agent-with-fewest-calls": fewest_calls,
    "sequentially-by-agent-order": sequentially,
    "random": by_lot,
    "round-robin": round_robin,
    "top-down": top_down,
    "ring-all": together,
    "ring-progressively": together,
}


class CallsAsFreeswitch(CallRule, frozen=True, tag="as-freeswitch"):
    """The greatest score: whole seconds waited plus the base score (`head`), over all queues.

    A VIP with a base score of 300 is overtaken by an ordinary caller 301 seconds older; skill scores are always 0.
    """

    code: ClassVar[str] = "as_freeswitch"
    parts: ClassVar[tuple[str, ...]] = ("-points",)

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (-((now - call.arrived) // SECOND + call.head // SECOND),)
