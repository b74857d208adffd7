"""The centre's settings as the core knows them: one versioned document, an Input like any other, without secrets."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Queue(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A queue's rules; durations in milliseconds, `sl_target` in per cent.

    `overflow` names what happens after `max_wait`: `queue` (on to `overflow_queue`), `message` (a prompt, then the end)
    or `none` (wait on). An announcement time of 0 is off.
    """

    id: str
    name: str
    ring: int = 20_000
    wrapup: int = 30_000
    max_wait: int = 600_000
    overflow: Literal["none", "queue", "message"] = "none"
    overflow_queue: str = ""
    sl: int = 20_000
    sl_target: int = 80
    record: bool = True
    decline: bool = True
    announce_first: int = 10_000
    announce_every: int = 60_000


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """A number people call, and the queue it leads to. `did` is digits only; `*` takes every number not named."""

    did: str
    queue: str


class Operator(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An operator: the telephone (a PJSIP endpoint's name), its codec policy, and the queues served."""

    id: str
    name: str
    endpoint: str
    queues: tuple[str, ...]
    codec: Literal["auto", "opus", "g711"] = "auto"
    browser: bool = True


class Settings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All that the core needs to know. `grace` (ms): how long a telephone broken in mid-talk may be away."""

    version: int = 0
    queues: tuple[Queue, ...] = ()
    numbers: tuple[Number, ...] = ()
    operators: tuple[Operator, ...] = ()
    grace: int = 20_000
    zone: str = "Europe/Moscow"
