"""A world fitted from a recorded day: laws of talk, wrap-up, ringing and patience, and who was there when."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from statistics import fmean, pstdev

from msgspec import Struct, field, to_builtins
from msgspec.structs import replace

from gudok.core.settings import Operator, Queue, Settings
from gudok.twin.arrivals import QUARTER
from gudok.twin.laws import Exponential, Fixed, Law, LogNormal, Weibull
from gudok.twin.scenario import Calls, QueueTable, Recorded, Rest, Scenario, Staff
from gudok.twin.spans import Clock, Span

FEW = 8
"""Fewer values than that give no law of their own: the centre's stands in."""
ENOUGH_LOST = 20
"""So many must have given up for a Weibull; fewer tell no more than a mean."""
DAY = 24 * 3_600_000
UNKNOWN = Span(180_000)
"""A talk on a day without any."""
NO_BREAKS = ("declined", "missed", "unreachable", "unfinished", "failed")
"""Pauses that follow from calls: the twin's own calls bring its own."""
OUTGOING = "outgoing"
AWAY_FROM_CALLS = ("paused", "dialling", "supervising", OUTGOING)
"""Stretches in which an operator could have no call of a queue: to the twin they are breaks."""


class Seen(Struct, frozen=True):
    """A recorded call to a queue; times UTC ms, durations ms, -1: none. `lost`: gave up waiting."""

    queue: str
    at: int
    vip: bool
    waited: int
    answered: bool
    lost: bool
    talk: int = -1
    wrapup: int = -1


class Stay(Struct, frozen=True):
    """A stretch of an operator's day at work (UTC ms): `mode` of core.people or OUTGOING, `reason` of a pause."""

    agent: str
    mode: str
    reason: str
    began: int
    ended: int


class Rung(Struct, frozen=True):
    """An offer to an operator: how it ended, and how long (ms) it rang."""

    outcome: str
    rang: int


class Day(Struct):
    """All that was recorded: `settings` as they were, `midnight` UTC ms."""

    date: str
    midnight: int
    settings: Settings
    calls: list[Seen]
    stays: list[Stay]
    rungs: list[Rung] = field(default_factory=list)


class Patience(Struct, frozen=True):
    """A law of patience, from so many who gave up; `gap`: its greatest distance from Kaplan and Meier's curve."""

    law: Law | None
    lost: int
    gap: float


def fitted(day: Day, replay: bool = False, runs: int = 10, seed: int = 1) -> Scenario:
    """The day as a scenario: its calls by a profile of quarter-hours, or replayed one by one."""
    begins, ends = span_of(day)
    served = {queue for operator in day.settings.operators for queue in operator.queues}
    queues = [queue for queue in day.settings.queues if queue.id in served or any_of(day, queue.id)]
    start = day.midnight + begins
    return Scenario(
        name=day.date,
        date=day.date,
        zone=day.settings.zone,
        start=Clock(begins),
        length=Span(ends - begins),
        seed=seed,
        runs=runs,
        queues=tuple(QueueTable(queue.id, queue.name, rules_of(queue)) for queue in queues),
        calls=tuple(calls_of(day, queue.id, start, ends - begins, replay) for queue in queues if any_of(day, queue.id)),
        staff=tuple(staff_of(day)),
    )


def any_of(day: Day, queue: str) -> bool:
    return any(call.queue == queue for call in day.calls)


def span_of(day: Day) -> tuple[int, int]:
    """From which to which time of day (ms, whole hours) anything went on."""
    times = [call.at for call in day.calls] + [t for stay in day.stays for t in (stay.began, stay.ended)]
    if not times:
        return 0, DAY
    hour = 3_600_000
    first, last = max(0, min(times) - day.midnight), min(DAY, max(times) - day.midnight)
    return first // hour * hour, max(first // hour * hour + hour, -(-last // hour) * hour)


def rules_of(queue: Queue) -> dict[str, object]:
    """The queue's own settings; opening hours are left out, for only calls that came to the queue are known."""
    rules = to_builtins(queue)
    return {name: value for name, value in rules.items() if name not in ("id", "name", "hours")}


