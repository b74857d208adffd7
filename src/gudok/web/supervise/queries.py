"""What the supervisor's page reads: the person behind it, break reasons, the messages sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from gudok.web.record.messages import Message
from gudok.web.record.models import Name
from gudok.web.supervise.powers import Person

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

LAST = 30


def operator_of(user: Any) -> Any:
    """The telephone of a person, or None."""
    operator = getattr(user, "operator", None)
    return operator if operator is not None and operator.active else None


def telephone_of(user: User) -> Any:
    """The telephone of a supervisor, lent at the first need."""
    from gudok.web.setup.actions import lend_telephone

    return operator_of(user) or lend_telephone(user)


def person_of(user: User) -> Person:
    """Who asks, as the journal tells it: the id of one with a telephone, else the name."""
    operator = operator_of(user)
    agent = operator.core_id if operator is not None else ""
    return Person(agent, agent or str(user), str(user))


def pauses() -> dict[str, str]:
    """Break reasons that can be chosen: code to name, in the page's language."""
    # The set-up owns these rows; this room only asks for them by name.
    rows = apps.get_model("setup", "PauseReason").objects.filter(enabled=True)
    return {row.code: row.name for row in rows}


def sent_messages() -> list[dict[str, Any]]:
    """The last messages with how many have read them, newest first."""
    rows = Message.objects.prefetch_related("receipts")[:LAST]
    names = dict(Name.objects.values_list("id", "name"))
    return [
        {
            "row": row,
            "by": names.get(row.by, row.by),
            "to": names.get(row.to, row.to),
            "of": len(row.receipts.all()),
            "read": sum(receipt.read_at is not None for receipt in row.receipts.all()),
            "unread": [
                names.get(receipt.agent, receipt.agent) for receipt in row.receipts.all() if receipt.read_at is None
            ],
        }
        for row in rows
    ]
