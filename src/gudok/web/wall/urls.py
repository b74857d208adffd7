from __future__ import annotations

from django.urls import path

from gudok.web.wall import editing, views

urlpatterns = [
    path("", views.wall, name="wall"),
    path("standard/", views.standard, name="wall_standard"),
    path("tv/", views.television, name="wall_tv"),
    path("chart/", views.chart, name="wall_chart"),
    path("all/", editing.walls, name="walls"),
    path("new/", editing.new, name="wall_new"),
    path("tile/", editing.tile, name="wall_tile"),
    path("<int:pk>/", views.one, name="wall_one"),
    path("<int:pk>/edit/", editing.edit, name="wall_edit"),
    path("<int:pk>/settings/", editing.settings, name="wall_settings"),
    path("<int:pk>/delete/", editing.delete, name="wall_delete"),
    path("<slug:key>/first/", editing.first, name="wall_first"),
]
