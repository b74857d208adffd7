from __future__ import annotations

from django.urls import path

from gudok.web.desk import asks, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("phone", views.phone, name="desk_phone"),
    path("mine", views.mine, name="desk_mine"),
    path("why", views.why, name="desk_why"),
    path("targets", views.targets, name="desk_targets"),
    path("card/<slug:call>", views.card, name="desk_card"),
    path("note/<slug:call>", views.note, name="desk_note"),
    path("ask/<slug:what>", asks.ask, name="desk_ask"),
]
