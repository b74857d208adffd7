"""What the codes of the routing algorithms say: why somebody is chosen, and why somebody may not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gudok.web.routing.names import AGENTS, CALLS
from gudok.web.why.formats import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import _StrOrPromise

CHOSEN = {
    "rings_with_all": _("rings together with the others"),
    "rings_in_turn": _("one more rings every few seconds"),
    "first_in_list": _("first in the list"),
    "next_in_list": _("next in the list for this caller"),
    "next_in_turn": _("it is her turn in the round"),
    "by_lot": _("by lot"),
    "by_tickets": _("by lot, with tickets"),
    "least_occupied": _("has worked the smallest share of the time"),
    "least_talk": _("has talked the least"),
    "fewest_calls": _("has had the fewest calls"),
    "fewest_offered": _("has been offered the fewest calls"),
    "most_handled": _("has handled the most calls"),
    "shortest_handling": _("handles calls the fastest"),
    "rank": _("the highest rank in the queue"),
    "expert": _("the best level in the queue"),
    "most_skilled": _("the most skilled for this call"),
    "least_skilled": _("the least skilled who is skilled enough"),
    "below_share": _("furthest below the share that is meant"),
    "last_operator": _("talked with this customer last"),
    "preferred": _("preferred for this call"),
    "inner_ring": _("the innermost ring first, in it as usual"),
    "group_helps": _("her group helps the queue now"),
    "profile": _("by the order of her queues"),
    "group_idlest": _("her group has the most free operators against its ratio"),
    "fastest": _("the fastest, as long as nobody is idle for too long"),
    "needed_least": _("is needed the least in her other queues"),
    "value": _("the greatest sum of the weights"),
    "picked": _("picked this call"),
    "forecast": _("the best forecast for this call"),
    "own_rule": _("by the company's own rule"),
    "last_in_first_out": _("the newest first"),
    "priority_first": _("the higher priority first"),
    "deadline": _("the nearest deadline"),
    "head_start": _("the oldest, head starts included"),
    "slope": _("the wait counts by priority"),
    "objective_worst": _("the worst wait against the objective"),
    "cost_saved": _("saves the most cost of waiting"),
    "greatest_need": _("the highest priority and the oldest of all her queues"),
    "best_at_it": _("of the queue she is best at"),
    "queue_above_ratio": _("its queue is the longest against its ratio"),
    "as_asterisk": _("as Asterisk would"),
    "as_freeswitch": _("as FreeSWITCH would"),
    "as_vicidial": _("as VICIdial would"),
    "as_uccx": _("as Cisco UCCX would"),
    "as_avaya": _("as Avaya would"),
    "as_taskrouter": _("as TaskRouter would"),
    "as_connect": _("as Amazon Connect would"),
    "as_genesys": _("as Genesys Cloud would"),
    "algorithm_broken": _("the queue's algorithm cannot be followed; free the longest"),
    "order_broken": _("the order of calls cannot be followed; VIP first, then first come"),
    "ranks_lower": _("comes later by the queue's algorithm"),
    "answered_by_another": _("another operator answered first"),
    "ring_one_more": _("one more telephone is to ring"),
    "seek_again": _("it is asked again who may have the calls"),
}

PASSED = {
    "agent_not_ready": _("does not take calls now"),
    "not_in_queue": _("does not serve this queue"),
    "paused_in_queue": _("pauses in this queue"),
    "rests_after_miss": _("is left alone for a while after a call not answered"),
    "capacity_full": _("has as many contacts of this kind as may be"),
    "call_too_young": _("helps out here only when a call has waited longer"),
    "day_limit": _("has had as many calls of this queue today as may be"),
    "held_in_reserve": _("held in reserve until the wait is long"),
    "skill_missing": _("a skill is missing, or its level is too low"),
    "needs_unmet": _("is not what the call needs"),
    "already_tried": _("did not take this call before"),
    "kept_for_last": _("the call waits for the customer's own operator"),
    "preferred_less": _("is not preferred enough yet"),
    "outer_ring": _("her ring has not been reached yet"),
    "criteria_unmet": _("does not meet the criteria that hold now"),
    "group_not_called": _("her group does not help now"),
    "forecast_less": _("the forecast is not good enough yet"),
    "not_picked": _("did not pick this call"),
    "picked_by_another": _("a colleague has this call already"),
    "not_your_queue": _("the call is of a queue that this operator does not serve"),
    "calls_given_out": _("calls of this queue are given out and not picked"),
    "pick_when_ready": _("only who is ready for calls may pick one"),
    "smaller_penalty_free": _("colleagues with a smaller penalty are free, and come before"),
    "own_rule_refuses": _("left out by the company's own rule"),
    "still_wrapping_up": _("the pause after the last call is not over"),
    "penalty_outside": _("her penalty is outside the limits"),
    "heavier_queue": _("kept for a queue of more weight"),
    "not_the_head": _("only the first of the queue may be served"),
    "in_another_call": _("is in a call outside the queues"),
    "tier_not_reached": _("her level has not been reached yet"),
    "targets_over": _("all targets have timed out"),
    "starves": _("has been overtaken and waits for too long"),
}

REASONS = {**CHOSEN, **PASSED}

NOBODY = _("Nobody may have this call now.")
NOTHING = _("There is no call for this operator now.")
EXPECTED = _("as expected")


def again(ms: int) -> str:
    """When time alone changes an answer."""
    return gettext("Changes by itself in %(time)s.") % {"time": clock(ms)}


def then(name: str) -> str:
    """Who was chosen when it happened."""
    return gettext("Chosen then: %(name)s.") % {"name": name}


def _percent(millionths: int) -> str:
    return f"{millionths / 10_000:.1f}"


FAULTS: dict[str, _StrOrPromise] = {
    "missing": _("the function is not installed in this version"),
    "failed": _("the function failed"),
    "no_scores": _("the function gave no whole numbers"),
}
"""What was wrong with a function of the house's own."""


