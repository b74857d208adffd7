from __future__ import annotations

from django.urls import path

from gudok.web.retention import views

urlpatterns = [path("", views.keeping, name="setup_keeping")]
