"""The door of the room: any reason, refusal, fact or state in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.web.why.details import details
from gudok.web.why.facts import sentence
from gudok.web.why.reasons import REASONS
from gudok.web.why.states import ENDS, LEGS, MODES, PAUSES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["details", "end_name", "explain", "leg_name", "mode_name", "reason", "sentence", "system_pause"]


def reason(code: str) -> str:
    """The bare phrase of a code; an unknown code is shown as it is, so that nothing is hidden."""
    return str(REASONS.get(code, code))


def explain(code: str, numbers: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The phrase with its numbers: «has been free the longest (free for 4:12, 2 operators free)»."""
    told = details(numbers, names)
    return f"{reason(code)} ({', '.join(told)})" if told else reason(code)


def end_name(end: str) -> str:
    """How a call ended, as a list's cell; empty for a call that goes on."""
    return str(ENDS.get(end, end))


def leg_name(outcome: str) -> str:
    """What became of an attempt to reach an operator."""
    return str(LEGS.get(outcome, outcome))


def mode_name(mode: str) -> str:
    """An operator's state by the core's tag."""
    return str(MODES.get(mode, mode))


def system_pause(reason_code: str) -> str:
    """The name of a break that the system gave; empty when the code is one of the centre's own break reasons."""
    return str(PAUSES.get(reason_code, ""))
