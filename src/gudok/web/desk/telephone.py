"""The telephone in the browser: its credentials go to one computer at a time, the others are told where it is."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.entry.models import Entry
from gudok.web.desk import actions, queries
from gudok.web.desk.models import Hold
from gudok.web.live.audiences import event
from gudok.web.live.queries import hub

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.web.accounts.models import User

SEAT = "gudok_seat"
"""The cookie that tells this computer's browser from another."""
YEAR_S = 365 * 24 * 3600


def seat_of(request: HttpRequest) -> str:
    """This computer's browser; "" before its first page."""
    return request.COOKIES.get(SEAT, "")[:40]


def with_seat(request: HttpRequest, response: HttpResponse, seat: str = "") -> HttpResponse:
    """Have the browser remember which one it is."""
    if not seat_of(request):
        seat = seat or secrets.token_hex(16)
        response.set_cookie(SEAT, seat, max_age=YEAR_S, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


def held_elsewhere(request: HttpRequest) -> dict[str, Any] | None:
    """Where this person's telephone is, if that is another computer."""
    person = cast("User", request.user)
    found = Hold.objects.filter(user=person, until__gt=timezone.now()).exclude(seat=seat_of(request)).first()
    return shown(found) if found is not None else None


def shown(hold: Hold) -> dict[str, Any]:
    return {"device": hold.device, "since": int(hold.since.timestamp() * 1000)}


@open_to("desk.use")
@require_POST
@never_cache
async def phone(request: HttpRequest) -> HttpResponse:
    """The credentials of this person's own telephone: empty without one in the browser, `held` when it is elsewhere.

    With `take` it is taken from there. The page that gets it becomes the one that rings; the person's other pages, on
    any machine, are told to give way.
    """
    operator = await sync_to_async(queries.operator_of)(request.user)
    if not operator.in_browser:
        return JsonResponse({})
    page, seat = request.POST.get("page", "")[:40], seat_of(request) or secrets.token_hex(16)
    device = Entry(agent=request.headers.get("User-Agent", "").replace("\0", "")[:200]).device
    by_force = request.POST.get("take") == "1"
    take = sync_to_async(actions.take_telephone)
    hold = await take(operator.user, seat, page, device, by_force=by_force)
    if hold.seat != seat:
        return with_seat(request, JsonResponse({"held": shown(hold)}), seat)
    (await hub()).tell(operator.core_id, event("taken", {"page": page, **shown(hold)}))
    host = request.get_host().rsplit(":", 1)[0]
    # Behind a proxy with https the browser's telephone goes the same way; else straight to Asterisk.
    direct = f"ws://{host}:{settings.GUDOK.asterisk.http_port}/ws"
    told = {
        "ws": f"wss://{request.get_host()}/ws" if request.is_secure() else direct,
        "uri": f"sip:{operator.endpoint}@{host}",
        "password": operator.secret,
        "name": operator.endpoint,
    }
    return with_seat(request, JsonResponse(told), seat)


@open_to("desk.use")
@require_POST
def keep(request: HttpRequest) -> JsonResponse:
    """The page with the telephone is open still; answers `held` when another computer has it by now."""
    held = actions.keep_telephone(cast("User", request.user), seat_of(request))
    return JsonResponse({"held": shown(held)} if held is not None else {})


@open_to("desk.use")
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The page with the telephone is being left."""
    actions.leave_telephone(cast("User", request.user), seat_of(request), request.POST.get("page", "")[:40])
    return HttpResponse(status=204)
