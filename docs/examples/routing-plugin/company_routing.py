"""Three functions for Gudok's routing: two choose the operator, one the call. Nothing of Gudok is imported."""

from __future__ import annotations


def vip_team(view, call, able, dice, settings):
    """VIPs to one team first, all others to the other teams first; of equals who has been ready the longest."""
    team = settings.get("team", "VIP")
    return {agent.id: (int((agent.group == team) != call.vip), agent.since) for agent, own in able}


def chance_of_sale(view, call, able, dice, settings):
    """A model, for «Best forecast»: the chance of a sale in thousandths, greater is better."""
    made = {"Gold": 120, "Silver": 60}
    return {agent.id: made.get(agent.group, 20) + 10 * own.rank for agent, own in able}


def late_first(view, agent, able, dice, settings):
    """Who has waited for too long goes before all; then VIPs, then who came first."""
    late = settings.get("late_s", 180) * 1000
    return {call.id: (int(view.now - call.arrived <= late), int(not call.vip), call.arrived) for call in able}
