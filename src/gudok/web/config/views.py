from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to_strangers

if TYPE_CHECKING:
    from django.http import HttpRequest


@open_to_strangers
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Tell a supervisor or a balancer whether this process can serve: 200, or 503 when the records cannot be read."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"web": "ok", "records": "down"}, status=503)
    return JsonResponse({"web": "ok", "records": "ok"})
