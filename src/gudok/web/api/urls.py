"""/api/v1/: the resources behind their door, the description, and its page."""

from __future__ import annotations

from django.urls import URLPattern, path

from gudok.web.api import views
from gudok.web.api.app import api
from gudok.web.api.door import guard


def _resources() -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in api.urls[0]:
        # The list's last one is the library's own root, which we do not need.
        if isinstance(pattern, URLPattern) and (pattern.name or "").startswith("api_"):
            pattern.callback = guard(pattern.callback)
            found.append(pattern)
    return found


urlpatterns = [
    *_resources(),
    path("openapi.json", views.openapi, name="api_openapi"),
    path("", views.docs, name="api_docs"),
    path("<path:rest>", views.nothing, name="api_nothing"),
]
