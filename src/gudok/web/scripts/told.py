"""The answers of a call by its scripts, for its page, its document, and lists of many calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.core.scripts.walk import fields, follow, kept, missing
from gudok.web.people.numbers import mask
from gudok.web.scripts.models import ScriptRun
from gudok.web.scripts.picture import short

if TYPE_CHECKING:
    from datetime import datetime

    from gudok.web.scripts.models import Script


class Led(NamedTuple):
    """A call as a script led it: `answers` by field, the required steps still `missing` by their first words."""

    script: str
    edition: int
    author: str
    begun_at: datetime
    ended_at: datetime | None
    answers: dict[str, str]
    missing: list[str]


def of_run(run: ScriptRun, *, masked: bool) -> Led:
    script = run.edition.core()
    walk = follow(script, run.way.told)
    answers = {name: mask(value) if masked else value for name, value in kept(script, walk.told).items()}
    lacks = [short(script, id_, answers) for id_ in missing(script, walk)]
    author = str(run.author or "")
    return Led(run.script.name, run.edition.n, author, run.begun_at, run.ended_at, answers, lacks)


def of_call(call: str, *, masked: bool) -> list[Led]:
    """By every script that led the call, in their order."""
    rows = ScriptRun.objects.filter(call=call).select_related("script", "edition", "author")
    return [of_run(run, masked=masked) for run in rows]


def fields_of(script: Script) -> list[str]:
    """Every field that any edition of the script keeps, the newest edition's first."""
    editions = list(script.editions.all())
    return list(dict.fromkeys(name for edition in reversed(editions) for name in fields(edition.core())))
