"""The audit in words: what was done, which field, and values as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from gudok.web.audit.models import AuditEntry

VERBS = {
    "customer.added": gettext_lazy("Customer added"),
    "customer.changed": gettext_lazy("Customer changed"),
    "customer.deleted": gettext_lazy("Customer deleted"),
    "number.added": gettext_lazy("Number added"),
    "number.changed": gettext_lazy("Number changed"),
    "number.deleted": gettext_lazy("Number deleted"),
    "operator.secret_renewed": gettext_lazy("Telephone's password renewed"),
    "password.changed": gettext_lazy("Password changed"),
    "pausereason.added": gettext_lazy("Break reason added"),
    "pausereason.changed": gettext_lazy("Break reason changed"),
    "pausereason.deleted": gettext_lazy("Break reason deleted"),
    "person.added": gettext_lazy("Person added"),
    "person.changed": gettext_lazy("Person changed"),
    "profile.changed": gettext_lazy("Profile changed"),
    "queue.added": gettext_lazy("Queue added"),
    "queue.changed": gettext_lazy("Queue changed"),
    "queue.deleted": gettext_lazy("Queue deleted"),
    "recording.listened": gettext_lazy("Recording listened to"),
    "trunk.added": gettext_lazy("Trunk added"),
    "trunk.changed": gettext_lazy("Trunk changed"),
    "trunk.deleted": gettext_lazy("Trunk deleted"),
}
_MACHINE_ONLY = {"id", "since", "last_login", "is_superuser", "user_permissions", "groups", "user"}


def verb_name(verb: str) -> str:
    return str(VERBS.get(verb, verb))


def changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """(field, before, after) in words, without fields that only machines read and without empty beginnings."""
    return [
        (_field_name(entry.kind, field), _value(before), _value(after))
        for field, before, after in entry.differences
        if field.rsplit(".", 1)[-1] not in _MACHINE_ONLY and (_value(before), _value(after)) != ("—", "—")
    ]


def _field_name(kind: str, field: str) -> str:
    if field in {"roles", "phones"}:
        return _("Roles") if field == "roles" else _("Numbers")
    if field.startswith("operator."):
        kind, field = "setup.operator", field.removeprefix("operator.")
    try:
        return str(apps.get_model(kind)._meta.get_field(field).verbose_name)
    except (FieldDoesNotExist, LookupError, AttributeError):
        return field


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "—"
    return "—" if value in (None, "") else str(value)
