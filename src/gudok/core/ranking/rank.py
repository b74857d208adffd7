"""The two questions of routing, kept apart: which operator gets a call, which call does an operator take.

Both first ask who may, then order those alone. Ties are broken by id and by nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import nsmallest
from typing import TYPE_CHECKING, TypeVar

from gudok.core.ranking.eligible import refusal
from gudok.core.ranking.rule import AgentAsk, AgentRule, CallAsk, CallRule, Passed, Plugins, Ranked, Ranking, Score
from gudok.core.ranking.snapshot import Agent, Membership, Snapshot
from gudok.core.ranking.view import View
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.dice import Dice

Thing = TypeVar("Thing")
NONE: Plugins = {}
Line = list[tuple[Score, str, Agent, Membership]]


class UnknownIdError(LookupError):
    """The snapshot has no operator or call of this id."""


def rank_agents(
    snapshot: Snapshot | View, call: str, rule: AgentRule, dice: Dice, most: int = 0, plugins: Plugins = NONE
) -> Ranking:
    """Which operator gets a call that waits.

    With `most` only so many of the first are ranked, and who may not is left out: the fast way. Without, everybody of
    the snapshot is in the answer, once.
    """
    view = snapshot if isinstance(snapshot, View) else View(snapshot)
    ask = AgentAsk(view, found(view.call, call), dice, plugins or view.plugins)
    ask.call = rule.adapted(ask)
    passed: list[Passed] = []
    if most and rule.still:
        line = first_of_order(ask, rule, most)
    else:
        line, passed = order_agents(ask, rule, most)
    ranked = tuple(Ranked(name, score, rule.why(ask, agent, own, score)) for score, name, agent, own in line)
    together = rule.together(ask, [entry[0] for entry in line]) if line else 0
    return Ranking(ranked, tuple(passed), together, rule.again(ask))


def order_agents(ask: AgentAsk, rule: AgentRule, most: int) -> tuple[Line, list[Passed]]:
    """Who may have the call, in order; and (when all are wanted) who may not."""
    passed: list[Passed] = []
    if most:
        ask.able = [(agent, own) for agent, own in rule.candidates(ask) if rule.may(ask, agent, own) is None]
        ask.able = [(agent, own) for agent, own in ask.able if rule.refuses(ask, agent, own) is None]
    else:
        passed = sift(ask, rule)
    score = rule.scorer(ask)
    scored = [(score(agent, own), agent.id, agent, own) for agent, own in ask.able]
    if most == 1 and scored:
        return [min(scored)], passed
    return nsmallest(most, scored) if most else sorted(scored), passed


def sift(ask: AgentAsk, rule: AgentRule) -> list[Passed]:
    """Put who may have the call into `ask.able`; returns the others, each with the reason, by id."""
    view, call, refused = ask.view, ask.call, {}
    for agent in view.agents.values():
        own = agent.queues.get(call.queue)
        why = Reason("not_in_queue", {"queue": call.queue}) if own is None else rule.may(ask, agent, own)
        if why is not None:
            refused[agent.id] = why
        elif own is not None:
            ask.able.append((agent, own))
    # What the rule refuses may depend on who else is able, so it is asked when that is known.
    kept = []
    for agent, own in ask.able:
        why = rule.refuses(ask, agent, own)
        if why is None:
            kept.append((agent, own))
        else:
            refused[agent.id] = why
    ask.able = kept
    return [Passed(name, refused[name]) for name in sorted(refused)]


def first_of_order(ask: AgentAsk, rule: AgentRule, most: int) -> Line:
    """The first who may have the call of an order that is made once for all calls that want the same of operators."""
    view, call = ask.view, ask.call
    key = (rule, call.queue, view.wanted(call))
    order = view.orders.get(key)
    if order is None:
        score = rule.scorer(ask)
        order = sorted((score(agent, own), agent.id, agent, own) for agent, own in rule.candidates(ask))
        view.orders[key] = order
    line: Line = []
    for entry in order:
        if rule.may(ask, entry[2], entry[3]) is None and rule.refuses(ask, entry[2], entry[3]) is None:
            line.append(entry)
            if len(line) == most:
                break
    return line


def rank_calls(
    snapshot: Snapshot | View, agent: str, rule: CallRule, dice: Dice, most: int = 0, plugins: Plugins = NONE
) -> Ranking:
    """Which of the calls that wait an operator takes. `most` as in `rank_agents`."""
    view = snapshot if isinstance(snapshot, View) else View(snapshot)
    ask = CallAsk(view, found(view.agent, agent), dice, plugins or view.plugins)
    refused: dict[str, Reason] = {}
    for queue in sorted(ask.agent.queues) if most else sorted(view.waiting):
        own = ask.agent.queues.get(queue)
        for call in view.waiting_of(queue):
            why = Reason("not_in_queue", {"queue": queue}) if own is None else refusal(view, call, ask.agent, own)
            if why is None:
                ask.able.append(call)
            else:
                refused[call.id] = why
    kept = []
    for call in ask.able:
        why = rule.refuses(ask, call, ask.agent.queues[call.queue])
        if why is None:
            kept.append(call)
        else:
            refused[call.id] = why
    ask.able = kept
    score = rule.scorer(ask)
    scored = [(score(call, ask.agent.queues[call.queue]), call.id, call) for call in kept]
    order = nsmallest(most, scored) if most else sorted(scored)
    ranked = tuple(Ranked(name, points, rule.why(ask, call, points)) for points, name, call in order)
    passed = () if most else tuple(Passed(name, refused[name]) for name in sorted(refused))
    late = () if most else tuple(Passed(call.id, why) for call, why in rule.alarms(ask, [entry[2] for entry in order]))
    return Ranking(ranked, passed, 1 if ranked else 0, 0, late)


def found(ask: Callable[[str], Thing | None], name: str) -> Thing:
    """The thing of this id."""
    thing = ask(name)
    if thing is None:
        raise UnknownIdError(f"the snapshot has no {name!r}")
    return thing
