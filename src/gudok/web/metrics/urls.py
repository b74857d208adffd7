from __future__ import annotations

from django.urls import path

from gudok.web.metrics import views

urlpatterns = [
    path("metrics", views.metrics, name="metrics"),
    path("livez", views.live, name="live"),
    path("readyz", views.ready, name="ready"),
]
