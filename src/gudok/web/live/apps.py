"""The live room: the hub that follows the journal, its streams, and the common look's template tags."""

from __future__ import annotations

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "gudok.web.live"
    label = "live"
