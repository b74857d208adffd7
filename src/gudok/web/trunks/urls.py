from __future__ import annotations

from django.urls import path

from gudok.web.trunks import views

urlpatterns = [
    path("<int:pk>/state/", views.state, name="trunk_state"),
    path("<int:pk>/call/", views.call, name="trunk_call"),
    path("<int:pk>/call/look/", views.look, name="trunk_look"),
    path("<int:pk>/call/stop/", views.stop, name="trunk_stop"),
]
