"""The supervisor's page, her telephone, and what was written to operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.doors import open_to
from gudok.web.supervise import queries
from gudok.web.supervise.powers import POWERS, RIGHTS
from gudok.web.supervise.words import words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

TELEPHONE = "talk.listen"


@open_to(*RIGHTS)
@require_GET
def page(request: SignedInRequest) -> HttpResponse:
    operator = queries.operator_of(request.user)
    rights = rights_of(request.user)
    return render(
        request,
        "supervise/supervise.html",
        {
            "words": words(),
            "pauses": queries.pauses(),
            "operator": operator.core_id if operator else "",
            "may": sorted(what for what, power in POWERS.items() if power.right in rights),
            "listens": TELEPHONE in rights,
            "takes": "talk.take_over" in rights,
            "writes": "message.send" in rights,
        },
    )


@open_to(TELEPHONE)
@require_POST
def telephone(request: SignedInRequest) -> JsonResponse:
    """The id of this person's telephone, which is made at the first need, and whether it is in the browser."""
    operator = queries.telephone_of(request.user)
    return JsonResponse({"id": operator.core_id, "browser": operator.in_browser})


@open_to(TELEPHONE)
@require_POST
@never_cache
async def phone(request: SignedInRequest) -> JsonResponse:
    """The credentials of this person's own telephone, empty for one that is not a browser."""
    operator = await sync_to_async(queries.telephone_of)(request.user)
    if not operator.in_browser:
        return JsonResponse({})
    host = request.get_host().rsplit(":", 1)[0]
    # Behind a proxy with https the browser's telephone goes the same way; else straight to Asterisk.
    direct = f"ws://{host}:{settings.GUDOK.asterisk.http_port}/ws"
    return JsonResponse(
        {
            "ws": f"wss://{request.get_host()}/ws" if request.is_secure() else direct,
            "uri": f"sip:{operator.endpoint}@{host}",
            "password": operator.secret,
            "name": operator.endpoint,
        }
    )


@open_to("message.send")
@require_GET
def messages(request: SignedInRequest) -> HttpResponse:
    """The last messages to operators, with who has not read them yet."""
    return render(request, "supervise/messages.html", {"rows": queries.sent_messages()})
