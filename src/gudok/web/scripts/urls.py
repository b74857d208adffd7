from __future__ import annotations

from django.urls import path

from gudok.web.scripts import answers, desk, drawing, views

urlpatterns = [
    path("", views.scripts, name="scripts"),
    path("new/", views.new, name="script_new"),
    path("of-call/<slug:call>/", desk.of_call, name="script_of_call"),
    path("runs/<int:pk>/save/", desk.save, name="script_save"),
    path("<int:pk>/", views.script, name="script"),
    path("<int:pk>/draft/", drawing.draft, name="script_draft"),
    path("<int:pk>/use/", drawing.use, name="script_use"),
    path("<int:pk>/try/", drawing.trial, name="script_try"),
    path("<int:pk>/forget/", views.forget, name="script_forget"),
    path("<int:pk>/rename/", views.rename, name="script_rename"),
    path("<int:pk>/delete/", views.delete, name="script_delete"),
    path("<int:pk>/editions/<int:n>/", views.edition, name="script_edition"),
    path("<int:pk>/editions/<int:n>/draft/", views.take_up, name="script_take_up"),
    path("<int:pk>/answers/", answers.answers, name="script_answers"),
    path("<int:pk>/answers/file/", answers.export, name="script_export"),
]
