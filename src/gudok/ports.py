"""Which ports are free on an address."""

from __future__ import annotations

import socket

LAST = 65535


def is_free(address: str, port: int, *, udp: bool = False) -> bool:
    """True if the port can be bound for TCP, and for UDP too if asked."""
    kinds = [socket.SOCK_STREAM, socket.SOCK_DGRAM] if udp else [socket.SOCK_STREAM]
    return all(can_bind(address, port, kind) for kind in kinds)


def free_port(address: str, usual: int, *, udp: bool = False, stride: int = 1) -> int:
    """The usual port if it is free, else the next free one, `stride` apart; raises OSError if there is none."""
    for port in range(usual, LAST, stride):
        if is_free(address, port, udp=udp):
            return port
    raise OSError(f"no free port from {usual} on {address}")


def free_block(address: str, first: int, last: int) -> tuple[int, int]:
    """The UDP block if it is wholly free, else the next, else the first all the same: Asterisk skips taken ports."""
    size = last - first
    for start in range(first, LAST - size, size):
        if all(can_bind(address, port, socket.SOCK_DGRAM) for port in range(start, start + size + 1)):
            return start, start + size
    return first, last


def can_bind(address: str, port: int, kind: int) -> bool:
    """True if a socket of that kind can be bound there now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, kind) as probe:
        if kind == socket.SOCK_STREAM:
            # Servers set this too; without it a port in TIME_WAIT would seem taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
        return True
