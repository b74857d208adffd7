"""A fixed list of operators: from the top every time, or walked round from where the last one stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Pointer


class Sequential(AgentRule, frozen=True, tag="sequential"):
    """Always the first free of the list.

    FreeSWITCH's sequentially-by-agent-order, Cisco UCCX's and Avaya's (DDC) linear hunting.
    """

    code: ClassVar[str] = "first_in_list"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "position")
    still: ClassVar[bool] = True

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return lambda agent, own: (own.penalty, own.position)


class Linear(AgentRule, frozen=True, tag="linear"):
    """Down the list, each caller with a pointer of his own: who was asked for him is asked again only after the rest.

    Asterisk's linear (the pointer is the caller's), FreeSWITCH's top-down. A new caller begins at the top. Whoever is
    not free is passed over and stalls nobody (FreeSWITCH #1216 does stall).
    """

    code: ClassVar[str] = "next_in_list"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "round", "position")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return walk(ask.call.pointer, by_joining=False)


class RoundRobinMemory(AgentRule, frozen=True, tag="rr-memory"):
    """Round the operators in the order they signed in, on from the one who had the queue's last call.

    Asterisk's rrmemory, Cisco UCCX's and Avaya's circular hunting; the pointer is the queue's.
    """

    code: ClassVar[str] = "next_in_turn"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "round", "joined")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return walk(ask.queue.pointer, by_joining=True)


class RoundRobinOrdered(AgentRule, frozen=True, tag="rr-ordered"):
    """Round the operators in the order of the list, on from the one who had the queue's last call.

    Asterisk's rrordered.
    """

    code: ClassVar[str] = "next_in_turn"
    parts: ClassVar[tuple[str, ...]] = ("penalty", "round", "position")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return walk(ask.queue.pointer, by_joining=False)


def walk(pointer: Pointer | None, by_joining: bool) -> AgentScorer:
    """Who stands after the pointer comes in this round, the others in the next. Two of one place go by id."""
    reached = (pointer.position, pointer.agent) if pointer else None
    if reached is None:
        return lambda agent, own: (own.penalty, 0, own.joined if by_joining else own.position)
    if by_joining:
        return lambda agent, own: (own.penalty, int((own.joined, agent.id) <= reached), own.joined)
    return lambda agent, own: (own.penalty, int((own.position, agent.id) <= reached), own.position)
