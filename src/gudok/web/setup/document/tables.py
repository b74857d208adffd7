"""A table of the document: the rows of one model by a key that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from gudok.web.accounts.sealed import seal, unseal
from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import SECRET, snapshot
from gudok.web.setup.document.fields import fields_of, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from django.db import models
    from django_stubs_ext import StrOrPromise

    from gudok.web.accounts.models import User
    from gudok.web.setup.document.words import Row

    Look = Callable[[str, str], models.Model | None]
    """The row of a table with a key, when it is there."""

Wrong = dict[str, str]
"""What is wrong with a row, by field ("" for the whole)."""


class Table:
    """Every row of a model. `single`: the model has one row, which stands for the table itself."""

    def __init__(
        self, name: str, model: type[models.Model], key: str, title: StrOrPromise, right: str = "setup.change"
    ) -> None:
        self.name, self.model, self.key, self.title, self.right = name, model, key, title, right
        self.single = key == ""

    def refuses(self, actor: User | None, key: str, values: Row) -> str:
        """Why this person may not have a row so, or ""; the program itself may everything."""
        if actor is None or actor.has_perm(self.right):
            return ""
        return _("You have no right to change this.")

    def link(self, names: Mapping[type[models.Model], str], keys: Mapping[str, str]) -> None:
        """Learn the tables that fields of this one point to: their names by model, their keys by name."""
        self.fields = fields_of(self.model, self.key, names)
        self.keys = keys
        has = {field.name for field in self.model._meta.concrete_fields}
        self.secrets = tuple(sorted(SECRET & has))

    def rows(self) -> dict[str, models.Model]:
        far = [field.name for field in self.fields.values() if field.kind == "one"]
        many = [field.name for field in self.fields.values() if field.kind == "many"]
        found = self.model._default_manager.select_related(*far) if far else self.model._default_manager.all()
        if self.single:
            return {"": found.first() or self.model()}
        return {self.key_of(row): row for row in found.prefetch_related(*many)}

    def key_of(self, row: models.Model) -> str:
        return str(getattr(row, self.key)) if self.key else ""

    def read(self, secrets: bool = False) -> dict[str, Row]:
        """Every row as the document has it, in the model's order."""
        return {key: dict(self.values(row, secrets)) for key, row in self.rows().items()}

    def values(self, row: models.Model, secrets: bool) -> Iterator[tuple[str, Any]]:
        for name, field in self.fields.items():
            value = getattr(row, name)
            if field.kind == "one":
                value = getattr(value, self.keys[field.to]) if value is not None else None
            elif field.kind == "many":
                value = sorted(getattr(one, self.keys[field.to]) for one in value.all())
            if value is not None:
                yield name, plain(value)
        if secrets:
            yield from ((name, getattr(row, name)) for name in self.secrets if getattr(row, name))

    # writing

    def begin(self, key: str, values: Row, look: Look) -> Wrong:
        """Add a row that is not there yet, without what points to rows of this very table."""
        row = self.model(**{self.key: key} if self.key else {})
        self.fill(row, values, look, own=False)
        own = {field.name for field in self.fields.values() if field.to == self.name}
        try:
            row.clean_fields(exclude=own)
            row.validate_unique(exclude=own)
        except ValidationError as error:
            return wrong(error)
        row.save()
        return {}

    def picture(self, key: str) -> dict[str, Any]:
        """The row as the audit shows it."""
        return snapshot(self.row(key))

    def step_aside(self, key: str, names: Collection[str], leaving: bool) -> None:
        """Give away what only one row may have: another may be about to take it. Who leaves lets go of the others."""
        row = self.row(key)
        changed: dict[str, Any] = {}
        for name in names:
            field = self.fields.get(name)
            if field is not None and field.kind == "text" and row._meta.get_field(name).unique:  # type: ignore[union-attr]
                changed[name] = f"~{row.pk}"
        if leaving:
            changed |= {field.name: None for field in self.fields.values() if field.to == self.name}
        if changed:
            self.model._default_manager.filter(pk=row.pk).update(**changed)

    def finish(self, actor: User | None, by: str, key: str, values: Row, look: Look, before: dict[str, Any]) -> Wrong:
        """Bring a row to its values and write the audit; `before` is its picture, empty for a new one."""
        row = self.row(key)
        self.fill(row, values, look)
        try:
            row.full_clean()
        except ValidationError as error:
            return wrong(error)
        row.save()
        for field in self.fields.values():
            if field.kind == "many" and field.name in values:
                getattr(row, field.name).set([look(field.to, one) for one in values[field.name]])
        verb = "changed" if before else "added"
        write_change(actor, f"{self.model._meta.model_name}.{verb}", row, before, self.picture(key), by)
        return {}

    def row(self, key: str) -> models.Model:
        if self.single:
            return self.model._default_manager.get_or_create(pk=1)[0]
        return self.model._default_manager.get(**{self.key: key})

    def fill(self, row: models.Model, values: Row, look: Look, own: bool = True) -> None:
        for name, value in values.items():
            if name in self.secrets:
                setattr(row, name, value)
                continue
            field = self.fields[name]
            if field.kind == "many" or (field.to == self.name and not own):
                continue
            setattr(row, name, look(field.to, value) if field.kind == "one" and value is not None else value)

    def drop(self, actor: User | None, by: str, key: str, before: dict[str, Any]) -> Wrong:
        """Delete a row; says who needs it when somebody does."""
        row, name = self.row(key), str(before.get("name") or key)
        try:
            pk = row.pk
            row.delete()
        except ProtectedError as error:
            users = ", ".join(sorted({str(one) for one in error.protected_objects})[:5])
            return {"": _("%(name)s cannot be deleted, it is in use: %(users)s.") % {"name": name, "users": users}}
        row.pk = pk
        for field in self.fields.values():
            if field.kind == "text":
                setattr(row, field.name, before.get(field.name))
        write_change(actor, f"{self.model._meta.model_name}.deleted", row, before, {}, by)
        return {}

    def whole(self) -> Wrong:
        """What is wrong with all rows together."""
        return {}


class SealedTable(Table):
    """A table whose secrets are sealed in the records; in the document they are as people write them."""

    def values(self, row: models.Model, secrets: bool) -> Iterator[tuple[str, Any]]:
        for name, value in super().values(row, secrets):
            yield name, unseal(value) if name in self.secrets else value

    def fill(self, row: models.Model, values: Row, look: Look, own: bool = True) -> None:
        sealed = {name: seal(value) if name in self.secrets and value else value for name, value in values.items()}
        super().fill(row, sealed, look, own)


def wrong(error: ValidationError) -> Wrong:
    """Django's refusal by field."""
    return {("" if name == "__all__" else name): " ".join(told) for name, told in error.message_dict.items()}
