"""`gudok bench core`: how fast the core decides, and how that grows with the centre.

Every operator talks, so many calls wait in ten queues, and calls come and go: an arrival, the end of a talk, the
operator ready again and given the call whose turn it is, her answer. Time is the processor's, of `step` alone: without
journal and telephony, and without the waits of a machine that others use too.
"""

from __future__ import annotations

import gc
import math
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import click

from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State, in_hand
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    CallArrived,
    Caller,
    Configured,
    LegGone,
    LegUp,
    Reachable,
    ReadyAsked,
    TelephonyUp,
)

OPERATORS = (100, 2_000, 10_000)
WAITING = (10, 1_300, 20_000)
QUEUES = 10
CYCLES = 5_000
ROUNDS = 5
T0 = 1_770_000_000_000


@dataclass
class Measured:
    """Times in microseconds."""

    operators: int
    waiting: int
    rate: float
    p50: float
    p99: float
    p999: float


class Centre:
    """A State with everybody talking and `waiting` calls in line; `decide` times one input."""

    def __init__(self, operators: int, waiting: int, document: Settings | None = None) -> None:
        self.state = State()
        self.at = T0
        self.calls = 0
        self.names = [f"o{n}" for n in range(operators)]
        self.give(Configured(0, document or settings(self.names)))
        self.give(TelephonyUp(0))
        for name in self.names:
            self.give(Reachable(0, name, up=True))
            self.give(ReadyAsked(0, name, name))
        for _ in range(operators * 3 + waiting):  # some queues fill before others: until all talk
            self.give(self.arrival())
            self.answer_all()
            if len(self.state.calls) >= operators + waiting:
                break

    def give(self, came: AnyInput) -> tuple:
        self.at += 1
        out = step(self.state, type(came)(self.at, *(getattr(came, name) for name in came.__struct_fields__[1:])))
        self.last = out
        return out

    def arrival(self) -> CallArrived:
        self.calls += 1
        call = f"c{self.calls:012x}"
        caller = Caller(f"+7916{self.calls:07}", "", vip=self.calls % 20 == 0)
        return CallArrived(self.at, call, f"ch-{call}", f"{self.calls % QUEUES}", caller, self.at)

    def answer_all(self) -> None:
        for said in self.last:
            if type(said).__name__ == "RingAgent":
                self.give(LegUp(0, said.call, said.leg))

    def decide(self, came: AnyInput) -> int:
        """Nanoseconds of one step."""
        begun = time.thread_time_ns()
        self.last = step(self.state, came)
        return time.thread_time_ns() - begun

    def cycle(self, name: str) -> list[int]:
        """A call comes; an operator's talk ends, she is ready, is given a call, answers it."""
        self.at += 25
        took = [self.decide(self.arrival())]
        call = in_hand(self.state.agents[name])
        if call:
            took.append(self.decide(LegGone(self.at, call, self.state.calls[call].legs)))
        took.append(self.decide(ReadyAsked(self.at, name, name)))
        took.extend(
            self.decide(LegUp(self.at, said.call, said.leg)) for said in self.last if type(said).__name__ == "RingAgent"
        )
        return took


def settings(names: list[str]) -> Settings:
    """Ten queues; everybody serves two."""
    queues = tuple(Queue(f"q{n}", f"Queue {n}", overflow="message") for n in range(QUEUES))
    numbers = tuple(Number(f"{n}", f"q{n}") for n in range(QUEUES))
    staff = tuple(
        Operator(name, name, f"tel-{name}", (f"q{n % QUEUES}", f"q{(n * 7 + 1) % QUEUES}"))
        for n, name in enumerate(names)
    )
    return Settings(1, queues, numbers, staff)


def measure(operators: int, waiting: int, cycles: int) -> Measured:
    centre = Centre(operators, waiting)
    gc.collect()
    gc.freeze()
    took: list[int] = []
    for n in range(cycles):
        took += centre.cycle(centre.names[n * 37 % operators])
    gc.unfreeze()
    took.sort()
    return Measured(
        operators,
        waiting,
        len(took) / (sum(took) / 1e9),
        took[len(took) // 2] / 1000,
        took[len(took) * 99 // 100] / 1000,
        took[len(took) * 999 // 1000] / 1000,
    )


@click.command()
@click.option("--cycles", default=CYCLES, show_default=True, help="Calls to serve for each line of the table.")
@click.option(
    "--against", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another checkout to compare with."
)
@click.option("--rounds", default=ROUNDS, show_default=True, help="How often the two are started anew, to be compared.")
def main(cycles: int, against: Path | None, rounds: int) -> None:
    """Turns a second and their times, as the centre grows; or a call's cost beside another checkout's."""
    if against is not None:
        from bench.against import compare

        compare(against.resolve(), rounds, cycles)
        return
    click.echo(f"Python {platform.python_version()}, {platform.machine()}; {cycles} calls a line, 4 turns a call")
    click.echo("operators  waiting   turns/s   p50 µs   p99 µs p99.9 µs   cost  log n")
    first: Measured | None = None
    for operators in OPERATORS:
        for waiting in WAITING:
            found = measure(operators, waiting, cycles)
            first = first or found
            click.echo(line(found, first))
    click.echo("cost: a turn's mean time against the first line; log n: the same for log(operators + waiting).")


def line(found: Measured, first: Measured) -> str:
    logs = math.log(found.operators + found.waiting) / math.log(first.operators + first.waiting)
    times = f"{found.p50:>8.1f} {found.p99:>8.1f} {found.p999:>8.1f}"
    cost = first.rate / found.rate
    return f"{found.operators:>9,} {found.waiting:>8,} {found.rate:>9,.0f} {times} {cost:>6.2f} {logs:>6.2f}"
