from __future__ import annotations

from django.urls import path

from gudok.web.cases import desk, views, work

urlpatterns = [
    path("", views.cases, name="cases"),
    path("export/", views.export, name="cases_export"),
    path("new/", views.new, name="case_new"),
    path("of-call/<slug:call>/", desk.of_call, name="case_of_call"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/look/", desk.look, name="case_look"),
    path("<int:pk>/save/", desk.save, name="case_save"),
    path("<int:pk>/place/", desk.place, name="case_place"),
    path("<int:pk>/drop/", desk.drop, name="case_drop"),
    path("<int:pk>/move/", desk.move, name="case_move"),
    path("<int:pk>/reopen/", work.reopen, name="case_reopen"),
    path("<int:pk>/notes/", work.note, name="case_note"),
    path("<int:pk>/call/", work.call, name="case_call"),
    path("<int:pk>/files/", work.add_file, name="case_file_add"),
    path("<int:pk>/files/<int:file>/", work.get_file, name="case_file"),
]
