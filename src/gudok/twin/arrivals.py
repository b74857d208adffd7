"""When calls come, and what each brings along. All of a call's chance is drawn when it comes.

So a world with other rules or operators gets the very same calls: what differs then is the doing of the rules
(common random numbers).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from gudok.twin.laws import Draw, drawing
from gudok.twin.scenario import Calls, Recorded

QUARTER = 15 * 60_000
HOUR = 3_600_000
NEVER = 1 << 62
AS_RULED = -1
"""Wrap-up for as long as the queue's rule gives."""


@dataclass(slots=True)
class Caller:
    """Somebody who calls: `kind` is the index of the table of calls. Durations in ms, `patience` from the arrival."""

    id: str
    kind: int
    at: int
    vip: bool
    talk: int
    wrapup: int
    patience: int
    hangs_up: bool
    again: float
    """Decides, below the share of those who call again, whether he does."""
    tries: int = 0


def dice(seed: str, *purpose: str | int) -> Random:
    """The dice for one purpose, its own stream."""
    return Random("/".join((seed, *map(str, purpose))))  # noqa: S311 a simulation


class Source:
    """The callers of one table of calls, in the order of their coming."""

    def __init__(self, calls: Calls, kind: int, seed: str) -> None:
        self.calls = calls
        self.kind = kind
        self.times = dice(seed, "arrivals", kind)
        self.nature = dice(seed, "callers", kind)
        self.talk = drawing(calls.talk)
        self.wrapup = drawing(calls.wrapup) if calls.wrapup is not None else None
        self.patience = drawing(calls.patience) if calls.patience is not None else None
        self.after = drawing(calls.retry.after) if calls.retry is not None else None
        self.count = 0

    def callers(self, midnight: int, start: int, end: int) -> Iterator[Caller]:
        """Everybody who calls from `start` (UTC ms) to before `end`."""
        if self.calls.recorded:
            yield from (self.replayed(call) for call in self.calls.recorded if start <= call.at < end)
            return
        bursts = sorted(time for time in self.burst_times(midnight) if start <= time < end)
        for time in heapq.merge(self.poisson(start, end), bursts):
            yield self.caller(time, self.nature)

    def poisson(self, start: int, end: int) -> Iterator[int]:
        """The arrival times of a Poisson process whose rate is constant in each quarter-hour.

        Each exponential step is taken in units of expected calls, then laid out in time (time change).
        """
        profile, rate = self.calls.profile, self.calls.rate / HOUR
        at = float(start)
        while True:
            step = -math.log(1.0 - self.times.random())
            while profile:
                quarter = int(at - start) // QUARTER
                if quarter >= len(profile):
                    return
                rate = profile[quarter] / QUARTER
                edge = start + (quarter + 1) * QUARTER
                if rate * (edge - at) > step:
                    break
                step -= rate * (edge - at)
                at = float(edge)
            if not rate:
                return
            at += step / rate
            if at >= end:
                return
            yield int(at)

    def burst_times(self, midnight: int) -> Iterator[int]:
        chance = self.times if not self.calls.rate and not self.calls.profile else Random(self.times.getrandbits(64))  # noqa: S311
        for burst in self.calls.bursts:
            for _ in range(burst.calls):
                yield midnight + burst.at + int(chance.random() * burst.within)

    def caller(self, at: int, chance: Random, vip: bool | None = None, again: Caller | None = None) -> Caller:
        """A caller with all his chance drawn, always in the same order; one who calls `again` has a new chance."""
        drawn = chance.random() < self.calls.vip
        talk = max(1, self.talk(chance))
        wrapup = self.wrapup(chance) if self.wrapup is not None else AS_RULED
        patience = self.patience(chance) if self.patience is not None else NEVER
        hangs_up, returns = chance.random() < self.calls.hangs_up, chance.random()
        known = drawn if vip is None else vip
        if again is not None:
            name, tries = f"{again.id}-again", again.tries + 1
        else:
            self.count += 1
            name, tries = f"{self.kind}-{self.count:07}", 0
        return Caller(name, self.kind, at, known, talk, wrapup, patience, hangs_up, returns, tries)

    def replayed(self, call: Recorded) -> Caller:
        """A recorded caller: what is known of him stands, the rest is drawn."""
        caller = self.caller(call.at, self.nature, vip=call.vip)
        if call.talk >= 0:
            caller.talk = max(1, call.talk)
        if call.wrapup >= 0:
            caller.wrapup = call.wrapup
        if call.patience >= 0:
            caller.patience = call.patience
        elif caller.patience <= call.waited and self.patience is not None:
            caller.patience = outlast(self.patience, call.waited, self.nature)
        return caller

    def again(self, caller: Caller, at: int, seed: str) -> Caller | None:
        """The same person calling again after he was not served at `at`, or None when he lets it be."""
        retry = self.calls.retry
        if retry is None or self.after is None or caller.tries >= retry.most or caller.again >= retry.share:
            return None
        chance = dice(seed, "again", caller.id)
        return self.caller(at + self.after(chance), chance, caller.vip, caller)


def outlast(draw: Draw, waited: int, chance: Random) -> int:
    """A patience by its law, of one who is known to have waited so long."""
    for _ in range(50):
        if (found := draw(chance)) > waited:
            return found
    return waited + draw(chance)
