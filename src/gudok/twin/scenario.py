"""A scenario: the centre, who calls it and who works in it. Durations are milliseconds once read."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from gudok.core.settings import Break, Operator, Queue
from gudok.twin.laws import Law
from gudok.twin.spans import Clock, Span


class Base(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a scenario: unknown fields are errors."""


class QueueTable(Base, frozen=True):
    """A queue. `rules` are the core's own settings of it, by their own names."""

    id: str
    name: str = ""
    rules: dict[str, Any] = field(default_factory=dict)


class Burst(Base, frozen=True):
    """So many more calls, evenly spread from a time on."""

    at: Clock
    calls: int
    within: Span


class Retry(Base, frozen=True):
    """Of those who were not served this share (0 to 1) calls again, `most` times."""

    share: float
    after: Law
    most: int = 3


class Recorded(Struct, frozen=True, array_like=True):
    """A call as it was recorded: when it came (UTC ms), and what is known of it (ms, -1: not known).

    `patience` is known of who gave up; of one who was answered it was longer than `waited`.
    """

    at: int
    vip: bool = False
    talk: int = -1
    wrapup: int = -1
    patience: int = -1
    waited: int = 0


class Calls(Base, frozen=True):
    """A kind of calls to a queue.

    They come at `rate` an hour, or by `profile` (calls in each quarter-hour from the start on), with `bursts`, or as
    they were recorded. `vip` is a share (0 to 1). Without `patience` nobody gives up; without `wrapup` it lasts as long
    as the queue's rule. `hangs_up`: the share of talks that the caller ends.
    """

    queue: str
    talk: Law
    name: str = ""
    rate: float = 0.0
    profile: tuple[float, ...] = ()
    bursts: tuple[Burst, ...] = ()
    replay: str = ""
    recorded: tuple[Recorded, ...] = ()
    vip: float = 0.0
    wrapup: Law | None = None
    patience: Law | None = None
    retry: Retry | None = None
    hangs_up: float = 0.5


class Rest(Base, frozen=True):
    """A break of every operator of a group: the first goes at `at`, each next one `apart` later."""

    at: Clock
    lasts: Law
    reason: str = "break"
    apart: Span = Span(0)


class Staff(Base, frozen=True):
    """A group of operators. Without `shift` they work from the start to the end.

    `answers`: how long it takes to answer a ring; of the offers the shares `declines` and `misses` (0 to 1) are not
    taken, after which she is ready again when `recovers` is over. `pace` stretches talks, by queue or `*` for all
    (1.2: a fifth longer). `rules` are the core's own settings of an operator.
    """

    name: str
    count: int
    queues: tuple[str, ...]
    shift: tuple[Clock, Clock] | None = None
    breaks: tuple[Rest, ...] = ()
    answers: Law | None = None
    declines: float = 0.0
    misses: float = 0.0
    recovers: Law | None = None
    pace: dict[str, float] = field(default_factory=dict)
    rules: dict[str, Any] = field(default_factory=dict)


class Scenario(Base, frozen=True, kw_only=True):
    """A world of `length` from `start` on (time of day of `date` in `zone`).

    Calls that arrive in the `warm_up` at the beginning or the `cool_down` at the end are served but not counted.
    `prompt` is how long a recorded message takes.
    """

    name: str
    about: str = ""
    date: str = "2026-01-12"
    zone: str = "Europe/Moscow"
    start: Clock = Clock(0)
    length: Span = Span(24 * 3_600_000)
    warm_up: Span = Span(0)
    cool_down: Span = Span(0)
    prompt: Span = Span(5_000)
    seed: int = 1
    runs: int = 10
    queues: tuple[QueueTable, ...]
    calls: tuple[Calls, ...]
    staff: tuple[Staff, ...]
    breaks: tuple[dict[str, Any], ...] = ()


CORE = {"queues": Queue, "staff": Operator, "breaks": Break}
"""Whose settings the `rules` of a table are (and each table of `breaks`)."""
