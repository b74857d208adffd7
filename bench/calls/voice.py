"""The operators' first words, and the ears of the callers: the moment a caller is connected, as he hears it.

Each word is one packet of G.711 that carries the caller's number. An operator's telephone that answered speaks one
every millisecond, later less often, until the caller has heard one. Asterisk passes them on untouched, as both sides
speak one codec.
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from bench.calls.world import HOST

MAGIC = b"first word to "
PACKET = 160
SILENCE = b"\xd5"
SHORTEST_S, LONGEST_S = 0.001, 0.02
"""Gaps between words: the longest is a real telephone's."""
PATIENCE_S = 3.0
"""How long a telephone goes on speaking to a caller who does not hear."""
SO_TIMESTAMPNS = 35


@dataclass(slots=True)
class Mouth:
    """A telephone that speaks: to where, since when, when again (monotonic seconds), and how many words so far."""

    to: tuple[str, int]
    since: float
    due: float
    spoken: int = 0


class Voice:
    """All operators' mouths, all callers' ears. `heard`: caller's number → when (UTC ns, by the kernel's clock)."""

    def __init__(self, pipe: Path) -> None:
        self.pipe = pipe
        self.heard: dict[str, int] = {}
        self.speaking: dict[str, Mouth] = {}
        self.mouth, self.ear = udp(), udp()
        self.ear.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.rest = b""
        self.ticking = False
        os.mkfifo(pipe, 0o600)
        # Opened for both, so that it never ends when the telephones' program does.
        self.answers = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)

    @property
    def mouth_port(self) -> int:
        return int(self.mouth.getsockname()[1])

    @property
    def ear_port(self) -> int:
        return int(self.ear.getsockname()[1])

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_reader(self.answers, self.on_answers)
        loop.add_reader(self.ear, self.on_ear)
        loop.add_reader(self.mouth, self.on_mouth)

    def stop(self) -> None:
        self.speaking.clear()
        loop = asyncio.get_running_loop()
        for reader in (self.answers, self.ear, self.mouth):
            loop.remove_reader(reader)
        os.close(self.answers)
        self.ear.close()
        self.mouth.close()

    def on_answers(self) -> None:
        """Lines of telephones that answered: the caller's number, and the port where Asterisk listens."""
        *lines, self.rest = (self.rest + os.read(self.answers, 65536)).split(b"\n")
        now = time.monotonic()
        for line in lines:
            number, _, port = line.decode().partition(" ")
            if port.isdigit():
                self.speaking[number] = Mouth((HOST, int(port)), now, now)
        if not self.ticking:
            self.speak()

    def speak(self) -> None:
        """One word from each whose turn it is and who is not yet heard."""
        now = time.monotonic()
        for number, mouth in list(self.speaking.items()):
            if now - mouth.since > PATIENCE_S:
                del self.speaking[number]
            elif now >= mouth.due:
                self.mouth.sendto(word(number, mouth.spoken), mouth.to)
                mouth.spoken += 1
                mouth.due = now + gap(now - mouth.since)
        self.ticking = bool(self.speaking)
        if self.ticking:
            asyncio.get_running_loop().call_later(SHORTEST_S, self.speak)

    def on_ear(self) -> None:
        try:
            while True:
                packet, extra, _, _ = self.ear.recvmsg(2048, 64)
                number = said(packet)
                if number and number not in self.heard:
                    self.heard[number] = stamp(extra)
                    self.speaking.pop(number, None)
        except BlockingIOError:
            return

    def on_mouth(self) -> None:
        """Callers say nothing; whatever comes is let go."""
        try:
            while True:
                self.mouth.recv(2048)
        except BlockingIOError:
            return


def gap(elapsed_s: float) -> float:
    """Seconds until the next word: exact to a tenth, without a flood where a connection takes long."""
    return min(LONGEST_S, max(SHORTEST_S, elapsed_s / 10))


def udp() -> socket.socket:
    """A UDP socket on a free port, with room for a burst."""
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 1024 * 1024)
    made.setblocking(False)
    made.bind((HOST, 0))
    return made


def word(number: str, spoken: int) -> bytes:
    """An RTP packet (A-law) that carries the caller's number."""
    header = struct.pack("!BBHII", 0x80, 8, spoken & 0xFFFF, spoken * PACKET & 0xFFFFFFFF, int(number) & 0xFFFFFFFF)
    return header + (MAGIC + number.encode() + b" ").ljust(PACKET, SILENCE)


def said(packet: bytes) -> str:
    """The number a heard word carries; empty for music."""
    start = packet.find(MAGIC, 12, 80)
    return packet[start + len(MAGIC) :].split(b" ", 1)[0].decode() if start > 0 else ""


def stamp(extra: list[tuple[int, int, bytes]]) -> int:
    """When the kernel took the packet in, UTC nanoseconds."""
    for level, kind, data in extra:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = struct.unpack("qq", data[:16])
            return int(seconds * 1_000_000_000 + nanoseconds)
    return time.time_ns()
