from __future__ import annotations

from django.urls import path

from gudok.web.supervise import asks, views

urlpatterns = [
    path("", views.page, name="supervise"),
    path("telephone", views.telephone, name="supervise_telephone"),
    path("phone", views.phone, name="supervise_phone"),
    path("messages", views.messages, name="supervise_messages"),
    path("ask/<slug:what>", asks.ask, name="supervise_ask"),
]
