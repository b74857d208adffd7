"""The people's room itself: the customer, what was merged into him, tables that wait, and the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.audit.models import AuditEntry
from gudok.web.audit.words import verb_name
from gudok.web.people.actions import picture
from gudok.web.people.held import calls
from gudok.web.people.held.parts import HeldError, Part, Table, add, parts
from gudok.web.people.merging.models import Merge
from gudok.web.people.models import Customer
from gudok.web.people.own.models import OwnField
from gudok.web.people.own.words import shown
from gudok.web.people.tables.models import CustomerImport, ImportedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from gudok.web.people.held.parts import Person

CUSTOMER = "people.customer"
GOING = (CustomerImport.State.TRYING, CustomerImport.State.TAKING)


def show_customer(person: Person) -> Iterable[Table]:
    row = Customer.objects.get(pk=person.pk)
    seen = {name: value for name, value in picture(row).items() if name not in {"id", "own", "since"}}
    rows: list[list[Any]] = [
        [_title(name), _written(value)] for name, value in seen.items() if value not in ("", [], {}, None)
    ]
    rows.append([_("Kept since"), row.since])
    rows += [[one.name, one.value] for one in shown(row, OwnField.objects.all())]
    yield Table(_("Customer"), [_("Field"), _("Value")], rows)


def _title(name: str) -> str:
    lists = {"phones": _("Numbers"), "emails": _("E-mail addresses"), "addresses": _("Addresses")}
    if name in lists:
        return lists[name]
    return str(getattr(Customer._meta.get_field(name), "verbose_name", name))


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)


def erase_customer(person: Person) -> int:
    """Last of all: the other parts find their rows by him."""
    return Customer.objects.filter(pk=person.pk).delete()[0]


def merges(person: Person) -> QuerySet[Merge]:
    """Also those that were undone: they keep both as they were."""
    return Merge.objects.filter(Q(kept_id__in=person.keys) | Q(gone_id__in=person.keys))


def show_merges(person: Person) -> Iterable[Table]:
    rows = [[row.at, str(row.by or ""), row.name, _written(list(row.gone["phones"]))] for row in merges(person)]
    yield Table(_("Merges"), [_("When"), _("Who"), _("Customer"), _("Numbers")], rows)


def erase_merges(person: Person) -> int:
    return merges(person).delete()[0]


def show_tables(_person: Person) -> Iterable[Table]:
    """Nobody can tell who stands in a table that was not taken in: it is named, whoever it is about."""
    waiting = ImportedFile.objects.select_related("of").defer("content")
    rows = [[one.of.at, one.of.name, one.of.get_state_display()] for one in waiting]
    yield Table(_("Uploaded tables that may hold the customer, too"), [_("When"), _("File"), _("State")], rows)


def erase_tables(person: Person) -> int:
    """Uploaded tables are thrown away, what imports tell of wrong lines is cleaned."""
    if CustomerImport.objects.filter(state__in=GOING).exists():
        raise HeldError(_("An import of customers goes on: wait for its end, or stop it."))
    done = ImportedFile.objects.all().delete()[0]
    left = (CustomerImport.State.MATCHING, CustomerImport.State.TRIED)
    CustomerImport.objects.filter(state__in=left).update(state=CustomerImport.State.STOPPED)
    for row in CustomerImport.objects.exclude(errors=[]).only("errors"):
        clean = person.words.clean(row.errors)
        if clean != row.errors:
            done += CustomerImport.objects.filter(pk=row.pk).update(errors=clean)
    return done


def entries(person: Person) -> Iterator[QuerySet[AuditEntry]]:
    """The audit's entries about all that any room holds of him."""
    for part in parts():
        for kind, keys in part.audit(person):
            for some in calls.slices(tuple(keys)):
                yield AuditEntry.objects.filter(kind=kind, row_id__in=some)


def audited(person: Person) -> Iterable[tuple[str, list[str]]]:
    yield CUSTOMER, [str(key) for key in person.keys]


def show_audit(person: Person) -> Iterable[Table]:
    found = sorted((entry for some in entries(person) for entry in some), key=lambda entry: entry.at, reverse=True)
    rows = [[entry.at, entry.actor_name, verb_name(entry.verb), entry.row_name] for entry in found]
    yield Table(_("Who saw and changed it"), [_("When"), _("Who"), _("Did"), _("To what")], rows)


def erase_audit(person: Person) -> int:
    return sum(some.update(row_name="", before={}, after={}) for some in entries(person))


def add_all() -> None:
    add(calls.PART)
    add(
        Part(
            "audit", gettext_lazy("Audit"), ("audit.auditentry",), show_audit, erase_audit,
            gettext_lazy("Who did what and when stays; what was seen, before and after, goes."),
            plain=("verb", "kind", "row_id", "actor_name"), place=0,
        )
    )  # fmt: skip
    add(Part("merges", gettext_lazy("Merges"), ("people.merge",), show_merges, erase_merges))
    tables = ("people.customerimport", "people.importedfile")
    add(Part("imports", gettext_lazy("Imports"), tables, show_tables, erase_tables))
    mine = (CUSTOMER, "people.phone", "people.email", "people.address", "people.erasure")
    add(
        Part(
            "customer", gettext_lazy("Customer"), mine, show_customer, erase_customer,
            gettext_lazy("That somebody was erased, by whom, when and why."), audit=audited, place=2,
        )
    )  # fmt: skip
