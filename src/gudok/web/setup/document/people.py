"""The staff as a table of the document: a person's account, roles and telephone by login. Who left is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.accounts.granting import may_change, may_grant
from gudok.web.accounts.models import OwnRole, User
from gudok.web.accounts.roles import ROLES, Role
from gudok.web.setup.document.fields import field_of, plain
from gudok.web.setup.document.tables import Table, wrong
from gudok.web.setup.document.words import Field
from gudok.web.setup.models import Operator

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db import models

    from gudok.web.setup.document.tables import Look, Wrong
    from gudok.web.setup.document.words import Row

ACCOUNT = ("full_name", "email", "language", "time_zone", "hide_numbers", "sees", "team", "watches", "own_roles")
NOT_HERE = ("id", "user", "endpoint", "secret", "active")
"""The telephone's own fields that follow from the person, or are nobody's business."""


def out_of_reach(actor: User | None, user: User, roles: Collection[str], own: Collection[OwnRole] = ()) -> bool:
    """Whether the actor may not change this person or give these roles: the file is no way round the staff's pages."""
    if actor is None:
        return False
    if not actor.has_perm("staff.change") or (user.pk and not may_change(actor, user)):
        return True
    rights = [ROLES.get(role, frozenset()) for role in roles]
    return not may_grant(actor, frozenset().union(*rights, *(role.rights for role in own)))


class OwnRoles(Table):
    """Nobody makes a role of rights he does not have."""

    def __init__(self) -> None:
        super().__init__("roles", OwnRole, "name", gettext_lazy("Own roles"), right="staff.change")

    def refuses(self, actor: User | None, key: str, values: Row) -> str:
        return super().refuses(actor, key, values) or (
            "" if may_grant(actor, values.get("rights") or []) else _("You can give only rights that you have.")
        )


class People(Table):
    """A person missing from the document stays in the records, but may not sign in any more."""

    def __init__(self) -> None:
        super().__init__("people", User, "login", gettext_lazy("Staff"), right="staff.change")

    def link(self, names: Mapping[type[models.Model], str], keys: Mapping[str, str]) -> None:
        self.keys = keys
        account = [User._meta.get_field(name) for name in ACCOUNT]
        phone = [f for f in (*Operator._meta.concrete_fields, *Operator._meta.many_to_many) if f.name not in NOT_HERE]
        self.phone = tuple(field.name for field in phone)
        self.fields = {field.name: field_of(field, names) for field in (*account, *phone)}
        self.fields["roles"] = Field("roles", gettext_lazy("Roles"), "data", [])
        self.secrets = ("secret",)

    def rows(self) -> dict[str, models.Model]:
        found = User.objects.filter(is_active=True).select_related("operator", "team").order_by("login")
        many = ("groups", "operator__queues", "watches", "own_roles")
        return {user.login: user for user in found.prefetch_related(*many)}

    def read(self, secrets: bool = False) -> dict[str, Row]:
        return {login: self.person(user, secrets) for login, user in self.rows().items()}

    def person(self, user: Any, secrets: bool) -> Row:
        row = {name: self.value(name, user) for name in ACCOUNT} | {"roles": list(user.role_names)}
        operator = getattr(user, "operator", None)
        if operator is None:
            row |= {name: self.fields[name].default for name in self.phone}
        else:
            row |= {name: self.value(name, operator) for name in self.phone}
            if secrets:
                row["secret"] = operator.secret
        return {name: value for name, value in row.items() if value is not None}

    def value(self, name: str, row: Any) -> Any:
        """A field of the account or the telephone as the document has it."""
        field, value = self.fields[name], getattr(row, name)
        if field.kind == "many":
            return sorted(getattr(one, self.keys[field.to]) for one in value.all())
        if field.kind == "one":
            return getattr(value, self.keys[field.to]) if value is not None else None
        return plain(value)

    def step_aside(self, key: str, names: Collection[str], leaving: bool) -> None:
        """Nothing of a person but the login is the only one of its kind."""

    def begin(self, key: str, values: Row, look: Look) -> Wrong:
        """Nothing points to people: they are written in one go."""
        return {}

    def finish(self, actor: User | None, by: str, key: str, values: Row, look: Look, before: dict[str, Any]) -> Wrong:
        from gudok.web.setup.actions import save_person

        user = User.objects.filter(login=key).first() or User(login=key)
        roles = values.get("roles") or []
        unknown = [role for role in roles if role not in list(Role)]
        if unknown:
            return {"roles": _("No such role: %(name)s") % {"name": ", ".join(unknown)}}
        given = {name: self.rows_of(name, value, look) for name, value in values.items() if name in self.fields}
        if out_of_reach(actor, user, roles, given.get("own_roles", [])):
            return {"roles": _("This person is out of your reach.")}
        for name in ACCOUNT:
            if name in given and self.fields[name].kind != "many":
                setattr(user, name, given[name])
        try:
            user.full_clean(exclude=["password"])
            Operator(**{name: given[name] for name in ("skills", "standing") if given.get(name)}).clean()
        except ValidationError as error:
            return wrong(error)
        given = {name: value for name, value in given.items() if value is not None or name in {"team", "lunch_at"}}
        account = {"login": key, "is_active": True, "roles": roles}
        saved = save_person(actor, user.pk, given | account, by=by)
        if values.get("secret"):
            Operator.objects.filter(user=saved).update(secret=values["secret"])
        return {}

    def rows_of(self, name: str, value: Any, look: Look) -> Any:
        """The rows that a field's keys stand for; any other field as it is."""
        field = self.fields[name]
        if field.kind == "many":
            return [look(field.to, one) for one in value or []]
        return look(field.to, value) if field.kind == "one" and value is not None else value

    def drop(self, actor: User | None, by: str, key: str, before: dict[str, Any]) -> Wrong:
        from gudok.web.setup.actions import save_person

        user = User.objects.get(login=key)
        if out_of_reach(actor, user, []):
            return {"roles": _("This person is out of your reach.")}
        save_person(actor, user.pk, {"is_active": False, "roles": user.role_names}, by=by)
        return {}

    def whole(self) -> Wrong:
        """What must hold of everybody together."""
        if User.objects.filter(groups__name=Role.ADMINISTRATOR, is_active=True).exists():
            return {}
        return {"roles": _("The centre needs at least one administrator.")}
