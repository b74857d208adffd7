"""What is wrong with a script, told before any operator reads it to a customer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gudok.core.ivr.check import Problem, reach
from gudok.core.scripts.script import LONGEST_TEXT, MOST_ANSWERS, AnyStep, Choice, End, Objection, Question, Script
from gudok.core.scripts.words import NAME, VARIABLES, known_as, variables

Known = dict[str, AnyStep]


def check(script: Script) -> list[Problem]:
    """All problems, in the order of the steps.

    Codes: `no_start`, `no_id`, `doubled`, `nowhere`, `unreached`, `no_end`, `silent_loop`, `no_text`, `long_text`,
    `no_answers`, `many_answers`, `no_answer`, `doubled_answer`, `no_keep`, `bad_keep`, `taken_keep`,
    `unknown_variable`, `no_says`.
    """
    known = {step.id: step for step in reversed(script.steps)}
    times = Counter(one.id for one in (*script.steps, *script.objections))
    fields = VARIABLES.keys() | {known_as(step.keep) for step in script.steps if isinstance(step, Choice | Question)}
    found = [] if script.start in known else [Problem("no_start", "", "start", script.start)]
    reached = reach([script.start], known, lambda step: step.exits().values())
    ending, looped = ending_steps(known), silent_loops(known)
    for step in script.steps:
        found += named(step.id, times)
        found += [Problem("nowhere", step.id, way, to) for way, to in step.exits().items() if to not in known]
        found += inside(step)
        found += words(step, fields)
        if step.id not in reached:
            found.append(Problem("unreached", step.id, "id"))
        elif step.id in looped:
            found.append(Problem("silent_loop", step.id, "id"))
        elif step.id not in ending:
            found.append(Problem("no_end", step.id, "id"))
    for one in script.objections:
        found += named(one.id, times)
        found += [] if one.says.strip() else [Problem("no_says", one.id, "says")]
        found += words(one, fields)
    return found


def named(id_: str, times: Counter[str]) -> list[Problem]:
    if not id_:
        return [Problem("no_id", "", "id")]
    return [Problem("doubled", id_, "id", id_)] if times[id_] > 1 else []


def ending_steps(known: Known) -> set[str]:
    """The steps from which some way leads to a last one."""
    back: dict[str, list[str]] = {}
    for step in known.values():
        for to in step.exits().values():
            back.setdefault(to, []).append(step.id)
    lasts = [step.id for step in known.values() if isinstance(step, End)]
    return reach(lasts, known, lambda step: back.get(step.id, ()))


def silent_loops(known: Known) -> set[str]:
    """The steps of loops in which nobody is asked for a choice: no answer leads out of them."""

    def onward(step: AnyStep) -> list[str]:
        return [] if isinstance(step, Choice) else list(step.exits().values())

    return {one for one, step in known.items() if one in reach(onward(step), known, onward)}


def inside(step: AnyStep) -> list[Problem]:
    """What is wrong with a step's own values, its words aside."""
    found: list[tuple[str, str, str]] = []
    if isinstance(step, Choice):
        found += [] if step.answers else [("no_answers", "answers", "")]
        found += [("many_answers", "answers", str(MOST_ANSWERS))] if len(step.answers) > MOST_ANSWERS else []
        found += [("no_answer", f"case:{one.answer}", "") for one in step.answers if not one.answer.strip()]
        times = Counter(one.answer for one in step.answers)
        found += [("doubled_answer", f"case:{answer}", answer) for answer, n in times.items() if n > 1]
    if isinstance(step, Choice | Question):
        keep = step.keep.strip()
        if not keep:
            found += [("no_keep", "keep", "")] if isinstance(step, Question) else []
        elif not NAME.fullmatch(keep):
            found.append(("bad_keep", "keep", keep))
        elif known_as(keep) in VARIABLES:
            found.append(("taken_keep", "keep", keep))
    return [Problem(code, step.id, field, of) for code, field, of in found]


def words(one: AnyStep | Objection, fields: set[str]) -> Iterator[Problem]:
    """What is wrong with what is to be said."""
    if not one.text.strip():
        yield Problem("no_text", one.id, "text")
    if len(one.text) > LONGEST_TEXT:
        yield Problem("long_text", one.id, "text", str(LONGEST_TEXT))
    for name in variables(one.text):
        if not name or name not in fields:
            yield Problem("unknown_variable", one.id, "text", name)