def _thousandths(value: int) -> str:
    return f"{value / 1_000:.2f}"


def _behind(millionths: int) -> str:
    if millionths < 0:
        return gettext("above the share by %(n)s %%") % {"n": _percent(-millionths)}
    return gettext("short of the share by %(n)s %%") % {"n": _percent(millionths)}


def chosen_by(numbers: Mapping[str, Any]) -> list[str]:
    """The algorithm or the order that a queue of its own was set to, by its name in the set-up."""
    told = []
    if (name := numbers.get("algorithm")) in AGENTS:
        told.append(gettext("algorithm: %(name)s") % {"name": AGENTS[name].name})
    if (name := numbers.get("calls_by")) in CALLS:
        told.append(gettext("order of calls: %(name)s") % {"name": CALLS[name].name})
    if (fault := numbers.get("fault")) in FAULTS:
        told.append(str(FAULTS[fault]))
    return told


NUMBERS: dict[str, Callable[[Any], str]] = {
    "age": lambda value: gettext("age %(time)s") % {"time": clock(value)},
    "ago": lambda value: gettext("%(time)s ago") % {"time": clock(value)},
    "expected": lambda value: gettext("expected wait %(time)s") % {"time": clock(value)},
    "delay": lambda value: gettext("from %(time)s on") % {"time": clock(value)},
    "handling": lambda value: gettext("%(time)s a call") % {"time": clock(value)},
    "talk": lambda value: gettext("talked %(time)s") % {"time": clock(value)},
    "talk_hourly": lambda value: gettext("talks %(time)s an hour") % {"time": clock(value)},
    "calls": lambda value: gettext("calls: %(n)d") % {"n": value},
    "calls_hourly": lambda value: gettext("calls an hour: %(n)s") % {"n": _thousandths(value)},
    "offered": lambda value: gettext("offered: %(n)d") % {"n": value},
    "offered_hourly": lambda value: gettext("offered an hour: %(n)s") % {"n": _thousandths(value)},
    "occupancy": lambda value: gettext("busy %(n)s %% of the time") % {"n": _percent(value)},
    "behind": _behind,
    "of_objective": lambda value: gettext("%(n)s %% of the objective") % {"n": _percent(value)},
    "penalty": lambda value: gettext("penalty %(n)d") % {"n": value},
    "rank": lambda value: gettext("rank %(n)d") % {"n": value},
    "level": lambda value: gettext("level %(n)d") % {"n": value},
    "ring": lambda value: gettext("ring %(n)d") % {"n": value},
    "reached": lambda value: gettext("reached: %(n)d") % {"n": value},
    "step": lambda value: gettext("step %(n)d") % {"n": value},
    "priority": lambda value: gettext("priority %(n)d") % {"n": value},
    "preference": lambda value: gettext("preference %(n)d") % {"n": value},
    "forecast": lambda value: gettext("forecast %(n)d") % {"n": value},
    "wanted": lambda value: gettext("wanted: %(n)d") % {"n": value},
    "has": lambda value: gettext("has: %(n)d") % {"n": value},
    "allowed": lambda value: gettext("may be: %(n)d") % {"n": value},
    "metric": lambda value: gettext("metric %(n)d") % {"n": value},
}
"""Numbers of rankings worth telling, as in `details.WORDED`."""

TEXTS = ("skill", "needs", "group", "function")
"""Texts of rankings worth telling as they are."""
