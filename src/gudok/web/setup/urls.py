from __future__ import annotations

from django.urls import path

from gudok.web.cases import rules as cases
from gudok.web.orders import rules as ordering
from gudok.web.routing import views as routing
from gudok.web.setup import hours_views, outgoing_views, staff, views

urlpatterns = [
    path("", views.home, name="setup"),
    path("staff/", staff.people, name="setup_staff"),
    path("staff/new/", staff.person, name="setup_person_new"),
    path("staff/<int:pk>/", staff.person, name="setup_person"),
    path("staff/<int:pk>/renew/", staff.renew, name="setup_renew"),
    path("staff/telephone/", staff.telephone, name="setup_telephone"),
    path("hours/<int:pk>/holidays/", hours_views.add_holidays, name="setup_hours_holidays"),
    path("outgoing/", outgoing_views.outgoing, name="setup_outgoing"),
    path("ordering/", ordering.rules, name="setup_ordering"),
    path("cases/", cases.rules, name="setup_cases"),
    path("queues/<int:pk>/routing/", routing.queue, name="setup_routing"),
    path("skills/<int:pk>/levels/", routing.levels, name="setup_levels"),
    path("<slug:kind>/", views.rows, name="setup_rows"),
    path("<slug:kind>/new/", views.row, name="setup_row_new"),
    path("<slug:kind>/<int:pk>/", views.row, name="setup_row"),
    path("<slug:kind>/<int:pk>/delete/", views.delete, name="setup_row_delete"),
]
