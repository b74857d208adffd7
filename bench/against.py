"""`gudok bench core --against PATH`: what a call costs this checkout's core beside another's, in turn on one machine.

Two processes stand side by side, one with each core, and serve a few calls in turn, the one or the other first: a
machine that others use too slows both alike, and neighbours are compared. Both live the lives of the same calls: one
comes, and waits or is offered at once; another ends, by its operator or its caller; wrap-up is over, by its time or by
an ask; the operator takes the call whose turn it is. The time is the processor's, of `step` alone, less what reading
the clock costs.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from subprocess import PIPE

import click

import gudok
from bench.core import Centre
from gudok.core.state import in_hand
from gudok.core.words import CallerGone, LegGone, LegUp, ReadyAsked, Woke

HERE = Path(__file__).resolve().parents[1]
PLACES = ((100, -70), (100, 10), (2_000, 1_300))
"""Operators, and calls that wait; below zero: operators who are free."""
FIRST = 500
"""So many calls are served before any is measured."""
STRETCH = 50
"""So many are served by the one, then by the other."""


class Lives(Centre):
    """Calls from their beginning to the end of wrap-up; `spent` nanoseconds in `turns` of the core."""

    spent = turns = lived = 0

    def take(self, came: object) -> None:
        self.spent += self.decide(came)
        self.turns += 1

    def answer(self) -> None:
        for said in self.last:
            if type(said).__name__ == "RingAgent":
                self.at += 1
                self.take(LegUp(self.at, said.call, said.leg))

    def life(self) -> None:
        """One call comes, another one goes."""
        self.at, self.lived = self.at + 25, self.lived + 1
        self.take(self.arrival())
        self.answer()
        name = self.talking()
        call, by_time = in_hand(self.state.agents[name]), self.lived % 4 > 1
        self.at += 1
        gone = LegGone(self.at, call, self.state.calls[call].legs) if self.lived % 2 else CallerGone(self.at, call)
        self.take(gone)
        self.at = self.state.timers[f"wrap:{name}"] if by_time else self.at + 1
        self.take(Woke(self.at, f"wrap:{name}") if by_time else ReadyAsked(self.at, name, name))
        self.answer()

    def talking(self) -> str:
        """An operator in a talk, each time another one."""
        at = self.lived * 37
        while not in_hand(self.state.agents[name := self.names[at % len(self.names)]]):
            at += 1
        return name

    def cost(self, calls: int) -> float:
        """Microseconds a call, of so many more."""
        self.spent = self.turns = 0
        for _ in range(calls):
            self.life()
        return (self.spent - self.turns * CLOCK) / calls / 1000


def clock() -> float:
    """What reading the clock twice costs (ns)."""
    took = []
    for _ in range(2_000):
        begun = time.thread_time_ns()
        took.append(time.thread_time_ns() - begun)
    return median(took)


CLOCK = clock()


def serve(operators: int, waiting: int) -> None:
    """The part of a process that measures: for each number it is told of so many calls, what one of them costs."""
    centre = Lives(operators, waiting)
    centre.cost(FIRST)
    gc.collect()
    gc.freeze()
    say(str(Path(gudok.__file__).resolve()))
    for calls in sys.stdin:
        say(str(centre.cost(int(calls))))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Core:
    """The core of a checkout, in a process of its own."""

    def __init__(self, checkout: Path, seed: int, operators: int, waiting: int) -> None:
        env = {**os.environ, "PYTHONPATH": f"{checkout / 'src'}{os.pathsep}{HERE}", "PYTHONHASHSEED": str(seed)}
        wanted = (sys.executable, "-m", "bench.against", str(operators), str(waiting))
        self.process = subprocess.Popen(wanted, env=env, cwd=HERE, stdin=PIPE, stdout=PIPE, text=True)
        found = Path(self.answer())
        if not found.is_relative_to(checkout / "src"):
            self.close()
            raise click.ClickException(f"{checkout} is no checkout of Gudok: {found} was measured")

    def answer(self) -> str:
        told = self.process.stdout.readline().strip() if self.process.stdout else ""
        if not told:
            raise click.ClickException("a process that measures has ended early")
        return told

    def cost(self, calls: int) -> float:
        assert self.process.stdin
        self.process.stdin.write(f"{calls}\n")
        self.process.stdin.flush()
        return float(self.answer())

    def close(self) -> None:
        self.process.communicate()


def pairs(other: Path, operators: int, waiting: int, rounds: int, calls: int) -> Iterator[tuple[float, float]]:
    """What a call costs there and here, for each stretch of calls; every round is of two new processes."""
    for seed in range(rounds):
        cores = Core(other, seed, operators, waiting), Core(HERE, seed, operators, waiting)
        with closing(cores[0]) as there, closing(cores[1]) as here:
            for n in range(calls // STRETCH):
                if n % 2:
                    now, before = here.cost(STRETCH), there.cost(STRETCH)
                else:
                    before, now = there.cost(STRETCH), here.cost(STRETCH)
                yield before, now


def compare(other: Path, rounds: int, calls: int) -> None:
    """Print a line for each place: microseconds a call there and here, and what here is of there."""
    click.echo(f"There: {other}; here: {HERE}. {rounds} rounds of {calls:,} calls each, {STRETCH} in turn.")
    click.echo("operators  waiting   there µs a call        here µs a call       here / there")
    click.echo("                      least   median       least   median    median  half of all")
    for operators, waiting in PLACES:
        click.echo(f"{operators:>9,} {waiting:>8,}   {line(list(pairs(other, operators, waiting, rounds, calls)))}")


def line(found: list[tuple[float, float]]) -> str:
    """The ratio is that of neighbours; half of all lie between the two last numbers."""
    costs = "     ".join(f"{min(each):>7.1f} {median(each):>8.1f}" for each in zip(*found, strict=True))
    low, middle, high = quantiles([now / before for before, now in found], n=4)
    return f"{costs}   {middle:>7.2f}  {low:.2f}–{high:.2f}"


if __name__ == "__main__":
    serve(*map(int, sys.argv[1:]))
