"""Whom a call can be handed to, and why no call comes: read from the engine's State, pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from gudok.core.outgoing.route import Refusal, route
from gudok.core.routing.chosen import is_pulled
from gudok.core.state import Ready, in_hand, standing, tag
from gudok.web.desk.spelling import matches
from gudok.web.people.numbers import parse
from gudok.web.why.wording import mode_name, reason, system_pause

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gudok.core.state import Agent, State

MOST = 12


def find_targets(state: State, operator: str, text: str) -> list[dict[str, Any]]:
    """Operators and queues whose name has `text`, or the number it is: those that can take the call first.

    The others come with the reason why they cannot.
    """
    found = [_agent_target(state, agent) for agent in state.agents.values() if agent.id != operator]
    found += [_queue_target(state, queue) for queue in state.queues]
    fitting = [target for target in found if target and matches(text, target["name"])]
    fitting.sort(key=lambda target: (bool(target["refused"]), target["kind"] != "agent", target["name"]))
    return [*_number_target(state, operator, text), *fitting][:MOST]


def _agent_target(state: State, agent: Agent) -> dict[str, Any] | None:
    operator = state.operators.get(agent.id)
    if operator is None:
        return None
    free = isinstance(agent.mode, Ready) and agent.reachable
    mode = standing(agent)
    word = _("No connection") if mode == "unreachable" else mode_name(mode)
    return {
        "kind": "agent",
        "id": agent.id,
        "name": operator.name,
        "mode": mode,
        "word": word,
        "since": agent.since,
        "refused": "" if free else word,
    }


def _number_target(state: State, operator: str, text: str) -> list[dict[str, Any]]:
    """The outside number that was typed, if it is one; with the reason when it may not be called."""
    number, mine = parse(text), state.operators.get(operator)
    if not number.e164 or mine is None:
        return []
    agent = state.agents.get(operator)
    call = state.calls.get(in_hand(agent)) if agent else None
    queue = getattr(call.mode, "queue", "") if call else ""
    way = route(state.settings, mine, number.e164, queue if queue in state.queues else "")
    refused = reason(way.code) if isinstance(way, Refusal) else ""
    return [{"kind": "number", "id": number.e164, "name": number.shown, "refused": refused}]


def _queue_target(state: State, queue: str) -> dict[str, Any]:
    counts = state.counts.get(queue, {})
    return {
        "kind": "queue",
        "id": queue,
        "name": state.queues[queue].name,
        "waiting": len(state.waiting.get(queue, ())),
        "ready": counts.get("ready", 0),
        "refused": "",
    }


class Line(NamedTuple):
    """One line of the answer to «why do I get no calls?»; `ok` is False for what stands in the way."""

    ok: bool
    text: str


def why_no_calls(state: State, operator: str, pauses: Mapping[str, str]) -> list[Line]:
    """What the engine knows of an operator: telephony, telephone, state, what comes next, queues, place in the line.

    `pauses` are the names of break reasons.
    """
    agent = state.agents.get(operator)
    if agent is None or operator not in state.operators:
        return [Line(False, _("The engine does not know you as an operator. Ask an administrator."))]
    ready = isinstance(agent.mode, Ready)
    pause = system_pause(getattr(agent.mode, "reason", "")) or pauses.get(getattr(agent.mode, "reason", ""), "")
    mode = mode_name(standing(agent) if ready and agent.reachable else tag(agent.mode))
    lines = [
        Line(
            state.telephony == "up", _("Telephony works") if state.telephony == "up" else _("Telephony does not work")
        ),
        Line(
            agent.reachable,
            _("Your telephone is registered") if agent.reachable else _("Your telephone is not registered"),
        ),
        Line(ready, _("Your state: %(state)s") % {"state": f"{mode} ({pause})" if pause else mode}),
    ]
    if agent.wish:
        name = pauses.get(agent.wish, agent.wish)
        lines.append(Line(True, _("You wait for room for a break: %(name)s. Calls come meanwhile.") % {"name": name}))
    served = state.served(operator)
    if not served:
        lines.append(Line(False, _("No queue is given to you. Ask an administrator.")))
    return lines + [_queue_line(state, queue, operator) for queue in served]


def _queue_line(state: State, queue: str, operator: str) -> Line:
    line = state.ready.get(queue, ())
    place = next((n for n, (_since, agent) in enumerate(line, 1) if agent == operator), 0)
    waiting = len(state.waiting.get(queue, ()))
    values = {"queue": state.queues[queue].name, "waiting": waiting, "place": place, "all": len(line)}
    if queue in state.closed:
        return Line(False, _("%(queue)s: closed by a supervisor; waiting %(waiting)s") % values)
    if is_pulled(state, queue):
        return Line(True, _("%(queue)s: waiting %(waiting)s; here you pick calls yourself, from the list") % values)
    if not place:
        return Line(True, _("%(queue)s: waiting %(waiting)s; you are not in the line of the ready") % values)
    return Line(True, _("%(queue)s: waiting %(waiting)s; your place among the ready: %(place)s of %(all)s") % values)
