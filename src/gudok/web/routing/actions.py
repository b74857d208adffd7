"""Changes of routing: one transaction, one audit row for each row changed, one version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.setup.actions import save_row, together
from gudok.web.setup.models import Operator, Queue

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.routing.models import Skill


@transaction.atomic
def save_routing(
    actor: User | None, queue: Queue, values: dict[str, Any], standing: dict[Operator, dict[str, int]]
) -> None:
    """Set a queue's routing, and how its operators stand in it."""
    with together(actor):
        save_row(actor, Queue, queue.pk, values)
        for operator, own in standing.items():
            others = {code: one for code, one in operator.standing.items() if code != queue.code}
            change(actor, operator, standing=others | ({queue.code: own} if own else {}))


@transaction.atomic
def save_levels(actor: User | None, skill: Skill, levels: dict[Operator, int]) -> None:
    """Set who has a skill, and how well."""
    with together(actor):
        for operator, level in levels.items():
            others = {code: one for code, one in operator.skills.items() if code != skill.code}
            change(actor, operator, skills=others | ({skill.code: level} if level else {}))


def change(actor: User | None, operator: Operator, **values: Any) -> None:
    """Change an operator's row, if it changes."""
    if all(getattr(operator, name) == value for name, value in values.items()):
        return
    before = snapshot(operator)
    for name, value in values.items():
        setattr(operator, name, value)
    operator.save(update_fields=list(values))
    write_change(actor, "operator.routed", operator, before, snapshot(operator))
