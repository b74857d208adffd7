"""The place in a queue as people are shown and told it."""

from __future__ import annotations

from gudok.core.state import Call, State, Waiting, waits


def shown_place(state: State, call: Call, line: Waiting | None = None) -> int:
    """The call's place; 0 where the queue has an order of its own, for arrival tells nothing then.

    Who was put first is before all, whatever the order. `line`: where it waits, for one who knows.
    """
    mode = line or waits(call)
    if mode is None:
        return 0
    rules = state.queues.get(mode.queue)
    own = rules is not None and rules.order is not None and not call.first
    return 0 if own else state.place(call, mode)
