"""Telling the engine that settings changed."""

from __future__ import annotations

import logging

from django.conf import settings

from gudok.core.words import Configured
from gudok.edges.bus.unix import NoEngine, ask_now
from gudok.web.setup.queries import settings_document

log = logging.getLogger(__name__)


def publish_settings() -> None:
    """Hand the engine the settings as they are now. If it is down, it reads them itself when it starts."""
    try:
        ask_now(settings.DATA.engine_socket, Configured(at=0, settings=settings_document()))
    except NoEngine:
        log.info("the engine is down; it will read the new settings when it starts")
