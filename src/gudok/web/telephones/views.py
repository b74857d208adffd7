"""What telephones fetch: a softphone its file (without a cookie: the address is the key), a browser its way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to, open_to_strangers
from gudok.web.audit.actions import write_change
from gudok.web.telephones.ice import ice_servers, renew_after_s
from gudok.web.telephones.provision import document, operator_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.web.accounts.request import SignedInRequest


def server_of(request: HttpRequest) -> str:
    """Where SIP telephones find us: this very host, at the port of SIP."""
    return f"{request.get_host().rsplit(':', 1)[0]}:{settings.GUDOK.asterisk.sip_port}"


@never_cache
@require_GET
def file(request: HttpRequest, token: str) -> HttpResponse:
    operator = operator_of(token)
    if operator is None:
        return HttpResponse(status=404)
    write_change(None, "operator.file_fetched", operator, {}, {})
    return HttpResponse(document(operator, server_of(request)), content_type="application/xml; charset=utf-8")


file = open_to_strangers(file)


@open_to("desk.use", "talk.listen", "talk.whisper", "talk.barge", "talk.take_over")
@never_cache
@require_GET
def ice(request: SignedInRequest) -> JsonResponse:
    """How a telephone in a browser finds its way: {config: for RTCPeerConnection, renew_s: when to ask again}."""
    found = settings.GUDOK.ice
    config = ice_servers(found, request.user.login, int(time.time()))
    return JsonResponse({"config": config, "renew_s": renew_after_s(found)})
