"""Calls that operators pick: the list of them that each may have, in the queue's order, and the pick itself."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from gudok.core.agents.handle import known, refuse
from gudok.core.callback.serve import is_due
from gudok.core.move import Move
from gudok.core.ranking.catalogue import USUAL_CALLS
from gudok.core.ranking.rule import CallAsk
from gudok.core.routing.chosen import MISTAKES, Chosen, ask_of, dice_of, is_pulled, key_of, view_of
from gudok.core.routing.offer import give
from gudok.core.state import Agent, Booked, Call, Ready, State, Waiting, waits, whose
from gudok.core.words import AskRefused, PickAsked, Reason

if TYPE_CHECKING:
    from gudok.core.ranking.rule import AgentRule, CallRule, Score
    from gudok.core.ranking.snapshot import Agent as Seen
    from gudok.core.ranking.snapshot import Call as SeenCall
    from gudok.core.ranking.view import View


def pick(move: Move, ask: PickAsked) -> None:
    """Ring the operator who picked a call; who picks it after her is told so. Her second press is nothing."""
    agent = known(move, ask)
    if agent is None:
        return
    call = move.state.calls.get(ask.call)
    if call is not None and agent.id in holders(call):
        return
    mode = waits(call) if call is not None else None
    if call is None or mode is None:
        refuse(move, ask, "picked_by_another" if call is not None and holders(call) else "call_not_waiting")
        return
    hinders = hindrance(move, agent, call, mode)
    if hinders is not None:
        move.say(AskRefused(hinders, ask.agent, type(ask).__name__))
    elif isinstance(call.mode, Booked) and not is_due(move, call, call.mode):
        refuse(move, ask, "call_not_waiting")
    else:
        why = Reason("picked", {"waited": move.at - mode.joined, "algorithm": "manual", **asker(ask)})
        give(move, call, agent, mode, why, Chosen(agent.id, why))


def asker(ask: PickAsked) -> dict[str, int | str]:
    """Who picked it for her, when it was not she."""
    return {} if ask.by == ask.agent else {"by": ask.by}


def holders(call: Call) -> tuple[str, ...]:
    """The operators who have a call in hand; of one whose second line waits, those do not."""
    consult = call.consult
    if consult is None or consult.stage != "waiting":
        return (*whose(call.mode), *((consult.agent,) if consult is not None and consult.agent else ()))
    return ()


def hindrance(move: Move, agent: Agent, call: Call, mode: Waiting) -> Reason | None:
    """Why she cannot have this call now; None when she can."""
    state = move.state
    if state.telephony != "up":
        return Reason("telephony_down")
    if mode.queue not in state.served(agent.id):
        return Reason("not_your_queue", {"queue": mode.queue})
    if not is_pulled(state, mode.queue):
        return Reason("calls_given_out", {"queue": mode.queue})
    if not isinstance(agent.mode, Ready):
        return Reason("pick_when_ready")
    if not agent.reachable:
        return Reason("phone_unreachable")
    view = view_of(move)
    return barred(view, view.agents[agent.id], view.calls[call.id], state.ranked[mode.queue][0])


def barred(view: View, agent: Seen, call: SeenCall, rule: AgentRule) -> Reason | None:
    """Why a call of one of her queues is not for her: what bars her from any call, or colleagues who come before her.

    What cannot be read bars nobody.
    """
    ask, own = ask_of(view, call, rule), agent.queues[call.queue]
    try:
        why = rule.may(ask, agent, own)
        if why is not None or not own.penalty:
            return why
        ask.able = ask.able or [one for one in rule.candidates(ask) if rule.may(ask, *one) is None]
    except MISTAKES:
        return None
    least = min((one.penalty for _, one in ask.able), default=own.penalty)
    return Reason("smaller_penalty_free", {"penalty": own.penalty}) if least < own.penalty else None


def pickable(state: State, view: View, agent: Agent) -> tuple[Call, ...]:
    """The calls that an operator may pick now, in their queue's order; of several orders VIP first, then the oldest.

    None while she is not ready, or cannot be rung.
    """
    seen = view.agents.get(agent.id)
    if state.telephony != "up" or seen is None or not isinstance(agent.mode, Ready) or not agent.reachable:
        return ()
    lines: dict[CallRule, list[SeenCall]] = {}
    for queue in state.served(agent.id):
        if is_pulled(state, queue):
            rule, order = state.ranked[queue]
            able = [call for call in view.waiting.get(queue, ()) if barred(view, seen, call, rule) is None]
            lines.setdefault(order, []).extend(able)
    return tuple(merge(*(ordered(state, view, seen, *line) for line in lines.items()), key=key_of))


def ordered(state: State, view: View, agent: Seen, order: CallRule, calls: list[SeenCall]) -> list[Call]:
    """Calls as an order has them; what it holds back comes after the others, and who was put first before all."""
    scores: dict[str, Score] = {}
    for asked in (order, USUAL_CALLS):
        ask = CallAsk(view, agent, dice_of(agent.id), view.plugins)
        ask.able = calls
        try:
            ask.able = [call for call in calls if asked.refuses(ask, call, agent.queues[call.queue]) is None]
            score = asked.scorer(ask)
            scores = {call.id: score(call, agent.queues[call.queue]) for call in ask.able}
        except MISTAKES:
            continue
        break
    line = [state.calls[name] for _, name in sorted((points, name) for name, points in scores.items())]
    held = sorted((state.calls[call.id] for call in calls if call.id not in scores), key=key_of)
    return sorted((*line, *held), key=lambda call: not call.first)
