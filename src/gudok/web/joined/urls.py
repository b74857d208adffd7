from __future__ import annotations

from django.urls import path

from gudok.web.joined import views

urlpatterns = [
    path("setup/joined/", views.joined, name="setup_joined"),
    path("setup/joined/new/", views.inward, name="setup_inward_new"),
    path("setup/joined/<int:pk>/", views.inward, name="setup_inward"),
    path("setup/joined/<int:pk>/delete/", views.delete, name="setup_inward_delete"),
    path("in/<str:code>", views.receive, name="inward"),
]
