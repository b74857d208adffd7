"""Whether a queue takes one more caller, and whether those who wait in it have somebody to wait for."""

from __future__ import annotations

from gudok.core.hours.shut import shut
from gudok.core.queues.expected import expected
from gudok.core.settings import Queue
from gudok.core.state import State
from gudok.core.words import Reason

ABSENT = frozenset({"away", "unreachable"})
RESTING = frozenset({"away", "unreachable", "paused", "supervising"})


EVERY = 5_000
"""How often (ms) a queue in which callers wait is looked at."""


def watched(rules: Queue) -> bool:
    """Whether a queue's rules ask for being looked at now and then."""
    return rules.nobody != "wait" or rules.at_closing == "part"


def crowded(state: State, queue: str, at: int) -> Reason | None:
    """Why a new caller should not begin to wait in a queue, or None: it is full, too slow, or nobody is there."""
    rules = state.queues[queue]
    if rules.most or rules.most_wait:
        waiting = len(state.waiting[queue])
        if rules.most and waiting >= rules.most:
            return Reason("queue_full", {"queue": queue, "waiting": waiting})
        wait = expected(state, queue, waiting + 1, at) if rules.most_wait and waiting else None
        if wait is not None and wait.mean > rules.most_wait:
            return Reason("wait_too_long", {"queue": queue, "expected": wait.mean})
    return deserted(state, rules) if rules.nobody != "wait" else None


def deserted(state: State, rules: Queue) -> Reason | None:
    """Why nobody will take calls of a queue, when its rules mind that."""
    if rules.nobody == "wait":
        return None
    gone = ABSENT if rules.nobody == "away" else RESTING
    if any(count for stands, count in state.counts[rules.id].items() if stands not in gone):
        return None
    return Reason("nobody_there", {"queue": rules.id})


def next_queue(state: State, queue: str, at: int) -> tuple[str, str]:
    """Where a call flows over to from a queue: the first open one with room along the overflows, or "".

    And the first one that was passed over, or "". Each is looked at once, however they point at each other.
    """
    seen, passed, rules = {queue}, "", state.queues.get(queue)
    while rules is not None and rules.overflow == "queue":
        to = rules.overflow_queue
        if to in seen or to not in state.queues:
            break
        if shut(state, to, at) is None and crowded(state, to, at) is None:
            return to, passed
        seen.add(to)
        passed, rules = passed or to, state.queues[to]
    return "", passed
