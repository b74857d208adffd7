"""pjsip.conf: transports, the operators' telephones, the trunks."""

from __future__ import annotations

from hashlib import blake2b

from gudok.edges.asterisk.config.dialplan import INBOUND, NOWHERE
from gudok.edges.asterisk.config.ini import Option, file, section
from gudok.edges.asterisk.words import Phone, Telephony, Trunk
from gudok.settings import Asterisk

CODECS = {"auto": "opus,alaw,ulaw", "opus": "opus,alaw,ulaw", "g711": "alaw,ulaw"}
NETWORK_CODECS = "alaw,ulaw"
SILENT = {"browser": 20, "sip": 60}
"""Seconds without a voice packet after which Asterisk ends a leg itself: the telephone died without a goodbye."""


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


def trunk_sections(trunk: Trunk, language: str) -> list[str]:
    """One way in from the network, by registration or by address."""
    registered = trunk.kind == "registered"
    account: tuple[Option, ...] = (
        (("outbound_auth", auth_name(trunk)), ("from_user", trunk.user), ("from_domain", trunk.host))
        if registered
        else ()
    )
    endpoint = section(
        trunk.name,
        ("type", "endpoint"),
        ("context", INBOUND),
        # By address only: a trunk asks for no password, so whoever calls himself by its name must not be taken for it.
        ("identify_by", "ip"),
        *account,
        ("disallow", "all"),
        ("allow", NETWORK_CODECS),
        ("direct_media", "no"),
        ("rtp_symmetric", "yes"),
        ("trust_id_inbound", "yes"),
        ("language", language),
    )
    matches = tuple(("match", host.strip()) for host in trunk.host.split(","))
    identify = section(trunk.name, ("type", "identify"), ("endpoint", trunk.name), *matches)
    return [endpoint, identify, *(registration(trunk) if registered else ())]


def auth_name(trunk: Trunk) -> str:
    """Differs with the password (one byte tells nothing of it): a reload registers anew only if the name changed."""
    return f"{trunk.name}-{blake2b(trunk.secret.encode(), digest_size=1).hexdigest()}"


def registration(trunk: Trunk) -> list[str]:
    """Our account at the provider. `line` makes calls to the registered contact known as this trunk's."""
    return [
        section(
            auth_name(trunk),
            ("type", "auth"),
            ("auth_type", "userpass"),
            ("username", trunk.user),
            ("password", trunk.secret),
        ),
        section(
            f"{trunk.name}-account",
            ("type", "registration"),
            ("outbound_auth", auth_name(trunk)),
            ("server_uri", f"sip:{trunk.host}:{trunk.port}"),
            ("client_uri", f"sip:{trunk.user}@{trunk.host}:{trunk.port}"),
            ("contact_user", trunk.did or trunk.user),
            ("line", "yes"),
            ("endpoint", trunk.name),
            # Asterisk would wait up to ten seconds, for the sake of providers with thousands of such as we.
            ("max_random_initial_delay", 1),
            # A rejection may be the provider's bad moment; to give up for ever would be a centre without calls.
            ("auth_rejection_permanent", "no"),
            ("retry_interval", 20),
            ("forbidden_retry_interval", 300),
            ("max_retries", 100000),
            ("expiration", 300),
        ),
    ]
