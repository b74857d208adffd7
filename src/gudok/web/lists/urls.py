from __future__ import annotations

from django.urls import path

from gudok.web.lists import views

urlpatterns = [
    path("<slug:name>/views/", views.save, name="list_view_save"),
    path("views/<int:pk>/drop/", views.drop, name="list_view_drop"),
]
