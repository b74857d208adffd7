from __future__ import annotations

from django.urls import path

from gudok.web.results import views

urlpatterns = [
    path("owed", views.owed, name="results_owed"),
    path("choose", views.choose, name="results_choose"),
    path("<slug:call>", views.tell, name="result_tell"),
]
