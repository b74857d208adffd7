from __future__ import annotations

from django.urls import path

from gudok.web.desk import asks, choices, line, telephone, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("phone", telephone.phone, name="desk_phone"),
    path("phone/keep", telephone.keep, name="desk_phone_keep"),
    path("phone/leave", telephone.leave, name="desk_phone_leave"),
    path("mine", views.mine, name="desk_mine"),
    path("why", views.why, name="desk_why"),
    path("targets", views.targets, name="desk_targets"),
    path("card/<slug:call>", views.card, name="desk_card"),
    path("note/<slug:call>", views.note, name="desk_note"),
    path("line/<slug:call>", line.line, name="desk_line"),
    path("choices/", choices.choices, name="desk_choices"),
    path("ask/<slug:what>", asks.ask, name="desk_ask"),
]
