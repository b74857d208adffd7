"""The most, or the least, skilled who is skilled enough."""

from __future__ import annotations

from typing import ClassVar, Literal

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, Score
from gudok.core.ranking.skills import levels
from gudok.core.ranking.snapshot import Agent, Membership, Want

By = Literal["sum", "weighted", "order", "average"]
THOUSAND = 1_000


def wanted(ask: AgentAsk) -> tuple[Want, ...]:
    """The skills that count: those the call wants, else those of its queue. Other skills of hers never count."""
    return ask.call.wants or ask.queue.skills


def measure(by: By, wants: tuple[Want, ...], agent: Agent) -> Score:
    """How skilled she is for this, greater is more: one number, or one for each skill in order of importance."""
    had = levels(wants, agent)
    if by == "order":
        return had
    if by == "weighted":
        return (sum(level * want.weight for level, want in zip(had, wants, strict=True)),)
    if by == "average":
        return (sum(had) * THOUSAND // len(had) if had else 0,)
    return (sum(had),)


class MostSkilled(AgentRule, frozen=True, tag="most-skilled"):
    """The highest levels in the skills that are wanted, then the longest idle.

    `by`: their sum (Cisco UCCX's Most Skilled, Voximplant's MOST_QUALIFIED), the sum weighted (By Weight), the most
    important skill first (By Order), or their average in thousandths (Genesys's best available skills).
    """

    by: By = "sum"

    code: ClassVar[str] = "most_skilled"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "-skill")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now, wants = ask.view.now, wanted(ask)

        def score(agent: Agent, own: Membership) -> Score:
            more = measure(self.by, wants, agent)
            return (own.penalty, *(-number for number in more), agent.since - now)

        return score


class LeastSkilled(AgentRule, frozen=True, tag="least-skilled"):
    """The lowest levels that suffice, then the longest idle: the best are kept for who needs them.

    Cisco UCCX's Least Skilled, Voximplant's LEAST_QUALIFIED. Not the reverse of most-skilled: of equals the longest
    idle comes first in both. `by` as there.
    """

    by: By = "sum"

    code: ClassVar[str] = "least_skilled"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "skill")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        now, wants = ask.view.now, wanted(ask)
        return lambda agent, own: (own.penalty, *measure(self.by, wants, agent), agent.since - now)
