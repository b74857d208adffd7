"""The two questions of routing in a queue that does not go the usual way: its algorithms answer them."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from gudok.core.move import Move
from gudok.core.ranking.agents.own import PluginError
from gudok.core.ranking.catalogue import REGARDLESS, USUAL_AGENTS, USUAL_CALLS, name_of
from gudok.core.ranking.day import Day
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.expression import ExpressionError
from gudok.core.ranking.known import Known, LiveView
from gudok.core.ranking.live import positions_of
from gudok.core.ranking.rank import rank_agents
from gudok.core.ranking.rule import AgentAsk, AgentRule, CallAsk, CallRule, Rule, RuleError
from gudok.core.ranking.snapshot import Agent as Seen
from gudok.core.ranking.snapshot import Call as SeenCall
from gudok.core.ranking.view import View
from gudok.core.routing.order import SHORT
from gudok.core.state import Agent, Call, Offered, Ready, State, Waiting, wait_key, waits
from gudok.core.words import Candidate, Reason, WakeAt

MISTAKES = (RuleError, ExpressionError)
"""What a setting that got past the set-up may have wrong; the usual order goes on then, and says so."""
USUAL = (USUAL_AGENTS, USUAL_CALLS)
BROKEN = Reason("algorithm_broken").code
DISORDER = Reason("order_broken").code


class Chosen(NamedTuple):
    """Whom the algorithm chose: an operator's or a call's id, why, and the next ones of the ranking.

    `beside`: the operators who ring with her. `unread`: what the call needs cannot be read, and nobody is asked for it.
    """

    id: str
    why: Reason
    rest: tuple[Candidate, ...] = ()
    beside: tuple[tuple[str, Reason], ...] = ()
    unread: bool = False


def is_ranked(state: State, agent: Agent) -> bool:
    """Whether one of her queues does not go the usual way."""
    return any(queue in state.ranked for queue in state.served(agent.id))


def is_pulled(state: State, queue: str) -> bool:
    """Whether operators pick the calls of a queue themselves, and none is given out."""
    return queue in state.ranked and state.ranked[queue][0].pulled


def view_with(move: Move, call: Call, mode: Offered) -> View:
    """The centre with a call that rings: whom it might ring beside."""
    move.count()
    return LiveView(move.state, known_of(move.state), move.at, (call, mode))


def view_of(move: Move) -> View:
    """The centre at this moment, as the algorithms look at it; the same one until something but a timer is said."""
    said, view = move.seen
    if view is not None and all(type(one) is WakeAt for one in move.out[said:]):
        return view
    move.count()
    made = LiveView(move.state, known_of(move.state), move.at)
    move.seen = (len(move.out), made)
    return made


def known_of(state: State) -> Known:
    """What is known of the operators: kept where some queue has an algorithm of its own."""
    return state.known or Known(positions_of(state), state.serves, Day(state.settings.zone))


def seed_of(name: str) -> int:
    """The seed of the dice about something: a replay throws them again."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)


@lru_cache(maxsize=4096)
def dice_of(name: str) -> Dice:
    """The dice about a call (and how often it has been offered), or an operator."""
    return Dice(seed_of(name))


def operator_for(state: State, view: View, call: Call, queue: str) -> Chosen | None:
    """The operator a call of such a queue goes to; nothing when nobody free may have it."""
    if is_pulled(state, queue):
        return None
    rule, dice = state.ranked[queue][0], dice_of(f"{call.id}-{call.legs}")
    named: dict[str, int | str] = {"algorithm": name_of(type(rule))}
    for asked in (rule, USUAL_AGENTS, REGARDLESS):
        try:
            told = rank_agents(view, call.id, asked, dice, (asked.at_once() or len(state.ready[queue])) + SHORT)
        except MISTAKES as error:
            named |= faults(asked, error)
            continue
        if not told.ranked:
            return None
        rung = [
            (one.id, Reason(one.why.code if asked is rule else BROKEN, {**one.why.numbers, **named}))
            for one in told.ranked[: told.together]
        ]
        after = told.ranked[len(rung) : len(rung) + SHORT]
        rest = tuple(Candidate(one.id, "ranks_lower", idle_of(state, one.id, view.now)) for one in after)
        return Chosen(*rung[0], rest, tuple(rung[1:]), unread=asked is REGARDLESS)
    return None


def faults(rule: Rule, error: ValueError) -> dict[str, int | str]:
    """Which function of the house's own was at fault, and how."""
    name = getattr(rule, "function", "") or getattr(rule, "model", "")
    return {"function": name, "fault": error.fault} if isinstance(error, PluginError) else {}


