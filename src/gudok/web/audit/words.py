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
    "alert.muted": gettext_lazy("Alert muted"),
    "alert.seen": gettext_lazy("Alert taken note of"),
    "alert.unmuted": gettext_lazy("Alert told aloud again"),
    "alertrule.added": gettext_lazy("Thresholds of an alert added"),
    "alertrule.changed": gettext_lazy("Thresholds of an alert changed"),
    "alertrule.deleted": gettext_lazy("Thresholds of an alert deleted"),
    "backup.made": gettext_lazy("Backup of everything made"),
    "category.added": gettext_lazy("Category added"),
    "category.changed": gettext_lazy("Category changed"),
    "category.deleted": gettext_lazy("Category deleted"),
    "choice.changed": gettext_lazy("Own desk changed"),
    "company.added": gettext_lazy("Company added"),
    "company.changed": gettext_lazy("Company changed"),
    "company.deleted": gettext_lazy("Company deleted"),
    "customer.added": gettext_lazy("Customer added"),
    "customer.changed": gettext_lazy("Customer changed"),
    "customer.deleted": gettext_lazy("Customer deleted"),
    "customer.erased": gettext_lazy("Customer erased on request"),
    "customer.held_seen": gettext_lazy("All that is held about a customer seen"),
    "customer.held_taken": gettext_lazy("All that is held about a customer taken as a file"),
    "customer.merged": gettext_lazy("Customers merged"),
    "customer.parted": gettext_lazy("Merged customers made two again"),
    "customers.exported": gettext_lazy("Customers exported"),
    "customers.imported": gettext_lazy("Customers imported"),
    "deliverykind.added": gettext_lazy("Kind of delivery added"),
    "deliverykind.changed": gettext_lazy("Kind of delivery changed"),
    "deliverykind.deleted": gettext_lazy("Kind of delivery deleted"),
    "directory.changed": gettext_lazy("Directory (LDAP) changed"),
    "factor.added": gettext_lazy("Second factor set up"),
    "factor.dropped": gettext_lazy("Second factor given up"),
    "factor.forgotten": gettext_lazy("Second factor taken away"),
    "good.added": gettext_lazy("Good added"),
    "good.changed": gettext_lazy("Good changed"),
    "goods.exported": gettext_lazy("Catalogue taken away as a file"),
    "goods.imported": gettext_lazy("Goods taken in from a file"),
    "invitation.made": gettext_lazy("Invitation made"),
    "invitations.made": gettext_lazy("Invitations made"),
    "number.added": gettext_lazy("Number added"),
    "number.changed": gettext_lazy("Number changed"),
    "number.deleted": gettext_lazy("Number deleted"),
    "operator.asked": gettext_lazy("Asked on an operator's behalf"),
    "operator.file_fetched": gettext_lazy("Telephone fetched its settings"),
    "operator.routed": gettext_lazy("Operator's skills or standing changed"),
    "operator.secret_renewed": gettext_lazy("Telephone's password renewed"),
    "ownfield.added": gettext_lazy("Customers' field added"),
    "ownfield.changed": gettext_lazy("Customers' field changed"),
    "ownfield.deleted": gettext_lazy("Customers' field deleted"),
    "order.dropped": gettext_lazy("Draft of an order thrown away"),
    "order.moved": gettext_lazy("Order moved to another status"),
    "order.placed": gettext_lazy("Order placed"),
    "orderrules.changed": gettext_lazy("Rules of orders changed"),
    "article.added": gettext_lazy("Article begun"),
    "article.changed": gettext_lazy("Article moved or put away"),
    "article.published": gettext_lazy("Article published"),
    "calls.exported": gettext_lazy("Calls taken away as a file"),
    "orders.exported": gettext_lazy("Orders taken away as a file"),
    "orderstatus.added": gettext_lazy("Status of orders added"),
    "orderstatus.changed": gettext_lazy("Status of orders changed"),
    "orderstatus.deleted": gettext_lazy("Status of orders deleted"),
    "ownrole.added": gettext_lazy("Role added"),
    "ownrole.changed": gettext_lazy("Role changed"),
    "ownrole.deleted": gettext_lazy("Role deleted"),
    "password.changed": gettext_lazy("Password changed"),
    "pausereason.added": gettext_lazy("Break reason added"),
    "pausereason.changed": gettext_lazy("Break reason changed"),
    "pausereason.deleted": gettext_lazy("Break reason deleted"),
    "paymentkind.added": gettext_lazy("Kind of payment added"),
    "paymentkind.changed": gettext_lazy("Kind of payment changed"),
    "paymentkind.deleted": gettext_lazy("Kind of payment deleted"),
    "person.added": gettext_lazy("Person added"),
    "person.changed": gettext_lazy("Person changed"),
    "profile.changed": gettext_lazy("Profile changed"),
    "provider.changed": gettext_lazy("Company account changed"),
    "script.added": gettext_lazy("Script added"),
    "script.changed": gettext_lazy("Script changed"),
    "script.deleted": gettext_lazy("Script deleted"),
    "script.exported": gettext_lazy("Answers of a script taken away as a file"),
    "queue.added": gettext_lazy("Queue added"),
    "queue.changed": gettext_lazy("Queue changed"),
    "queue.deleted": gettext_lazy("Queue deleted"),
    "recovery_codes.renewed": gettext_lazy("Recovery codes renewed"),
    "security.changed": gettext_lazy("Rules of signing in changed"),
    "session.ended": gettext_lazy("Session ended"),
    "skill.added": gettext_lazy("Skill added"),
    "skill.changed": gettext_lazy("Skill changed"),
    "skill.deleted": gettext_lazy("Skill deleted"),
    "staff.imported": gettext_lazy("People imported"),
    "team.added": gettext_lazy("Team added"),
    "team.changed": gettext_lazy("Team changed"),
    "team.deleted": gettext_lazy("Team deleted"),
    "recording.listened": gettext_lazy("Recording listened to"),
    "resultset.added": gettext_lazy("Set of results added"),
    "resultset.changed": gettext_lazy("Set of results changed"),
    "resultset.deleted": gettext_lazy("Set of results deleted"),
    "token.made": gettext_lazy("Token made"),
    "token.revoked": gettext_lazy("Token revoked"),
    "whatif.asked": gettext_lazy("Question put to the twin"),
    "task.added": gettext_lazy("Task planned"),
    "task.done": gettext_lazy("Task done"),
    "task.dropped": gettext_lazy("Task dropped"),
    "task.postponed": gettext_lazy("Task postponed"),
    "task.reopened": gettext_lazy("Task opened again"),
    "case.registered": gettext_lazy("Case registered"),
    "case.moved": gettext_lazy("Case moved on"),
    "case.reopened": gettext_lazy("Case opened again"),
    "case.climbed": gettext_lazy("Overdue case gone to the next responsible"),
    "case.dropped": gettext_lazy("Draft of a case thrown away"),
    "case.file_added": gettext_lazy("File added to a case"),
    "cases.exported": gettext_lazy("Cases exported"),
    "casekind.added": gettext_lazy("Kind of cases added"),
    "casekind.changed": gettext_lazy("Kind of cases changed"),
    "casekind.deleted": gettext_lazy("Kind of cases deleted"),
    "caserules.changed": gettext_lazy("Rules of cases changed"),
    "service.added": gettext_lazy("Other service added"),
    "service.changed": gettext_lazy("Other service changed"),
    "service.deleted": gettext_lazy("Other service deleted"),
    "centre.changed": gettext_lazy("Centre changed"),
    "centre.exported": gettext_lazy("All records taken away as a file"),
    "keeping.changed": gettext_lazy("Keeping of records changed"),
    "outgoing.changed": gettext_lazy("Rules of calls out changed"),
    "keeping.pruned": gettext_lazy("Records deleted, their time was over"),
    "prompt.added": gettext_lazy("Prompt added"),
    "prompt.changed": gettext_lazy("Prompt changed"),
    "prompt.deleted": gettext_lazy("Prompt deleted"),
    "flow.added": gettext_lazy("Voice menu added"),
    "flow.changed": gettext_lazy("Voice menu changed"),
    "flow.deleted": gettext_lazy("Voice menu deleted"),
    "schedule.added": gettext_lazy("Opening hours added"),
    "schedule.changed": gettext_lazy("Opening hours changed"),
    "schedule.deleted": gettext_lazy("Opening hours deleted"),
    "call.ended": gettext_lazy("Call ended"),
    "call.given": gettext_lazy("Call given to an operator"),
    "call.moved": gettext_lazy("Call moved to another queue"),
    "call.put_back": gettext_lazy("Call put back to its place"),
    "call.put_first": gettext_lazy("Call put to the head of the queue"),
    "message.sent": gettext_lazy("Message sent"),
    "operator.forced": gettext_lazy("Operator's state changed by a supervisor"),
    "telephone.taken_over": gettext_lazy("Telephone taken over to another computer"),
    "operator.lent": gettext_lazy("Telephone lent to a supervisor"),
    "queue.closed": gettext_lazy("Queue closed by hand"),
    "queue.opened": gettext_lazy("Queue opened again"),
    "talk.joined": gettext_lazy("Joined a talk"),
    "talk.listened": gettext_lazy("Listened to a talk"),
    "talk.taken": gettext_lazy("Took a talk over"),
    "talk.whispered": gettext_lazy("Whispered in a talk"),
    "trunk.added": gettext_lazy("Trunk added"),
    "trunk.changed": gettext_lazy("Trunk changed"),
    "trunk.tried": gettext_lazy("Trunk tried by a test call"),
    "trunk.deleted": gettext_lazy("Trunk deleted"),
    "firstwall.changed": gettext_lazy("Own first wall chosen"),
    "wall.added": gettext_lazy("Wall added"),
    "wall.changed": gettext_lazy("Wall changed"),
    "wall.deleted": gettext_lazy("Wall deleted"),
    "webhook.added": gettext_lazy("Webhook added"),
    "webhook.changed": gettext_lazy("Webhook changed"),
    "webhook.deleted": gettext_lazy("Webhook deleted"),
    "webhook.given_up": gettext_lazy("Webhook switched off after failures"),
    "webhook.secret_renewed": gettext_lazy("Webhook's key renewed"),
    "webhook.sent_again": gettext_lazy("Webhook's event sent again"),
    "webhook.skipped": gettext_lazy("Webhook's gathered events left out"),
}
_LISTS = {
    "roles": gettext_lazy("Roles"),
    "phones": gettext_lazy("Numbers"),
    "emails": gettext_lazy("E-mail addresses"),
    "addresses": gettext_lazy("Addresses"),
    "merged": gettext_lazy("The other customer"),
}
_MACHINE_ONLY = {"id", "since", "last_login", "is_superuser", "user_permissions", "groups", "user"}


