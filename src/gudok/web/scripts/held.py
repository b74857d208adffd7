"""What a customer answered when an operator led the call by a script: shown, and forgotten with him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.people.held.parts import Part, Table
from gudok.web.scripts.models import ScriptRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.people.held.parts import Person


def show(person: Person) -> Iterable[Table]:
    runs = ScriptRun.objects.filter(call__in=person.calls).select_related("script")
    rows = [
        [run.begun_at, run.script.name, step, answer]
        for run in runs
        for step, answer in [*run.told, *run.aside.items()]
        if answer
    ]
    yield Table(_("Answers"), [_("When"), _("Script"), _("Step"), _("Answer")], rows)


def erase(person: Person) -> int:
    """That a call was led by a script stays; what was answered, and the way that it tells, goes."""
    return ScriptRun.objects.filter(call__in=person.calls).update(told=[], aside={}, at=0)


PART = Part(
    "scripts",
    gettext_lazy("Scripts"),
    ("scripts.scriptrun",),
    show,
    erase,
    gettext_lazy("That a call was led by a script, and when."),
    plain=("call", "seat"),
)
