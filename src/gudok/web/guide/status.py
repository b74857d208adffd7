"""How far the first call has come, as the engine's state tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async

from gudok.core.state import standing
from gudok.web.live.queries import replica
from gudok.web.record.models import Call
from gudok.web.setup.models import Operator

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


async def status_of(user: User) -> dict[str, Any]:
    """`telephone`: it is registered; `mode`: the operator's; `call`: the last answered; `seen`: all of it."""
    operator = await Operator.objects.filter(user_id=user.pk, active=True).afirst()
    call = await sync_to_async(_last)()
    found = {"operator": operator is not None, "telephone": False, "mode": "", "call": call}
    if operator is not None:
        agent = (await replica()).state.agents.get(operator.core_id)
        if agent is not None:
            found |= {"telephone": agent.reachable, "mode": standing(agent)}
    return found | {"seen": f"{found['operator']}.{found['telephone']}.{found['mode']}.{call is not None}"}


def _last() -> Call | None:
    return Call.objects.filter(answered_at__isnull=False).order_by("-arrived_at").first()
