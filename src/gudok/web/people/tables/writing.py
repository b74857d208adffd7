"""Writing planned rows: a handful of statements for a whole batch, with the audit of what each row changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.web.audit.models import AuditEntry
from gudok.web.people.actions import tags_named
from gudok.web.people.companies.actions import company_named
from gudok.web.people.companies.models import Company
from gudok.web.people.found import fit
from gudok.web.people.models import Address, Customer, Email, Phone
from gudok.web.people.tables.batch import LISTS, Planned, texts
from gudok.web.people.tables.columns import OWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.accounts.models import User

PLAIN = ("name", "vip", "language", "time_zone", "note")
CHANGED = (*PLAIN, "company", "own", "name_key", "found_by")


def write(actor: User | None, planned: Sequence[Planned]) -> None:
    """Save the rows that are new or change something; inside the caller's transaction."""
    todo = [one for one in planned if one.change in {"new", "changed"}]
    companies = _companies(actor, todo)
    pairs: list[tuple[Customer, Planned]] = []
    audit: list[tuple[Customer, dict[str, Any], dict[str, Any]]] = []
    for one in todo:
        row = one.row or Customer()
        before = _seen(row, one)
        _fill(row, one.read.values, companies)
        fit(row)
        pairs.append((row, one))
        after = {name: _grown(before.get(name), value) for name, value in one.read.values.items()}
        audit.append((row, before, after))
    Customer.objects.bulk_create([row for row, one in pairs if one.row is None])
    Customer.objects.bulk_update([row for row, one in pairs if one.row is not None], CHANGED)
    _lists(pairs)
    AuditEntry.objects.bulk_create([_entry(actor, row, before, after) for row, before, after in audit])


def _companies(actor: User | None, todo: Sequence[Planned]) -> dict[str, Company]:
    wanted = {one.read.values["company"] for one in todo if "company" in one.read.values}
    known = {row.name: row for row in Company.objects.filter(name__in=wanted)}
    for name in sorted(wanted - known.keys()):
        made = company_named(actor, name)
        if made is not None:
            known[name] = made
    return known


def _fill(row: Customer, values: dict[str, Any], companies: dict[str, Company]) -> None:
    for name in PLAIN:
        if name in values:
            setattr(row, name, values[name])
    if values.get("company") in companies:
        row.company = companies[values["company"]]
    own = {name.removeprefix(OWN): value for name, value in values.items() if name.startswith(OWN)}
    row.own = row.own | own


def _lists(pairs: Sequence[tuple[Customer, Planned]]) -> None:
    """Lists only grow: what a customer has and the table does not know stays."""
    fresh: dict[str, list[tuple[Customer, str]]] = {name: [] for name in LISTS}
    for row, one in pairs:
        for name in LISTS:
            have = texts(row, name) if one.row is not None else set()
            fresh[name] += [(row, text) for text in one.read.values.get(name, []) if text.casefold() not in have]
    Phone.objects.bulk_create([Phone(customer=row, e164=text) for row, text in fresh["phones"]])
    Email.objects.bulk_create([Email(customer=row, address=text) for row, text in fresh["emails"]])
    Address.objects.bulk_create([Address(customer=row, text=text) for row, text in fresh["addresses"]])
    tags = {tag.name.casefold(): tag for tag in tags_named(sorted({text for _row, text in fresh["tags"]}))}
    through = Customer.tags.through
    through.objects.bulk_create(
        [through(customer_id=row.pk, tag_id=tags[text.casefold()].pk) for row, text in fresh["tags"]],
        ignore_conflicts=True,
    )


def _seen(row: Customer, one: Planned) -> dict[str, Any]:
    """What the customer had of what the row brings, for the audit."""
    if one.row is None:
        return {}
    had = {name: sorted(texts(row, name)) for name in LISTS}
    plain = {name: getattr(row, name) for name in PLAIN} | {"company": row.company.name if row.company else ""}
    own = {OWN + code: value for code, value in row.own.items()}
    return {name: (had | plain | own).get(name) for name in one.read.values}


def _grown(before: Any, value: Any) -> Any:
    return sorted({*before, *value}) if isinstance(before, list) else value


def _entry(actor: User | None, row: Customer, before: dict[str, Any], after: dict[str, Any]) -> AuditEntry:
    return AuditEntry(
        actor=actor,
        actor_name=str(actor) if actor else "gudok",
        verb="customer.changed" if before else "customer.added",
        kind=Customer._meta.label_lower,
        row_id=str(row.pk),
        row_name=row.name[:200],
        before=before,
        after=after,
    )
