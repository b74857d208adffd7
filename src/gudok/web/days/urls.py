from __future__ import annotations

from django.urls import path

from gudok.web.days import views

urlpatterns = [
    path("", views.day, name="day"),
    path("<slug:agent>/", views.operator, name="day_operator"),
]
