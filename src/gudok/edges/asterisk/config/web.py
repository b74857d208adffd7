"""http.conf and ari.conf: the door for the engine (ARI) and for the browsers' telephones (/ws)."""

from __future__ import annotations

from gudok.edges.asterisk.config.ini import file, section
from gudok.edges.asterisk.words import APP
from gudok.settings import Asterisk


def http_conf(asterisk: Asterisk) -> str:
    return file(
        section(
            "general",
            ("enabled", "yes"),
            ("bindaddr", asterisk.bind),
            ("bindport", asterisk.http_port),
            ("sessionlimit", 5000),
            ("session_inactivity", 30000),
            ("session_keep_alive", 15000),
            ("enable_static", "no"),
        )
    )


def ari_conf(asterisk: Asterisk) -> str:
    """One user, the engine; its name is the application's."""
    return file(
        section("general", ("enabled", "yes"), ("pretty", "no"), ("websocket_write_timeout", 1000)),
        section(
            APP,
            ("type", "user"),
            ("read_only", "no"),
            ("password", asterisk.ari_password),
            ("password_format", "plain"),
        ),
    )
