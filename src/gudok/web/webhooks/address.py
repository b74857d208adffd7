"""Where webhooks may go: no private address unless the setting allows it, whatever a name resolves to."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(ValueError):
    """The address is not of the open internet."""


def is_public(address: str) -> bool:
    """Whether an IP address is of the open internet, seen through every wrapping of IPv4 in IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast


def check_url(url: str, private: bool) -> None:
    """Raise ValueError for what no webhook goes to: another scheme, a login in it, a private address in figures."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("http or https, with a host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("no login in the address")
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    if not private and not is_public(str(literal)):
        raise PrivateAddressError(f"{literal} is a private address")


class GuardedResolver(AbstractResolver):
    """Resolves names, and lets only public addresses through: the connection then goes to just these."""

    def __init__(self, private: bool) -> None:
        self._private = private
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        allowed = [one for one in found if self._private or is_public(one["host"])]
        if not allowed:
            raise PrivateAddressError(f"{host} leads to a private address")
        return allowed

    async def close(self) -> None:
        await self._resolver.close()


def session(private: bool, seconds: float = 10.0) -> aiohttp.ClientSession:
    """A client for webhooks: no proxy from the environment, no cookies, ten seconds at the most."""
    connector = aiohttp.TCPConnector(resolver=GuardedResolver(private), use_dns_cache=False, limit=50)
    options: dict[str, Any] = {"trust_env": False, "cookie_jar": aiohttp.DummyCookieJar()}
    return aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=seconds), **options)
