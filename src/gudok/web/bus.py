"""The web's way to the engine: one question a line over the unix socket, one answer a line back."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings

from gudok.core.words import Configured

if TYPE_CHECKING:
    from gudok.core.settings import Settings
    from gudok.core.words import AnyInput

PATIENCE = 3.0
"""Seconds a person waits for an answer before the page says that the engine does not answer."""


class EngineDownError(Exception):
    """The engine cannot be reached or did not answer in time."""


class Reply(msgspec.Struct, frozen=True):
    """The engine's answer: taken, or refused with a reason code and the numbers its wording needs."""

    ok: bool
    code: str = ""
    numbers: dict[str, int | str] = {}


def ask(word: AnyInput, patience: float = PATIENCE) -> Reply:
    """Hand the engine one Input and wait for the answer; raises EngineDownError. The engine sets the time."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            link.settimeout(patience)
            link.connect(str(settings.DATA.engine_socket))
            link.sendall(msgspec.json.encode(word) + b"\n")
            return msgspec.json.decode(_line(link, time.monotonic() + patience), type=Reply)
    except (OSError, msgspec.DecodeError) as error:
        raise EngineDownError(str(error)) from error


def configure(document: Settings) -> Reply:
    """Give the engine new settings."""
    return ask(Configured(at=0, settings=document))


def _line(link: socket.socket, until: float) -> bytes:
    answer = bytearray()
    while not answer.endswith(b"\n"):
        link.settimeout(max(until - time.monotonic(), 0.001))
        part = link.recv(65536)
        if not part:
            raise ConnectionError("the engine closed the line")
        answer += part
    return bytes(answer)
