"""Who may have which call at all. Asked before any order: what cannot be used never blocks anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.ranking.skills import missing
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Call, Membership
    from gudok.core.ranking.view import View


def refusal(view: View, call: Call, agent: Agent, own: Membership) -> Reason | None:
    """Why an operator of the call's queue may not have it now; nothing when she may."""
    why = None
    # Asked of everybody in every decision: no calls of functions for those with nothing in the way.
    if agent.state != "ready" or not agent.reachable or own.paused or agent.not_before:
        why = not_free(view, agent, own)
    if why is None and (agent.load or agent.capacity):
        why = full(agent, call.channel)
    if why is None and (own.delay or own.limit or own.reserve):
        why = not_yet(view, call, own)
    if why is None and (call.wants or call.needs):
        why = unfit(view, call, agent)
    if why is None and agent.id in call.tried:
        why = Reason("already_tried")
    return why


def not_free(view: View, agent: Agent, own: Membership) -> Reason | None:
    """Her state, her telephone, a pause in this queue, a pause after a call not answered."""
    if agent.state != "ready":
        return Reason("agent_not_ready", {"state": agent.state})
    if not agent.reachable:
        return Reason("phone_unreachable")
    if own.paused:
        return Reason("paused_in_queue")
    if agent.not_before > view.now:
        return Reason("rests_after_miss", {"left": agent.not_before - view.now})
    return None


def full(agent: Agent, channel: str) -> Reason | None:
    """As many contacts of this channel as she may have."""
    most = agent.capacity.get(channel, 1)
    if agent.load.get(channel, 0) >= most:
        return Reason("capacity_full", {"most": most})
    return None


def not_yet(view: View, call: Call, own: Membership) -> Reason | None:
    """The call is too young for her, she had enough of this queue today, or its reserves are not called yet."""
    waited = view.now - call.arrived
    if waited < own.delay:
        return Reason("call_too_young", {"waited": waited, "delay": own.delay})
    if own.limit and "day" in own.tally and own.tally["day"].calls >= own.limit:
        return Reason("day_limit", {"calls": own.tally["day"].calls, "allowed": own.limit})
    if own.reserve:
        queue = view.queue(call.queue)
        # A reserve of a level for which no threshold is set is never called.
        if own.reserve > len(queue.reserve_at) or queue.estimate < queue.reserve_at[own.reserve - 1]:
            return Reason("held_in_reserve", {"reserve": own.reserve, "expected": queue.estimate})
    return None


def unfit(view: View, call: Call, agent: Agent) -> Reason | None:
    """A skill that the call wants is missing, or its expression is not true of her."""
    why = missing(call.wants, agent, view.now - call.arrived)
    if why is None and call.needs and not view.holds(call.needs, call, agent, call.queue):
        return Reason("needs_unmet", {"needs": call.needs})
    return why
