from __future__ import annotations

from django.urls import path

from gudok.web.telephones import views

urlpatterns = [
    path("ice", views.ice, name="telephone_ice"),
    path("<str:token>.xml", views.file, name="telephone_file"),
]
