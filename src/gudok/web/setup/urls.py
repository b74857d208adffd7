from __future__ import annotations

from django.urls import path

from gudok.web.setup import staff, views

urlpatterns = [
    path("", views.home, name="setup"),
    path("staff/", staff.people, name="setup_staff"),
    path("staff/new/", staff.person, name="setup_person_new"),
    path("staff/<int:pk>/", staff.person, name="setup_person"),
    path("staff/<int:pk>/renew/", staff.renew, name="setup_renew"),
    path("staff/telephone/", staff.telephone, name="setup_telephone"),
    path("<slug:kind>/", views.rows, name="setup_rows"),
    path("<slug:kind>/new/", views.row, name="setup_row_new"),
    path("<slug:kind>/<int:pk>/", views.row, name="setup_row"),
    path("<slug:kind>/<int:pk>/delete/", views.delete, name="setup_row_delete"),
]
