"""Changes of scripts. A draft is kept with each change and is in no audit; what is put to use is, with a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from gudok.web.audit.actions import write_change
from gudok.web.scripts import shape
from gudok.web.scripts.models import Script, ScriptDraft
from gudok.web.setup.actions import save_row

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


class ChangedMeanwhileError(Exception):
    """Somebody else has drawn this script since it was read."""


class ProblemsError(Exception):
    """It cannot be put to use: something is wrong with it."""


@transaction.atomic
def add_script(actor: User | None, name: str, language: str, body: shape.Body) -> Script:
    """A new script that no queue brings up yet: what it begins from is a draft."""
    script = save_row(actor, Script, None, {"name": name, "language": language})
    ScriptDraft.objects.create(script=script, body=body, edition=1, person=actor)
    return script


@transaction.atomic
def keep_draft(actor: User | None, script: Script, body: shape.Body | None, was: int) -> int:
    """Keep a script as it is drawn (None: as it is in use) and tell its new edition; `was` is what it was drawn from.

    Raises ChangedMeanwhileError.
    """
    ScriptDraft.objects.get_or_create(script=script, defaults={"edition": 0})
    moved = ScriptDraft.objects.filter(script=script, edition=was)
    if not moved.update(body=body, person=actor, edition=F("edition") + 1):
        raise ChangedMeanwhileError
    return was + 1


@transaction.atomic
def put_to_use(actor: User | None, script: Script, body: shape.Body, was: int) -> int:
    """From the next call on operators read this; raises ProblemsError and ChangedMeanwhileError."""
    from gudok.web.scripts.queries import problems

    if problems(body, script):
        raise ProblemsError
    edition = keep_draft(actor, script, None, was)
    save_row(actor, Script, script.pk, body)
    return edition


def note_export(actor: User, script: Script, rows: int) -> None:
    """Who has taken the answers of how many calls away as a file."""
    write_change(actor, "script.exported", script, {}, {"rows": rows})