def calls_of(day: Day, queue: str, start: int, length: int, replay: bool) -> Calls:
    """A queue's calls: as they came, or so many in each quarter-hour."""
    seen = [call for call in day.calls if call.queue == queue]
    talk = law_of([c.talk for c in seen if c.talk > 0], [c.talk for c in day.calls if c.talk > 0])
    wrapups = [c.wrapup for c in seen if c.wrapup > 0]
    wrapup = law_of(wrapups, [c.wrapup for c in day.calls if c.wrapup > 0]) if wrapups else None
    found = Calls(
        queue=queue, name=queue, talk=talk or Fixed(UNKNOWN), wrapup=wrapup, patience=patience_of(seen, day.calls).law
    )
    if replay:
        rows = (Recorded(c.at, c.vip, c.talk, c.wrapup, c.waited if c.lost else -1, c.waited) for c in seen)
        return replace(found, recorded=tuple(sorted(rows, key=lambda row: row.at)))
    counts = [0] * -(-length // QUARTER)
    for call in seen:
        counts[min(len(counts) - 1, max(0, call.at - start) // QUARTER)] += 1
    vip = sum(call.vip for call in seen) / len(seen)
    return replace(found, profile=tuple(map(float, counts)), vip=vip)


# laws


def law_of(values: Sequence[int], instead: Sequence[int] = ()) -> Law | None:
    """Log-normal by the mean and spread of the logarithms; of few values, those of the whole centre instead."""
    values = values if len(values) >= FEW or not instead else instead
    if not values:
        return None
    if len(values) < FEW:
        return Exponential(Span(round(fmean(values))))
    logs = [math.log(value) for value in values if value > 0]
    middle, spread = fmean(logs), pstdev(logs)
    if spread < 0.01:
        return Fixed(Span(round(fmean(values))))
    return LogNormal(Span(round(math.exp(middle + spread**2 / 2))), min(10.0, math.sqrt(math.expm1(spread**2))))


def patience_of(seen: Sequence[Seen], instead: Sequence[Seen] = ()) -> Patience:
    """The most likely Weibull, or exponential, where who was answered is known only to have waited longer."""
    known = [(call.waited, call.lost) for call in seen if call.waited > 0]
    lost = sum(gave_up for _, gave_up in known)
    if lost < FEW and instead:
        return patience_of(instead)
    if not lost:
        return Patience(None, 0, 0.0)
    shape = weibull_shape(known) if lost >= ENOUGH_LOST else 1.0
    scale = (sum(waited**shape for waited, _ in known) / lost) ** (1 / shape)
    mean = Span(round(scale * math.gamma(1 + 1 / shape)))
    law: Law = Exponential(mean) if shape == 1.0 else Weibull(mean, shape)
    curve = kaplan_meier(known)
    gap = max(abs(stay - math.exp(-((t / scale) ** shape))) for t, stay in curve)
    return Patience(law, lost, gap)


def weibull_shape(known: Sequence[tuple[int, bool]]) -> float:
    """The root of the likelihood's equation with right-censored values, by halving (Cohen, 1965)."""
    times = [waited / 60_000 for waited, _ in known]
    logs = [math.log(t) for t in times]
    of_lost = fmean(log for log, (_, lost) in zip(logs, known, strict=True) if lost)

    def slope(shape: float) -> float:
        powers: list[float] = [t**shape for t in times]
        return sum(p * log for p, log in zip(powers, logs, strict=True)) / sum(powers) - 1 / shape - of_lost

    low, high = 0.2, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return (low + high) / 2


def kaplan_meier(known: Sequence[tuple[int, bool]]) -> list[tuple[int, float]]:
    """At each wait (ms) at which somebody gave up: the share that would have stayed longer.

    Kaplan, Meier, «Nonparametric estimation from incomplete observations», 1958.
    """
    times = sorted(waited for waited, _ in known)
    stay, curve = 1.0, []
    for t in sorted({waited for waited, lost in known if lost}):
        at_risk = len(times) - bisect_right(times, t - 1)
        gone = sum(lost and waited == t for waited, lost in known)
        stay *= 1 - gone / at_risk
        curve.append((t, stay))
    return curve


# operators


def staff_of(day: Day) -> list[Staff]:
    """Everybody who was at work, from her first stretch to her last; what lay between without work is a break."""
    answers = law_of([rung.rang for rung in day.rungs if rung.outcome == "talked" and rung.rang > 0])
    offers = sum(rung.outcome in ("talked", "declined", "missed", "unreachable") for rung in day.rungs) or 1
    shares = {name: sum(r.outcome == name for r in day.rungs) / offers for name in ("declined", "missed")}
    serves = {operator.id: operator.queues for operator in day.settings.operators}
    rules = {operator.id: standing_of(operator) for operator in day.settings.operators}
    known = {queue.id for queue in day.settings.queues}
    found = []
    for agent in sorted({stay.agent for stay in day.stays if stay.mode != "away"}):
        stays = [stay for stay in day.stays if stay.agent == agent and stay.mode != "away"]
        queues = tuple(queue for queue in serves.get(agent, ()) if queue in known)
        if not queues:
            continue
        first, last = stays[0].began - day.midnight, max(stay.ended for stay in stays) - day.midnight
        shift = (Clock(max(0, first)), Clock(min(DAY, last)))
        if shift[0] < shift[1]:
            found.append(
                Staff(
                    name=agent, count=1, queues=queues, shift=shift, breaks=tuple(rests(stays, day.midnight)),
                    answers=answers, declines=shares["declined"], misses=shares["missed"], rules=rules[agent],
                )
            )  # fmt: skip
    return found


def standing_of(operator: Operator) -> dict[str, object]:
    """What of an operator's own settings decides which calls she gets."""
    rules = to_builtins(operator)
    return {name: rules[name] for name in ("memberships", "skills", "group", "level") if name in rules}


def rests(stays: Sequence[Stay], midnight: int) -> list[Rest]:
    """The breaks of an operator's day, also those between two stretches at work."""
    found = []
    for before, stay in zip((None, *stays), stays, strict=False):
        if before is not None and stay.began > before.ended:
            found.append(Rest(Clock(before.ended - midnight), Fixed(Span(stay.began - before.ended)), "away"))
        if stay.mode in AWAY_FROM_CALLS and stay.reason not in NO_BREAKS and stay.ended > stay.began:
            lasts = Fixed(Span(stay.ended - stay.began))
            found.append(Rest(Clock(max(0, stay.began - midnight)), lasts, stay.reason or stay.mode))
    return found
