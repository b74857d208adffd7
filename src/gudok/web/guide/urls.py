from __future__ import annotations

from django.urls import path

from gudok.web.guide import views

urlpatterns = [
    path("", views.guide, name="guide"),
    path("centre/save/", views.centre, name="guide_centre"),
    path("server/check/", views.server, name="guide_server"),
    path("call/trial/", views.trial, name="guide_trial"),
    path("call/status/", views.status, name="guide_status"),
    path("history/open/", views.story, name="guide_story"),
    path("<slug:step>/", views.step, name="guide_step"),
    path("<slug:step>/<slug:how>/", views.mark, name="guide_mark"),
]
