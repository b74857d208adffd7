"""How a leg that nobody answered ended."""

from __future__ import annotations

from gudok.core.words import LegGone

NOT_THERE = (1, 3, 20, 27, 38)
"""Q.850 causes that say the telephone could not be reached at all."""
NO_ANSWER = (18, 19, 102)

PAUSED_BY = {"declined": "declined", "missed": "missed", "unreachable": "unreachable", "failed": "unreachable"}
"""Outcomes that are the operator's (or her telephone's) doing, and the pause reason each brings."""


def outcome(came: LegGone) -> str:
    """How an unanswered leg ended, from what was told of it."""
    if came.how == "lost":
        return "lost"
    if came.how in ("failed", "torn") or came.cause in NOT_THERE:
        return "unreachable"
    return "missed" if came.cause in NO_ANSWER else "declined"
