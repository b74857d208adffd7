from __future__ import annotations

from django.urls import path

from gudok.web.live import views
from gudok.web.live.token import token

urlpatterns = [
    path("desk", views.desk, name="live_desk"),
    path("token", token, name="live_token"),
    path("wall", views.wall, name="live_wall"),
]
