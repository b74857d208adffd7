from __future__ import annotations

from django.urls import path

from gudok.web.dial import views

urlpatterns = [
    path("dial/", views.dial, name="dial"),
    path("dial/recent", views.recent, name="dial_recent"),
    path("dial/contacts", views.contacts, name="dial_contacts"),
    path("call", views.call, name="dial_call"),
]
