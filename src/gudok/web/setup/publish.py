"""Telling the engine that settings changed."""

from __future__ import annotations

import logging

from gudok.web import bus
from gudok.web.setup.queries import settings_document

log = logging.getLogger(__name__)


def publish_settings() -> None:
    """Hand the engine the settings as they are now. If it is down, it reads them itself when it starts."""
    try:
        bus.configure(settings_document())
    except bus.EngineDownError:
        log.warning("the engine is down; it will read the new settings when it starts")
