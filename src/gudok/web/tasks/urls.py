from __future__ import annotations

from django.urls import path

from gudok.web.tasks import views

urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("mine", views.mine, name="tasks_mine"),
    path("file/", views.file, name="tasks_file"),
    path("new", views.new, name="task_new"),
    path("<int:pk>/<slug:what>", views.act, name="task_act"),
]