def verb_name(verb: str) -> str:
    return str(VERBS.get(verb, verb))


def changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """(field, before, after) in words, without fields that only machines read and without empty beginnings."""
    return [
        (_field_name(entry.kind, field), _value(before), _value(after))
        for whole in entry.differences
        for field, before, after in _parts(*whole)
        if field.rsplit(".", 1)[-1] not in _MACHINE_ONLY and (_value(before), _value(after)) != ("—", "—")
    ]


def _parts(field: str, before: Any, after: Any) -> list[tuple[str, Any, Any]]:
    """A field that is a table, as the hours of a week or the nodes of a voice menu, by its parts that differ."""
    if not isinstance(before or after, dict):
        return [(field, before, after)]
    before, after = before or {}, after or {}
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [(f"{field} {name}", before.get(name), after.get(name)) for name in names]


def _field_name(kind: str, field: str) -> str:
    field, space, part = field.partition(" ")
    if field in _LISTS:
        return str(_LISTS[field])
    if field.startswith("operator."):
        kind, field = "setup.operator", field.removeprefix("operator.")
    try:
        return str(apps.get_model(kind)._meta.get_field(field).verbose_name) + space + part
    except (FieldDoesNotExist, LookupError, AttributeError):
        return field + space + part


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "—"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_value(one)}" for name, one in value.items() if one not in ("", [], {})) or "—"
    return "—" if value in (None, "") else str(value)
