"""Taking a table of people in: checked whole first, then saved some rows at a time.

Known logins are changed, never doubled.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.accounts.granting import may_change
from gudok.web.accounts.models import User
from gudok.web.audit.actions import write_change
from gudok.web.setup.actions import save_person, together
from gudok.web.setup.forms import PersonForm
from gudok.web.staff.models import StaffImport
from gudok.web.staff.table import COLUMNS, CellError, Meaning, form_data, read

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_ONCE = 50
"""Rows saved in one transaction: about a second, so that progress shows."""
KEPT = timedelta(days=1)


def stage(actor: User, name: str, content: bytes) -> StaffImport:
    """Read and check a file, saving nobody; raises TableError."""
    table = read(content)
    known = {user.login: user for user in _people().filter(login__in={row.get("login", "") for _line, row in table})}
    meaning, rows = Meaning(), []
    seen: set[str] = set()
    for line, cells in table:
        rows.append(_checked(actor, line, cells, meaning, known, seen))
        seen.add(cells.get("login", ""))
    StaffImport.objects.filter(Q(at__lt=timezone.now() - KEPT) | Q(by=actor)).delete()
    return StaffImport.objects.create(by=actor, name=name[:120], rows=rows)


def _people() -> Any:
    return User.objects.select_related("operator", "team").prefetch_related(
        "groups", "own_roles", "watches", "operator__queues"
    )


def _checked(
    actor: User, line: int, cells: dict[str, str], meaning: Meaning, known: Mapping[str, User], seen: set[str]
) -> dict[str, Any]:
    """A row of the staged table: its values for the form, its errors by field, and what it would change."""
    login = cells.get("login", "")
    user = known.get(login)
    before = form_data(user)
    values, errors = dict(before), {}
    for column in COLUMNS:
        # A person without a telephone has an empty cell there, which changes nothing.
        if column.field in cells and (cells[column.field] or column.kind != "kind"):
            try:
                values[column.field] = meaning.of(column, cells[column.field])
            except CellError as error:
                errors[column.field] = str(error)
    values["queues"] = sorted(values["queues"])
    if login in seen:
        errors["login"] = _("This login stands there twice.")
    if user is not None and not may_change(actor, user):
        errors["login"] = _("This person is out of your reach.")
    form = _form(actor, values, user)
    for field, texts in form.errors.items():
        errors.setdefault(field, str(texts[0]))
    change = "new" if user is None else "same" if _alike(values, before) else "changed"
    return {"line": line, "values": values, "errors": errors, "change": change}


def _form(actor: User, values: dict[str, Any], user: User | None) -> PersonForm:
    # The form writes into its instance while it checks; what is compared must not be touched.
    instance = User.objects.get(pk=user.pk) if user else None
    return PersonForm(dict(values), instance=instance, actor=actor)


def _alike(values: dict[str, Any], before: dict[str, Any]) -> bool:
    return all(sorted(v) == sorted(before[k]) if isinstance(v, list) else v == before[k] for k, v in values.items())


def take(actor: User, staged: StaffImport) -> None:
    """Save the next rows. With an error anywhere nothing is saved: a table is taken whole."""
    if staged.wrong or staged.finished:
        return
    with transaction.atomic():
        staged = StaffImport.objects.select_for_update().get(pk=staged.pk)
        todo = staged.rows[staged.done : staged.done + AT_ONCE]
        with together(actor):
            for row in todo:
                _save(actor, staged, row)
        staged.done += len(todo)
        staged.save(update_fields=["done", "links"])
        if staged.finished:
            counts = {kind: sum(row["change"] == kind for row in staged.rows) for kind in ("new", "changed", "same")}
            write_change(actor, "staff.imported", staged, {}, counts)


def _save(actor: User, staged: StaffImport, row: dict[str, Any]) -> None:
    user = User.objects.filter(login=row["values"]["login"]).first()
    if row["change"] == "same" and user is not None:
        return
    form = _form(actor, row["values"], user)
    if not form.is_valid():
        raise OvertakenError(row["line"], str(form.errors))
    saved = save_person(actor, user.pk if user else None, form.cleaned_data)
    if user is None:
        staged.links.append(saved.pk)


class OvertakenError(Exception):
    """The centre changed since the table was looked at; the row that does not fit any more."""
