from __future__ import annotations

from django.urls import path

from gudok.web.api import pages

urlpatterns = [
    path("", pages.tokens, name="setup_tokens"),
    path("new/", pages.new_token, name="setup_token_new"),
    path("<int:pk>/revoke/", pages.revoke, name="setup_token_revoke"),
]
