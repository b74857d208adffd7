"""What complaints and wishes hold of a customer, and what of them stays when he is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.cases.files import folder
from gudok.web.cases.models import Case, CaseChange, CaseFile, CaseNote
from gudok.web.people.held.parts import File, Part, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from gudok.web.people.held.parts import Person

PERSONAL = ("subject", "text", "wanted", "name", "phone", "reply")


def cases(person: Person) -> QuerySet[Case]:
    """His own and the requests to services made because of them."""
    own = Q(customer=person.pk) | Q(phone__in=person.words.numbers) | Q(call__in=person.calls)
    mine = list(Case.objects.filter(own).values_list("pk", flat=True))
    return Case.objects.filter(Q(pk__in=mine) | Q(parent__in=mine))


def show(person: Person) -> Iterable[Table]:
    heads = [_("Subject"), _("What has happened"), _("What is wanted"), _("Who"), _("Number"), _("Reply")]
    yield Table(
        _("Complaints and wishes"),
        [_("When"), _("Kind"), *heads],
        [
            [row.created_at, str(row.kind or ""), *(getattr(row, name) for name in PERSONAL)]
            for row in cases(person).select_related("kind")
        ],
    )
    notes = CaseNote.objects.filter(case__in=cases(person)).select_related("who")
    yield Table(_("Notes"), [_("When"), _("Who"), _("Text")], [[n.at, str(n.who or ""), n.text] for n in notes])


def files(person: Person) -> Iterator[File]:
    for row in CaseFile.objects.filter(case__in=cases(person)):
        path = folder() / row.key
        if path.exists():
            yield File(f"cases/{row.case_id}-{row.pk}-{row.name}", path)


def erase(person: Person) -> int:
    """Drafts go; registered ones stay countable, without a word."""
    mine = list(cases(person).values_list("pk", flat=True))
    CaseNote.objects.filter(case__in=mine).delete()
    CaseFile.objects.filter(case__in=mine).delete()
    CaseChange.objects.filter(case__in=mine, field__in=PERSONAL).update(before="", after="")
    Case.objects.filter(pk__in=mine, placed_at=None).delete()
    Case.objects.filter(pk__in=mine).update(customer=None, **dict.fromkeys(PERSONAL, ""))
    return len(mine)


def audited(person: Person) -> Iterable[tuple[str, list[str]]]:
    keys = list(cases(person).values_list("pk", flat=True))
    yield "cases.case", [str(pk) for pk in keys]


PART = Part(
    "cases",
    gettext_lazy("Complaints and wishes"),
    ("cases.case", "cases.casenote", "cases.casefile", "cases.casechange", "cases.caseopen"),
    show,
    erase,
    gettext_lazy("Registered complaints keep number, kind, state, owner and deadlines; what was said goes."),
    files,
    audited,
    ("call", "field", "key"),
)
