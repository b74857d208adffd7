from __future__ import annotations

from django.urls import path

from gudok.web.whatif import views

urlpatterns = [
    path("", views.whatif, name="whatif"),
    path("<int:pk>/", views.trial, name="whatif_trial"),
    path("<int:pk>/state/", views.state, name="whatif_state"),
    path("<int:pk>/stop/", views.stop, name="whatif_stop"),
]
