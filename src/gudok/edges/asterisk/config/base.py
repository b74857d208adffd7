"""asterisk.conf, logger.conf and the files that only have to be there."""

from __future__ import annotations

from collections.abc import Iterable

from gudok.edges.asterisk.config.ini import file, section
from gudok.edges.asterisk.config.place import Place, Runtime

MESSAGES = "messages.log"
"""Where warnings go; Asterisk only appends to it, whoever starts Asterisk keeps it short."""
EMPTY = (
    "acl", "amd", "ccss", "cli", "cli_aliases", "codecs", "confbridge", "dsp", "extconfig", "geolocation", "manager",
    "pjproject", "pjsip_notify", "pjsip_wizard", "queuerules", "sorcery", "stun_monitor", "websocket_client",
)  # fmt: skip
"""Files that some version looks for: with an empty one it boots without a warning."""
UNHEARD = (
    "ast_channel_varset_type", "ast_channel_dial_type", "ast_channel_hangup_request_type",
    "ast_channel_entered_bridge_type", "ast_channel_left_bridge_type", "ast_channel_moh_start_type",
    "ast_channel_moh_stop_type", "ast_channel_mixmonitor_start_type", "ast_channel_mixmonitor_stop_type",
    "ast_channel_hold_type", "ast_channel_unhold_type", "ast_rtp_rtcp_sent_type", "ast_rtp_rtcp_received_type",
    "ast_device_state_message_type", "ast_mwi_state_type",
)  # fmt: skip
"""Messages inside Asterisk that nobody here listens to: not making them saves a tenth of a call's price."""
GENERAL = ("features", "udptl", "chan_websocket", "res_http_media_cache")
"""The same, for those that want a [general] section."""


def asterisk_conf(place: Place, runtime: Runtime, language: str) -> str:
    """Where everything is, and how the process behaves."""
    return file(
        section(
            "directories",
            ("astetcdir", str(place.etc)),
            ("astmoddir", str(runtime.modules)),
            ("astvarlibdir", str(place.lib)),
            ("astdbdir", str(place.lib)),
            ("astkeydir", str(place.lib)),
            ("astdatadir", str(runtime.data)),
            ("astagidir", str(place.lib / "agi-bin")),
            ("astspooldir", str(place.spool)),
            ("astrundir", str(place.run)),
            ("astlogdir", str(place.log)),
            ("astcachedir", str(place.cache)),
        ),
        section(
            "options",
            ("defaultlanguage", language),
            ("documentation_language", "en_US"),
            ("transmit_silence", "yes"),
            ("hideconnect", "yes"),
            ("maxfiles", 65535),
        ),
    )


def logger_conf() -> str:
    """Warnings and errors to a file; the console belongs to whoever started us."""
    return file(
        section("general", ("rotatestrategy", "rotate")),
        section("logfiles", (MESSAGES, "notice,warning,error")),
    )


def stasis_conf(unheard: Iterable[str]) -> str:
    """Messages that are not made."""
    return file(section("declined_message_types", *(("decline", name) for name in unheard)))


def others() -> dict[str, str]:
    """Everything we switch off or have nothing to say in."""
    off = file(section("general", ("enable", "no")))
    return {
        **{f"{name}.conf": file() for name in EMPTY},
        **{f"{name}.conf": file(section("general")) for name in GENERAL},
        "stasis.conf": stasis_conf(UNHEARD),
        "cdr.conf": off,
        "cel.conf": off,
        "manager.conf": file(section("general", ("enabled", "no"))),
    }
