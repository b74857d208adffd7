from __future__ import annotations

from django.urls import path

from gudok.web.staff import directory, importing, person, views

urlpatterns = [
    path("teams/", views.teams, name="teams"),
    path("teams/new/", views.team, name="team_new"),
    path("teams/<int:pk>/", views.team, name="team"),
    path("teams/<int:pk>/delete/", views.delete_team, name="team_delete"),
    path("roles/", views.roles, name="roles"),
    path("roles/new/", views.role, name="role_new"),
    path("roles/<int:pk>/", views.role, name="role"),
    path("roles/<int:pk>/delete/", views.delete_role, name="role_delete"),
    path("security/", views.security, name="security"),
    path("security/company/", views.company, name="company_account"),
    path("security/directory/", directory.page, name="directory"),
    path("security/directory/try/", directory.trial, name="directory_trial"),
    path("staff/<int:pk>/link/", person.link, name="person_link"),
    path("staff/<int:pk>/factors/forget/", person.forget_factors, name="person_factors"),
    path("staff/<int:pk>/open/", person.open_login, name="person_open"),
    path("staff/sessions/<int:pk>/end/", person.end_session, name="person_session_end"),
    path("staff/link/", person.link_shown, name="person_link_shown"),
    path("staff/import/", importing.upload, name="staff_import"),
    path("staff/import/example.csv", importing.example, name="staff_example"),
    path("staff/export.csv", importing.export, name="staff_export"),
    path("staff/import/<int:pk>/", importing.preview, name="staff_preview"),
    path("staff/import/<int:pk>/take/", importing.take, name="staff_take"),
    path("staff/import/<int:pk>/links.csv", importing.links, name="staff_links"),
]
