"""The sections of pjsip.conf for one way to and from the network."""

from __future__ import annotations

from hashlib import blake2b

from gudok.edges.asterisk.config.dialplan import INBOUND
from gudok.edges.asterisk.config.ini import Option, section
from gudok.edges.asterisk.words import Trunk

ASKED_EVERY = 30
"""Seconds between questions whether the provider is there: a call must not be the first to find out that he is not."""
ANSWERED_IN = 3
"""Seconds he has for an answer; any answer will do."""


def trunk_sections(trunk: Trunk, language: str) -> list[str]:
    """One way to and from the network, by registration or by address."""
    endpoint = section(
        trunk.name,
        ("type", "endpoint"),
        ("context", INBOUND),
        # By address only: a trunk asks for no password, so whoever calls himself by its name must not be taken for it.
        ("identify_by", "ip"),
        *account(trunk),
        *way(trunk),
        ("disallow", "all"),
        ("allow", trunk.codecs),
        ("dtmf_mode", trunk.dtmf),
        ("direct_media", "no"),
        ("rtp_symmetric", "yes"),
        ("trust_id_inbound", "yes"),
        ("language", language),
    )
    hosts = dict.fromkeys([*(host.strip() for host in trunk.host.split(",")), *filter(None, [proxy_host(trunk)])])
    identify = section(trunk.name, ("type", "identify"), ("endpoint", trunk.name), *(("match", host) for host in hosts))
    return [
        endpoint,
        *(reach(trunk) if way_out(trunk) else ()),
        identify,
        *(auth(trunk) if trunk.user else ()),
        *(registration(trunk) if trunk.kind == "registered" else ()),
    ]


def account(trunk: Trunk) -> tuple[Option, ...]:
    """Who we are to the provider."""
    if not trunk.user:
        return (("from_domain", trunk.domain),) if trunk.domain else ()
    domain = trunk.domain or (trunk.host if trunk.kind == "registered" else "")
    return (
        ("outbound_auth", auth_name(trunk)),
        *((("from_domain", domain),) if domain else ()),
        *((("from_user", trunk.user),) if trunk.kind == "registered" and not trunk.number_in_from else ()),
    )


def way(trunk: Trunk) -> tuple[Option, ...]:
    """Our number is told when we call; who talks with a customer later is no business of the network."""
    if not way_out(trunk):
        return ()
    return (("aors", trunk.name), *through(trunk), ("send_pai", "yes"), ("send_connected_line", "no"))


def through(trunk: Trunk) -> tuple[Option, ...]:
    """The proxy, if there is one: `lr` keeps the address we call as it is."""
    return (("outbound_proxy", f"sip:{trunk.proxy};lr{over(trunk)}"),) if trunk.proxy else ()


def over(trunk: Trunk) -> str:
    return ";transport=tcp" if trunk.transport == "tcp" else ""


def proxy_host(trunk: Trunk) -> str:
    """The proxy without its port: calls come from it."""
    host, colon, port = trunk.proxy.rpartition(":")
    return host if colon and port.isdecimal() else trunk.proxy


def reach(trunk: Trunk) -> list[str]:
    return [
        section(
            trunk.name,
            ("type", "aor"),
            ("contact", way_out(trunk)),
            *through(trunk),
            ("qualify_frequency", ASKED_EVERY),
            ("qualify_timeout", f"{ANSWERED_IN}.0"),
        )
    ]


def way_out(trunk: Trunk) -> str:
    """Where our calls go: to the trunk's first address; a trunk that has only whole networks has none, and gives ""."""
    hosts = (host.strip() for host in trunk.host.split(","))
    host = next((host for host in hosts if host and "/" not in host), "")
    return f"sip:{f'[{host}]' if host.count(':') > 1 else host}:{trunk.port}{over(trunk)}" if host else ""


def auth_name(trunk: Trunk) -> str:
    """Differs with the password (one byte tells nothing of it): a reload registers anew only if the name changed."""
    return f"{trunk.name}-{blake2b(trunk.secret.encode(), digest_size=1).hexdigest()}"


def auth(trunk: Trunk) -> list[str]:
    return [
        section(
            auth_name(trunk),
            ("type", "auth"),
            ("auth_type", "userpass"),
            ("username", trunk.auth_user or trunk.user),
            ("password", trunk.secret),
        )
    ]


def registration(trunk: Trunk) -> list[str]:
    """Our account at the provider. `line` makes calls to the registered contact known as this trunk's."""
    return [
        section(
            f"{trunk.name}-account",
            ("type", "registration"),
            ("outbound_auth", auth_name(trunk)),
            ("server_uri", f"sip:{trunk.host}:{trunk.port}{over(trunk)}"),
            ("client_uri", f"sip:{trunk.user}@{trunk.domain or f'{trunk.host}:{trunk.port}'}"),
            *through(trunk),
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
