from __future__ import annotations

from django.urls import path

from gudok.web.alerts import views

urlpatterns = [
    path("", views.alerts, name="alerts"),
    path("now/", views.now, name="alerts_now"),
    path("board/", views.board, name="alerts_board"),
    path("mail/", views.mail_trial, name="alerts_mail"),
    path("<int:pk>/see/", views.see, name="alert_see"),
    path("<int:pk>/mute/", views.mute, name="alert_mute"),
]
