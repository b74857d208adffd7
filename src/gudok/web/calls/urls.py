from __future__ import annotations

from django.urls import path

from gudok.web.calls import views

urlpatterns = [
    path("", views.calls, name="calls"),
    path("export/", views.export, name="calls_export"),
    path("<slug:pk>/", views.call, name="call"),
    path("<slug:pk>/story.json", views.call_json, name="call_json"),
    path("<slug:pk>/recording/<int:n>/", views.recording, name="call_recording"),
    path("<slug:pk>/peaks/<int:n>/", views.peaks, name="call_peaks"),
]
