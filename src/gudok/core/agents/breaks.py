"""Breaks and their limits: how long, how much a day, how many operators at once."""

from __future__ import annotations

from gudok.core.agents.days import break_end, day_of, used
from gudok.core.move import Move
from gudok.core.settings import Break
from gudok.core.state import BUSY, LEAVE, Agent, Paused, Ready, State, WrapUp
from gudok.core.words import AgentOverdue, PauseAsked, Reason


def pause_to(move: Move, agent: Agent, reason: str, why: Reason) -> Agent:
    """Begin a break, with the timer of its limit."""
    end = break_end(move.state.settings.zone, move.state.breaks.get(reason), agent.spent, agent.day, move.at)
    agent = move.agent_to(agent, Paused(reason, end), why)
    if end:
        move.wake(f"rest:{agent.id}", max(move.at, end), "break_limit")
    return agent


def rested_too_long(move: Move, agent_id: str) -> None:
    """The break has lasted as long as it may: that is told; to end it is the operator's to do."""
    agent = move.state.agents.get(agent_id)
    if agent is not None and isinstance(agent.mode, Paused):
        why = Reason("break_limit", {"reason": agent.mode.reason})
        move.say(AgentOverdue(why, agent.id, "paused", agent.mode.until, reason=agent.mode.reason))


def relimit(move: Move, why: Reason) -> None:
    """Changed limits hold for breaks that run already, counted from when they began."""
    zone, rules = move.state.settings.zone, move.state.breaks
    for agent in list(move.state.agents.values()):
        if not isinstance(agent.mode, Paused):
            continue
        end = break_end(zone, rules.get(agent.mode.reason), agent.spent, agent.day, agent.since)
        if end != agent.mode.until:
            move.agent_to(agent, Paused(agent.mode.reason, end), why, since=agent.since)
            if end:
                move.wake(f"rest:{agent.id}", max(move.at, end), "break_limit")


def used_up(state: State, agent: Agent, rule: Break, at: int) -> Reason | None:
    """Why the day allows this operator no more of a break; None when it does."""
    spent = used(agent.spent, agent.day, rule.id, day_of(state.settings.zone, at))
    if not rule.daily or spent < rule.daily:
        return None
    return Reason("break_used_up", {"reason": rule.id, "spent": spent, "limit": rule.daily})


def crowded(state: State, agent: Agent, rule: Break) -> Reason | None:
    """Why there is no room for one more on this break; None when there is."""
    if not rule.most:
        return None
    others = [other for other in state.resting.get(rule.id, ()) if other != agent.id]
    if rule.scope == "centre":
        fullest = len(others)
    else:
        served = state.served(agent.id)
        fullest = max((sum(queue in state.served(other) for other in others) for queue in served), default=0)
    return Reason("break_full", {"reason": rule.id, "on": fullest, "most": rule.most}) if fullest >= rule.most else None


def hindrance(move: Move, agent: Agent, ask: PauseAsked) -> tuple[Reason | None, bool]:
    """Why the operator cannot have the break now, and whether waiting for it helps. Another's order has no limits."""
    rule = move.state.breaks.get(ask.reason)
    if rule is None or ask.by != ask.agent:
        return None, False
    full = used_up(move.state, agent, rule, move.at)
    if full is not None:
        return full, False
    waits = rule.full == "wait" and type(agent.mode) in (Ready, *BUSY, WrapUp)
    return crowded(move.state, agent, rule), waits


def grant(move: Move) -> None:
    """Give breaks to those who wait for them, first come, first served, as far as there is room."""
    state = move.state
    for agent_id in sorted(state.wishes, key=lambda agent_id: (state.agents[agent_id].wished, agent_id)):
        agent = state.agents[agent_id]
        reason, rule = agent.wish, state.breaks.get(agent.wish)
        if rule is not None and (spent := used_up(state, agent, rule, move.at)):
            move.agent_wish(agent, "", spent)
        elif rule is None or crowded(state, agent, rule) is None:
            why = Reason("break_granted", {"reason": reason})
            agent = move.agent_wish(agent, "", why)
            if isinstance(agent.mode, Ready):
                pause_to(move, agent, reason, why)
            elif agent.next != LEAVE:
                move.agent_next(agent, reason, why)
