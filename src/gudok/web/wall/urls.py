from __future__ import annotations

from django.urls import path

from gudok.web.wall import views

urlpatterns = [path("", views.wall, name="wall")]
