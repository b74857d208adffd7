"""The room of dialling; it has no rows of its own."""

from __future__ import annotations

from django.apps import AppConfig


class DialConfig(AppConfig):
    name = "gudok.web.dial"
