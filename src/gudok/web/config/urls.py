"""Every address of the web; each room has its own list."""

from __future__ import annotations

from django.urls import include, path

from gudok.web.config import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("", include("gudok.web.accounts.urls")),
    path("people/", include("gudok.web.people.urls")),
    path("calls/", include("gudok.web.calls.urls")),
    path("setup/", include("gudok.web.setup.urls")),
    path("audit/", include("gudok.web.audit.urls")),
    path("desk/", include("gudok.web.desk.urls")),
    path("wall/", include("gudok.web.wall.urls")),
    path("live/", include("gudok.web.live.urls")),
]
