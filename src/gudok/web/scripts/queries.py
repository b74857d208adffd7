"""Reading scripts: the list, a script as the editor begins with it, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.core.ivr.check import Problem
from gudok.web.scripts import shape
from gudok.web.scripts.models import Script, ScriptDraft
from gudok.web.scripts.words import told
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from gudok.core.scripts.script import Script as CoreScript


class Line(NamedTuple):
    """A script in the list."""

    script: Script
    drawn: bool
    """There is a draft with what is not in use yet."""
    problems: int
    queues: list[str]


def lines() -> list[Line]:
    found = []
    for script in Script.objects.prefetch_related("queues"):
        body, draft = drawn(script)
        found.append(
            Line(script, draft.body is not None, len(problems(body, script)), [str(row) for row in script.queues.all()])
        )
    return found


def drawn(script: Script) -> tuple[shape.Body, ScriptDraft]:
    """What the editor shows: the draft, else what is in use."""
    draft = ScriptDraft.objects.filter(script=script).first() or ScriptDraft(script=script)
    return draft.body or script.body, draft


def problems(body: shape.Body, script: Script) -> list[dict[str, str]]:
    """What is wrong, as the editor shows it at its step."""
    made = shape.read(body)
    found = [*shape.problems(made), *_no_pauses(made, script)]
    return [{"node": one.node, "field": one.field, "code": one.code, "text": told(one)} for one in found]


def _no_pauses(made: CoreScript, script: Script) -> list[Problem]:
    """Steps that pause the recording where a queue that brings the script up never lets it."""
    queues = Queue.objects.filter(script=script, record=True, record_pause_s=0).values_list("name", flat=True)
    names = ", ".join(queues)
    return [Problem("no_pause", step.id, "pause", names) for step in made.steps if step.pause and names]
