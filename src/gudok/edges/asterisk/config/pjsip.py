"""pjsip.conf: transports, the operators' telephones, the trunks."""

from __future__ import annotations

from gudok.edges.asterisk.config.dialplan import NOWHERE
from gudok.edges.asterisk.config.ini import Option, file, section
from gudok.edges.asterisk.config.trunk import trunk_sections
from gudok.edges.asterisk.words import Phone, Telephony
from gudok.settings import Asterisk

CODECS = {"auto": "opus,alaw,ulaw", "opus": "opus,alaw,ulaw", "g711": "alaw,ulaw"}
SILENT = {"browser": 20, "sip": 60}
"""Seconds without a voice packet after which Asterisk ends a leg itself: the telephone died without a goodbye."""

KEPT_ALIVE = 10
"""Seconds of silence after which a line of the shift is sent a packet, or telephones and routers forget it."""


def pjsip_conf(asterisk: Asterisk, telephony: Telephony) -> str:
    """The whole file; raises ValueError when a name or a secret cannot stand in it."""
    return file(
        general(),
        *transports(asterisk),
        *(part for phone in telephony.phones for part in phone_sections(phone, asterisk.language)),
        *(part for trunk in telephony.trunks for part in trunk_sections(trunk, asterisk.language)),
    )


def general() -> str:
    """A caller is matched by address only after nobody's telephone was matched by name (and asked for a password)."""
    return section(
        "global",
        ("type", "global"),
        ("user_agent", "Gudok"),
        ("endpoint_identifier_order", "username,ip"),
        ("ignore_uri_user_options", "yes"),
    ) + section("system", ("type", "system"))


def transports(asterisk: Asterisk) -> list[str]:
    bind = f"[{asterisk.bind}]" if ":" in asterisk.bind else asterisk.bind
    address = f"{bind}:{asterisk.sip_port}"
    return [
        section("udp", ("type", "transport"), ("protocol", "udp"), ("bind", address)),
        section("tcp", ("type", "transport"), ("protocol", "tcp"), ("bind", address)),
        # Browsers come through the HTTP port; this address is never bound.
        section("ws", ("type", "transport"), ("protocol", "ws"), ("bind", bind)),
    ]


def phone_sections(phone: Phone, language: str) -> list[str]:
    """One telephone: a new registration replaces the old one, so the last opened page is the one that rings."""
    name = phone.endpoint
    kind: tuple[Option, ...] = (
        (("webrtc", "yes"), ("dtls_auto_generate_cert", "yes"))
        if phone.kind == "browser"
        else (("rtp_symmetric", "yes"), ("force_rport", "yes"), ("rewrite_contact", "yes"))
    )
    return [
        section(
            name,
            ("type", "endpoint"),
            ("context", NOWHERE),
            ("auth", name),
            ("aors", name),
            *kind,
            ("disallow", "all"),
            ("allow", CODECS[phone.codec]),
            ("direct_media", "no"),
            ("rtp_timeout", SILENT[phone.kind]),
            *((("rtp_keepalive", KEPT_ALIVE),) if phone.nailed else ()),
            ("language", language),
        ),
        section(name, ("type", "auth"), ("auth_type", "userpass"), ("username", name), ("password", phone.secret)),
        section(
            name,
            ("type", "aor"),
            ("max_contacts", 1),
            ("remove_existing", "yes"),
            ("minimum_expiration", 30),
            ("default_expiration", 120),
            ("maximum_expiration", 600),
        ),
    ]
