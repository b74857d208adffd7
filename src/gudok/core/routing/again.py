"""Time alone may let an operator have a call that she might not before: when to look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.ranking.rule import AgentRule
from gudok.core.routing.chosen import MISTAKES, ask_of, is_pulled, view_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.core.move import Move
    from gudok.core.ranking.snapshot import Call
    from gudok.core.ranking.view import View

EVERY = 5_000
"""How often (ms) a queue is looked at in which calls wait although somebody is free: expected waits change too."""
SOONEST = 100
MOST = 20
"""Of so many calls the exact moment is worked out."""


def look_again(move: Move, queue: str, view: View | None = None) -> None:
    """Set the time to look at a queue again, where calls wait in it, somebody is free, and it is not the usual one."""
    state = move.state
    if queue not in state.ranked or is_pulled(state, queue):
        return
    if state.telephony != "up" or not (state.waiting[queue] and state.ready[queue]):
        return
    view, key = view or view_of(move), f"seek:{queue}"
    rule, until = state.ranked[queue][0], state.queues[queue].needs_for
    times = [move.at + EVERY]
    for call in view.waiting.get(queue, [])[:MOST]:
        times += changes(view, call, rule)
        times += [call.arrived + until] if until else []
    then = max(min(time for time in times if time > move.at), move.at + SOONEST)
    if state.timers.get(key, then + 1) > then:
        move.wake(key, then, "seek_again")


def changes(view: View, call: Call, rule: AgentRule) -> Iterator[int]:
    """When the answer to who may have a call changes (UTC ms); what is past, or unknown, is among them too."""
    try:
        yield rule.again(ask_of(view, call, rule))
    except MISTAKES:
        return
    for want in call.wants:
        yield from (call.arrived + after for after, _ in want.relax)
    yield from (call.arrived + own.delay for _, own in view.ready.get(call.queue, ()))
