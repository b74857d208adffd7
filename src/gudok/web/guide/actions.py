"""What the guide does: the beginning of a centre in one version, and the marks of steps gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.accounts.roles import Role
from gudok.web.guide.models import Progress
from gudok.web.setup import actions
from gudok.web.setup.centre import Centre, the_centre
from gudok.web.setup.models import Number, Queue, ResultSet
from gudok.web.setup.result_lines import read

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


def note(user: User, step: str, state: str) -> None:
    """Mark a step."""
    values = {"state": state, "by": user, "at": timezone.now()}
    Progress.objects.update_or_create(step=step, defaults=values)


@transaction.atomic
def begin_centre(user: User, values: dict[str, Any]) -> None:
    """Name the centre; where there is nothing yet, a queue with results, a number that takes every call, and this
    person as its operator. All of it is one version, which can be undone."""
    with actions.together(user):
        centre = {"name": values["name"], "time_zone": values["time_zone"]}
        actions.save_row(user, Centre, the_centre().pk, centre)
        queue = Queue.objects.first() or _queue(user)
        if not Number.objects.exists():
            actions.save_row(user, Number, None, {"did": Number.ANY, "queue": queue})
        _serve(user, queue)


def _queue(user: User) -> Queue:
    results = ResultSet.objects.first()
    if results is None:
        lines = _("Order\nQuestion\nComplaint\nWrong number\nPromised to call back\nOther")
        results = actions.save_row(user, ResultSet, None, {"name": _("Common"), "results": read(lines, [])})
    return actions.save_row(user, Queue, None, {"name": _("Common queue"), "result_set": results})


def _serve(user: User, queue: Queue) -> None:
    """The person who sets up takes the first call: as an operator of the queue, with the browser as telephone."""
    operator = getattr(user, "operator", None)
    if operator is not None and operator.active:
        return
    roles = [*user.role_names, Role.OPERATOR.value]
    actions.save_person(user, user.pk, {"roles": roles, "kind": "browser", "queues": [queue]})