def idle_of(state: State, agent: str, now: int) -> int:
    """How long she has been ready (ms)."""
    mode = state.agents[agent].mode
    return now - mode.since if isinstance(mode, Ready) else 0


def call_for(state: State, view: View, agent: Agent) -> Chosen | None:
    """The call she takes: the best of each order that her queues have, and of these VIP first, then first come."""
    seen = view.agent(agent.id)
    if seen is None:
        return None
    groups: dict[CallRule, list[SeenCall]] = {}
    for queue in state.served(agent.id):
        if is_pulled(state, queue):
            continue
        rule, order = state.ranked.get(queue, USUAL)
        groups.setdefault(order, []).extend(able(view, seen, queue, rule))
    best = [found for order, calls in groups.items() if (found := first_of(state, view, seen, order, calls))]
    return min(best, key=lambda found: key_of(state.calls[found.id]), default=None)


def key_of(call: Call) -> tuple[int, int, str]:
    """The usual order, between queues that do not go by one order."""
    return wait_key(call, waits(call) or Waiting("", call.since))


def able(view: View, agent: Seen, queue: str, rule: AgentRule) -> list[SeenCall]:
    """The calls of a queue that she may have, by the queue's algorithm too: who may not have one blocks nobody."""
    for asked in (rule, USUAL_AGENTS, REGARDLESS):
        try:
            return [call for call in skilled_for(view, agent, queue, asked) if may_have(view, agent, call, asked)]
        except MISTAKES:
            continue
    return []


def skilled_for(view: View, agent: Seen, queue: str, rule: AgentRule) -> list[SeenCall]:
    """The calls of a queue of which she is what they want: asked of each lot that wants the same, not of each call."""
    groups = view.groups.get((queue, id(rule)))
    if groups is None:
        groups = {}
        for call in view.waiting_of(queue):
            groups.setdefault(view.wanted(ask_of(view, call, rule).call), []).append(call)
        view.groups[queue, id(rule)] = groups
    lots = [calls for wanted, calls in groups.items() if view.has(agent, wanted)]
    return lots[0] if len(lots) == 1 else sorted((call for lot in lots for call in lot), key=lambda call: call.id)


def may_have(view: View, agent: Seen, call: SeenCall, rule: AgentRule) -> bool:
    """Whether an algorithm would let her have a call."""
    ask, own = ask_of(view, call, rule), agent.queues[call.queue]
    if rule.may(ask, agent, own) is not None:
        return False
    if not ask.able:
        ask.able = [one for one in rule.candidates(ask) if rule.may(ask, *one) is None]
    return rule.refuses(ask, agent, own) is None


def ask_of(view: View, call: SeenCall, rule: AgentRule) -> AgentAsk:
    """The question who gets a call: the same for every operator of this moment."""
    key = (call.id, id(rule))
    if key not in view.asks:
        ask = AgentAsk(view, call, dice_of(call.id), view.plugins)
        ask.call = rule.adapted(ask)
        view.asks[key] = ask
    found: AgentAsk = view.asks[key]
    return found


def first_of(state: State, view: View, agent: Seen, order: CallRule, calls: list[SeenCall]) -> Chosen | None:
    """The first of these calls in that order; in the usual one where it cannot be followed, which is told."""
    named: dict[str, int | str] = {"calls_by": name_of(type(order))}
    for asked in (order, USUAL_CALLS):
        try:
            chosen = best_of(state, view, agent, asked, calls)
        except MISTAKES as error:
            named |= faults(asked, error)
            continue
        if chosen is None:
            return None
        code = chosen.why.code if asked is order or chosen.why.code == "put_first" else DISORDER
        return Chosen(chosen.id, Reason(code, {**chosen.why.numbers, **named}))
    return None


def best_of(state: State, view: View, agent: Seen, order: CallRule, calls: list[SeenCall]) -> Chosen | None:
    """The first of these calls in that order; what a supervisor has put first is before all, whatever the order."""
    ask = CallAsk(view, agent, dice_of(agent.id), view.plugins)
    ask.able = calls
    ask.able = [call for call in calls if order.refuses(ask, call, agent.queues[call.queue]) is None]
    ask.able = [call for call in ask.able if state.calls[call.id].first] or ask.able
    if not ask.able:
        return None
    score = order.scorer(ask)
    points, _, call = min((score(call, agent.queues[call.queue]), call.id, call) for call in ask.able)
    why, waiting = order.why(ask, call, points), view.length(call.queue)
    code = "put_first" if state.calls[call.id].first else why.code
    numbers: dict[str, int | str] = {"waited": view.waited(call), "waiting": waiting, **why.numbers}
    return Chosen(call.id, Reason(code, numbers))
