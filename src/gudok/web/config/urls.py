"""Every address of the web; each room has its own list."""

from __future__ import annotations

from django.urls import include, path

from gudok.web.config import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("", include("gudok.web.metrics.urls")),
    path("", include("gudok.web.accounts.urls")),
    path("people/", include("gudok.web.people.urls")),
    path("calls/", include("gudok.web.calls.urls")),
    path("days/", include("gudok.web.days.urls")),
    path("whatif/", include("gudok.web.whatif.urls")),
    path("setup/versions/", include("gudok.web.versions.urls")),
    path("setup/tokens/", include("gudok.web.api.pages_urls")),
    path("setup/webhooks/", include("gudok.web.webhooks.urls")),
    path("setup/prompts/", include("gudok.web.prompts.urls")),
    path("setup/flows/", include("gudok.web.ivr.urls")),
    path("setup/keeping/", include("gudok.web.retention.urls")),
    path("setup/guide/", include("gudok.web.guide.urls")),
    path("setup/trunks/", include("gudok.web.trunks.urls")),
    path("telephone/", include("gudok.web.telephones.urls")),
    path("setup/", include("gudok.web.staff.urls")),
    path("setup/", include("gudok.web.setup.urls")),
    path("audit/", include("gudok.web.audit.urls")),
    path("results/", include("gudok.web.results.urls")),
    path("tasks/", include("gudok.web.tasks.urls")),
    path("orders/", include("gudok.web.orders.urls")),
    path("scripts/", include("gudok.web.scripts.urls")),
    path("cases/", include("gudok.web.cases.urls")),
    path("knowledge/", include("gudok.web.knowledge.urls")),
    path("catalogue/", include("gudok.web.catalogue.urls")),
    path("", include("gudok.web.dial.urls")),
    path("desk/", include("gudok.web.desk.urls")),
    path("wall/", include("gudok.web.wall.urls")),
    path("alerts/", include("gudok.web.alerts.urls")),
    path("supervise/", include("gudok.web.supervise.urls")),
    path("live/", include("gudok.web.live.urls")),
    path("api/v1/", include("gudok.web.api.urls")),
]
