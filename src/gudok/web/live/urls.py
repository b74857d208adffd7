from __future__ import annotations

from django.urls import path

from gudok.web.live import views

urlpatterns = [
    path("desk", views.desk, name="live_desk"),
    path("wall", views.wall, name="live_wall"),
]
