"""What both ways have in common: telephones, numbers, ports."""

from __future__ import annotations

import os
import secrets
from itertools import count

from gudok.edges.asterisk.words import Phone, Telephony, Trunk
from gudok.ports import free_port
from gudok.settings import Asterisk

HOST = "127.0.0.1"
PLAIN, RECORDED = "74950000001", "74950000002"
"""The numbers called: talks behind the second are recorded."""
RTP_PORTS = 4000
TRUNK = Trunk("network", "address", HOST)


class Ports:
    """Hands out free ports, each once; where it begins depends on the process, so that two runs rarely meet."""

    def __init__(self) -> None:
        self.next = 21000 + os.getpid() % 400 * 10
        self.rtp = 12000

    def one(self) -> int:
        """A port free for TCP and UDP."""
        port = free_port(HOST, self.next, udp=True)
        self.next = port + 1
        return port

    def voice(self) -> tuple[int, int]:
        """A block of UDP ports for an Asterisk's voice; it steps over those that are taken."""
        first = self.rtp
        self.rtp += RTP_PORTS
        return first, self.rtp - 1


def phones(number: int) -> tuple[Phone, ...]:
    """SIP telephones with passwords of their own."""
    return tuple(Phone(f"op{i:04d}", "sip", secrets.token_hex(16), "g711") for i in range(1, number + 1))


def telephony(telephones: tuple[Phone, ...]) -> Telephony:
    """The telephones, and a trunk that takes every call from this machine."""
    return Telephony(telephones, (TRUNK,))


def asterisk_settings(ports: Ports) -> Asterisk:
    """Settings of a private Asterisk on free ports."""
    first, last = ports.voice()
    return Asterisk(
        bind=HOST,
        sip_port=ports.one(),
        http_port=ports.one(),
        rtp_start=first,
        rtp_end=last,
        ari_password=secrets.token_urlsafe(24),
    )


class Numbers:
    """Callers' numbers, never the same twice in a run, so that a call can be told by its caller."""

    def __init__(self) -> None:
        self.counter = count(79160000001)

    def take(self, number: int) -> list[str]:
        return [str(next(self.counter)) for _ in range(number)]
