from __future__ import annotations

from django.urls import path

from gudok.web.ivr import drawing, listening, views

urlpatterns = [
    path("", views.flows, name="flows"),
    path("new/", views.new, name="flow_new"),
    path("choices/", drawing.choices, name="flow_choices"),
    path("sounds/<str:language>/<str:code>.wav", listening.sound, name="flow_sound"),
    path("<int:pk>/", views.flow, name="flow"),
    path("<int:pk>/draft/", drawing.draft, name="flow_draft"),
    path("<int:pk>/use/", drawing.use, name="flow_use"),
    path("<int:pk>/forget/", views.forget, name="flow_forget"),
    path("<int:pk>/rename/", views.rename, name="flow_rename"),
    path("<int:pk>/walk/", drawing.walk, name="flow_walk"),
    path("<int:pk>/counts/", drawing.counts, name="flow_counts"),
    path("<int:pk>/delete/", views.delete, name="flow_delete"),
]
