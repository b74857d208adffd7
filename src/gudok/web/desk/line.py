"""What the browser measured of its line: kept with the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.http import HttpResponseBadRequest, JsonResponse
from django.views.decorators.http import require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.desk import queries
from gudok.web.live.queries import replica
from gudok.web.record.lines import read_samples, save_samples

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to("desk.use")
@require_POST
async def line(request: HttpRequest, call: str) -> HttpResponse:
    """Add samples of a call that this operator has, or had; answers how many are kept."""
    operator = await sync_to_async(queries.operator_of)(request.user)
    agent = (await replica()).state.agents.get(operator.core_id)
    in_hand = agent is not None and getattr(agent.mode, "call", "") == call
    return await sync_to_async(_line)(request, call, in_hand, operator.core_id)


def _line(request: HttpRequest, call: str, in_hand: bool, operator: str) -> HttpResponse:
    if not in_hand and not queries.had_call(operator, call):
        return refuse(request)
    try:
        samples = read_samples(request.POST.get("samples", ""))
    except ValueError:
        return HttpResponseBadRequest()
    return JsonResponse({"kept": save_samples(call, operator, samples)})
