from __future__ import annotations

from django.urls import path

from gudok.web.prompts import views

urlpatterns = [
    path("<int:pk>/sound.wav", views.sound, name="prompt_sound"),
    path("preview/", views.preview, name="prompt_preview"),
    path("spoken.wav", views.spoken, name="prompt_spoken"),
]
