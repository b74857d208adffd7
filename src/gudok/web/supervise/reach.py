"""Whether what a supervisor asks for is about people, calls and queues that she may see: read from the State, pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.state import whose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gudok.core.state import State
    from gudok.web.accounts.scope import Scope
    from gudok.web.supervise.powers import About


def within(state: State, scope: Scope | None, about: About, form: Mapping[str, str]) -> bool:
    """Without a scope everything is; what is not there at all is left to the engine to refuse."""
    if scope is None or about == "self":
        return True
    if about == "call":
        return _call(state, scope, form.get("call", "")) and _targets(scope, form)
    if about == "agent":
        return form.get("agent", "") in scope.operators
    if about == "queue":
        return form.get("queue", "") in scope.queues
    kind, to = form.get("kind", ""), form.get("to", "")
    return (kind == "agent" and to in scope.operators) or (kind == "queue" and to in scope.queues)


def _call(state: State, scope: Scope, call_id: str) -> bool:
    call = state.calls.get(call_id)
    if call is None:
        return True
    return getattr(call.mode, "queue", "") in scope.queues or not scope.operators.isdisjoint(whose(call.mode))


def _targets(scope: Scope, form: Mapping[str, str]) -> bool:
    """Where a call is sent must be hers to see, too."""
    queue, agent = form.get("queue", ""), form.get("agent", "")
    return (not queue or queue in scope.queues) and (not agent or agent in scope.operators)
