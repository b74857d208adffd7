"""A fresh token against forged requests, for a page that outlived the session it was made in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to

if TYPE_CHECKING:
    from django.http import HttpRequest


@open_to()
@require_GET
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """{token, person}: a page must not go on in the name of somebody else who signed in meanwhile."""
    return JsonResponse({"token": get_token(request), "person": str(request.user.pk)})
