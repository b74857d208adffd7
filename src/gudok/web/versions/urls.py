from __future__ import annotations

from django.urls import path

from gudok.web.versions import files, views

urlpatterns = [
    path("", views.versions, name="versions"),
    path("file/", files.download, name="setup_file"),
    path("archive/", files.archive, name="setup_archive"),
    path("upload/", files.upload, name="setup_upload"),
    path("<int:n>/", views.version, name="version"),
    path("<int:n>/file/", files.download, name="version_file"),
    path("<int:n>/<str:how>/", views.back, name="version_back"),
]
