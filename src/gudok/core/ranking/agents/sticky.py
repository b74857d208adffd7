"""The customer's own operator: the last one, or those preferred by score."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from gudok.core.ranking.agents.idle import LongestIdle
from gudok.core.ranking.agents.simple import Simple
from gudok.core.ranking.eligible import unfit
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, Score
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Membership

DAY = 86_400_000


class Sticky(AgentRule, frozen=True, tag="sticky"):
    """The operator who talked with this customer last, then whoever `then` chooses.

    TaskRouter's known worker, Cisco's and Genesys's last agent, Oki-Toki's stickiness. She counts for `window` (ms)
    after their talk. For `patience` (ms) of the caller's wait nobody else is asked while she is at work but not free;
    where she is on a break, gone, or not skilled for this call, nobody waits for her.
    """

    window: int = 30 * DAY
    patience: int = 0
    then: Simple = LongestIdle()

    code: ClassVar[str] = "last_operator"
    parts: ClassVar[tuple[str, ...]] = ("other",)

    def last(self, ask: AgentAsk) -> str:
        """The customer's operator, if their talk is not too long ago."""
        call = ask.call
        return call.last if call.last and ask.view.now - call.last_at <= self.window else ""

    def awaited(self, ask: AgentAsk) -> bool:
        """Whether the call waits for her alone."""
        name = self.last(ask)
        agent = ask.view.agent(name)
        if agent is None or ask.waited >= self.patience or ask.call.queue not in agent.queues:
            return False
        if agent.state in ("away", "paused") or not agent.reachable or name in ask.call.tried:
            return False
        return unfit(ask.view, ask.call, agent) is None

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        if agent.id != self.last(ask) and self.kept(ask):
            return Reason("kept_for_last", {"agent": self.last(ask)})
        return self.then.refuses(ask, agent, own)

    def kept(self, ask: AgentAsk) -> bool:
        """`awaited`, worked out once."""
        if "awaited" not in ask.memo:
            ask.memo["awaited"] = self.awaited(ask)
        return bool(ask.memo["awaited"])

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        last, then = self.last(ask), self.then.scorer(ask)
        return lambda agent, own: (int(agent.id != last), *then(agent, own))

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        if score[0] == 0:
            return Reason(self.code, {"ago": ask.view.now - ask.call.last_at})
        return self.then.why(ask, agent, own, score[1:])

    def again(self, ask: AgentAsk) -> int:
        return ask.call.arrived + self.patience if self.kept(ask) else 0


class Tier(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """For `lasts` (ms) only those who are preferred by at least `least`."""

    least: int
    lasts: int


class Preferred(AgentRule, frozen=True, tag="preferred"):
    """Operators preferred for this call, the greatest score first; the others after them, as `then` orders them.

    Genesys's preferred agent routing. With `tiers`, those of smaller scores are asked only later.
    """

    tiers: tuple[Tier, ...] = ()
    then: Simple = LongestIdle()

    code: ClassVar[str] = "preferred"
    parts: ClassVar[tuple[str, ...]] = ("-preference",)

    def tier(self, ask: AgentAsk) -> tuple[Tier | None, int]:
        """The tier of this moment and when it ends (UTC ms); nothing when all are over."""
        ends = ask.call.arrived
        for tier in self.tiers:
            ends += tier.lasts
            if ask.view.now < ends:
                return tier, ends
        return None, 0

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        tier, score = self.tier(ask)[0], ask.call.preferred.get(agent.id, 0)
        if tier is not None and score < tier.least:
            return Reason("preferred_less", {"preference": score, "least": tier.least})
        return self.then.refuses(ask, agent, own)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        preferred, then = ask.call.preferred, self.then.scorer(ask)
        return lambda agent, own: (-preferred.get(agent.id, 0), *then(agent, own))

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        return self.reason(self.code, score[:1]) if score[0] else self.then.why(ask, agent, own, score[1:])

    def again(self, ask: AgentAsk) -> int:
        return self.tier(ask)[1]
