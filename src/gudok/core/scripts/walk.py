"""The way through a script: where an operator stands by the answers given, what is kept, what is still missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from gudok.core.ivr.check import reach
from gudok.core.scripts.script import AnyStep, Choice, End, Question, Script
from gudok.core.scripts.words import known_as

MOST_STEPS = 500
"""So many steps are followed: a script that goes round is not told for ever."""
_NUMBER = re.compile(r"[-+]?\d{1,18}([.,]\d{1,9})?")


class Told(Struct, frozen=True, array_like=True):
    """A step that was left, and the answer it was left with; empty for one that asks nothing."""

    step: str
    answer: str = ""


class Walk(Struct, frozen=True):
    """The steps left, in their order, and the step that is open now: empty once the last one is behind."""

    told: tuple[Told, ...]
    here: str


def fits(step: AnyStep, answer: str) -> bool:
    """Whether a step may be left with this answer."""
    match step:
        case Choice():
            return any(one.answer == answer for one in step.answers)
        case Question() if not answer:
            return not step.required
        case Question(of="number"):
            return _NUMBER.fullmatch(answer) is not None
        case Question(of="date"):
            return _is_date(answer)
        case Question():
            return bool(answer.strip())
        case _:
            return not answer


def _is_date(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def onward(step: AnyStep, answer: str) -> str:
    """The step that follows this answer; empty behind the last."""
    return step.exits().get(f"case:{answer}" if isinstance(step, Choice) else "next", "")


def follow(script: Script, told: Iterable[Told]) -> Walk:
    """Go by the answers from the beginning, as far as they fit the script: what does not is left out."""
    steps = {step.id: step for step in script.steps}
    behind: list[Told] = []
    here = script.start if script.start in steps else ""
    for one in told:
        step = steps.get(here)
        if step is None or one.step != here or not fits(step, one.answer) or len(behind) == MOST_STEPS:
            break
        behind.append(one)
        here = onward(step, one.answer)
    return Walk(tuple(behind), here if here in steps else "")


def kept(script: Script, told: Iterable[Told]) -> dict[str, str]:
    """The answers by their fields, in the order they were first given; a later answer takes the earlier one's place."""
    steps = {step.id: step for step in script.steps}
    found: dict[str, str] = {}
    for one in told:
        step = steps.get(one.step)
        if isinstance(step, Choice | Question) and step.keep and one.answer:
            found[known_as(step.keep)] = one.answer
    return found


def fields(script: Script) -> list[str]:
    """Every field that the script may keep, each once, in the order of its steps."""
    keeping = (step for step in script.steps if isinstance(step, Choice | Question) and step.keep)
    return list(dict.fromkeys(known_as(step.keep) for step in keeping))


def missing(script: Script, walk: Walk) -> list[str]:
    """The required steps not yet left that no way from here to an end goes round: by id, in the script's order.

    What the answers have led past is missing no more.
    """
    behind = {one.step for one in walk.told}
    return [
        step.id
        for step in script.steps
        if step.required and step.id not in behind and walk.here and not _avoidable(script, walk.here, step.id)
    ]


def _avoidable(script: Script, here: str, wanted: str) -> bool:
    """Whether some way from here reaches an end without this step."""
    without = {step.id: step for step in script.steps if step.id != wanted}
    reached = reach([here], without, lambda step: step.exits().values())
    return any(isinstance(without[one], End) for one in reached)
