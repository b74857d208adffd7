"""Writing planned rows: a handful of statements for a whole batch, with the audit of what each row changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from gudok.web.audit.actions import entry
from gudok.web.audit.models import AuditEntry
from gudok.web.audit.snapshots import snapshot
from gudok.web.people import names
from gudok.web.people.actions import tags_named
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
    _change([row for row, one in pairs if one.row is not None])
    _lists(pairs)
    AuditEntry.objects.bulk_create(
        entry(actor, "customer.changed" if before else "customer.added", row, before, after)
        for row, before, after in audit
    )


def _change(rows: Sequence[Customer]) -> None:
    """Write rows that are there, as an insert that becomes an update: ten times quicker than one with a case for each.

    They are locked first: one that somebody has deleted meanwhile must not come back.
    """
    there = set(
        Customer.objects.select_for_update().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    still = [row for row in rows if row.pk in there]
    Customer.objects.bulk_create(still, update_conflicts=True, unique_fields=["id"], update_fields=CHANGED)


def _companies(actor: User | None, todo: Sequence[Planned]) -> dict[str, Company]:
    """The companies of these rows by the names they bring; those that are not known are made, all at once."""
    wanted = {one.read.values["company"] for one in todo if "company" in one.read.values}
    keys = {name: names.key(name) for name in wanted}
    rows = list(Company.objects.filter(Q(name__in=wanted) | Q(key__in=keys.values())).order_by("-pk"))
    by_key, by_name = {row.key: row for row in rows}, {row.name: row for row in rows}
    for name in sorted(wanted - by_name.keys()):
        by_key.setdefault(keys[name], Company(name=" ".join(name.split()), key=keys[name]))
    fresh = Company.objects.bulk_create([row for row in by_key.values() if row.pk is None])
    AuditEntry.objects.bulk_create([entry(actor, "company.added", row, {}, snapshot(row)) for row in fresh])
    return {name: by_name.get(name) or by_key[keys[name]] for name in wanted}


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
