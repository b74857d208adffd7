"""Every address of the web; each room has its own list."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from gudok.web.config import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("", include("gudok.web.accounts.urls")),
    path("people/", include("gudok.web.people.urls")),
    path("calls/", include("gudok.web.calls.urls")),
    path("setup/", include("gudok.web.setup.urls")),
    path("audit/", include("gudok.web.audit.urls")),
]
urlpatterns += [
    path(f"{room}/", include(f"gudok.web.{room}.urls"))
    for room in ("desk", "wall", "live")
    if find_spec(f"gudok.web.{room}.urls")
]
