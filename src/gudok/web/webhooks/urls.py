from __future__ import annotations

from django.urls import path

from gudok.web.webhooks import views

urlpatterns = [
    path("", views.webhooks, name="setup_webhooks"),
    path("new/", views.webhook, name="setup_webhook_new"),
    path("<int:pk>/", views.webhook, name="setup_webhook"),
    path("<int:pk>/log/", views.log, name="setup_webhook_log"),
    path("<int:pk>/skip/", views.skip, name="setup_webhook_skip"),
    path("<int:pk>/renew/", views.renew, name="setup_webhook_renew"),
    path("<int:pk>/delete/", views.delete, name="setup_webhook_delete"),
    path("deliveries/<int:pk>/again/", views.again, name="setup_webhook_again"),
]
