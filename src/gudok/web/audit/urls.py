from __future__ import annotations

from django.urls import path

from gudok.web.audit import views

urlpatterns = [path("", views.entries, name="audit")]
