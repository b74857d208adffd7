"""When something asks for a person: a measure against thresholds, with a delay to enter and a margin to leave. Pure.

A value that hovers at its threshold neither blinks nor rings twice: it must stay over it for a while before it counts,
and come back by a fifth before it is over (after ISA-18.2's delay and dead band).
"""

from __future__ import annotations

from typing import NamedTuple

LEVELS = ("", "warn", "bad")


class Kind(NamedTuple):
    """What is measured, and the thresholds of the beginning. `falling`: small values are the bad ones.

    `least` is how many calls a value must rest on; `unit` how it is written: `s`, `min`, `%`, `n` or nothing.
    """

    warn: float | None
    bad: float | None
    delay: int = 0
    falling: bool = False
    least: int = 0
    leave: float = 0.8
    unit: str = ""


KINDS: dict[str, Kind] = {
    "wait": Kind(40, 90, delay=10, unit="s"),
    "nobody": Kind(None, 1, delay=5, leave=1),
    "level": Kind(80, 70, falling=True, least=10, leave=1.02, unit="%"),
    "lost": Kind(5, 10, least=20, unit="%"),
    "telephony": Kind(None, 1, delay=10, leave=1),
    "engine": Kind(None, 1, delay=10, leave=1),
    "trunk": Kind(None, 1, delay=30, leave=1),
    "stuck": Kind(None, 1, delay=10, leave=1, unit="n"),
    "mended": Kind(3, 10, unit="n"),
    "lag": Kind(30, 300, delay=10, unit="s"),
    "recording": Kind(1, 5, leave=1, unit="n"),
    "webhook": Kind(15, 240, leave=1, unit="min"),
    "mail": Kind(10, 60, leave=1, unit="min"),
    "disk": Kind(10, 3, falling=True, leave=1.1, unit="%"),
}
OF_QUEUES = ("wait", "nobody", "level", "lost")


class Measure(NamedTuple):
    """A value now. `subject` is the id of a queue, trunk or webhook, or nothing; `calls` how many it rests on.

    `name` is the subject's for people, or which things are counted; a queue's is known elsewhere.
    """

    kind: str
    subject: str
    value: float
    calls: int = 0
    name: str = ""


class Rule(NamedTuple):
    """Thresholds in force for a kind, of one queue or of all."""

    warn: float | None
    bad: float | None
    delay: int


class Standing(NamedTuple):
    """What is known of one measure: the level that counts, and since when (s) a worse one has been due."""

    level: str = ""
    due: float | None = None


def judge(kind: Kind, rule: Rule, measure: Measure, before: Standing, now: float) -> Standing:
    """The next standing; `now` in seconds of any steady clock."""
    if measure.calls < kind.least:
        return Standing()
    due = reached(kind, rule, measure.value, 1)
    if LEVELS.index(due) > LEVELS.index(before.level):
        since = now if before.due is None else before.due
        return Standing(due, None) if now - since >= rule.delay else Standing(before.level, since)
    held = reached(kind, rule, measure.value, kind.leave)
    return Standing(min(before.level, held, key=LEVELS.index))


def reached(kind: Kind, rule: Rule, value: float, margin: float) -> str:
    """The level of a value, with the thresholds moved by a margin."""
    for level, limit in (("bad", rule.bad), ("warn", rule.warn)):
        if limit is None:
            continue
        if value < limit * margin if kind.falling else value >= limit * margin:
            return level
    return ""
