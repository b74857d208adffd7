"""`gudok bench ranked`: what a call costs in live queues with an algorithm of their own, and a change of settings.

The production core (`step`) in the processor's time, without journal and telephony: ten queues, everybody serves two.
A call comes, is answered, another's talk ends and its operator is ready: four turns. *free*: a third of the operators
is free; *waiting*: all talk and 50 calls wait, of which a quarter wants a skill that half of the operators have.
*settings*: new settings while 500 are free and 500 calls want a skill that nobody has. Each is measured twice in the
same run: as it is, and as it once was, with the whole centre made anew for every decision and everybody asked about
every call; and the usual way, which has no algorithm.
"""

from __future__ import annotations

import gc
import platform
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import click
from msgspec.structs import replace

from bench import core
from gudok.core.move import Move
from gudok.core.ranking.catalogue import AGENT_RULES
from gudok.core.ranking.day import Day
from gudok.core.ranking.live import snapshot_of
from gudok.core.ranking.snapshot import Want
from gudok.core.ranking.view import View
from gudok.core.routing import again, chosen, offer, seek
from gudok.core.settings import Settings
from gudok.core.state import in_hand
from gudok.core.words import Configured, LegGone, ReadyAsked

NAMES = ("longest-idle", "least-occupied", "fewest-calls", "shortest-aht", "rr-memory", "random", "service-objective")
OPERATORS, WAITING, UNFIT, CALLS = 300, 50, 500, 300
SKILL = "cards"


def settings(operators: int, name: str, level: int = 2, every: int = 4) -> Settings:
    """The settings of `bench core` with an algorithm in every queue; one queue in `every` wants a skill of a level."""
    usual = core.settings([f"o{n}" for n in range(operators)])
    if not name:
        return replace(usual, queues=tuple(replace(queue, wrapup=0) for queue in usual.queues))
    rule = AGENT_RULES[name]()
    queues = tuple(
        replace(queue, algorithm=rule, wants=() if n % every else (Want(SKILL, level),), wrapup=0)
        for n, queue in enumerate(usual.queues)
    )
    staff = tuple(replace(one, skills=((SKILL, 1 + n % 2 * 2),)) for n, one in enumerate(usual.operators))
    return replace(usual, queues=queues, operators=staff)


@contextmanager
def anew() -> Iterator[None]:
    """As it once was: the whole centre is made anew for every decision, and everybody is asked about every call."""

    def view_of(move: Move) -> View:
        said, view = move.seen
        if view is None or said != len(move.out):
            move.count()
            state = move.state
            view = View(snapshot_of(state, move.at, state.day or Day(state.settings.zone)), state.plugins)
            move.seen = (len(move.out), view)
        return view

    with ExitStack() as stack:
        for module in (chosen, again, offer, seek):
            stack.enter_context(patch.object(module, "view_of", view_of))
        stack.enter_context(patch.object(View, "skilled", lambda view, call: view.ready_of(call.queue)))
        stack.enter_context(patch.object(chosen, "skilled_for", lambda view, _, queue, __: view.waiting_of(queue)))
        yield


def call_cost(name: str, waiting: int, operators: int = OPERATORS, calls: int = CALLS) -> float:
    """Milliseconds of the processor for a call; a negative `waiting`: so many operators are free."""
    centre = core.Centre(operators, waiting, settings(operators, name))
    talking = deque(name for name in centre.names if in_hand(centre.state.agents[name]))
    gc.collect()
    begun = time.process_time()
    for _ in range(calls):
        centre.at += 1_000
        centre.give(centre.arrival())
        talking.extend(said.agent for said in centre.last if type(said).__name__ == "RingAgent")
        centre.answer_all()
        ended = talking.popleft()
        call = in_hand(centre.state.agents[ended])
        centre.give(LegGone(0, call, centre.state.calls[call].legs))
        talking.extend(said.agent for said in centre.last if type(said).__name__ == "RingAgent")
        centre.answer_all()
        if not in_hand(centre.state.agents[ended]):
            centre.give(ReadyAsked(0, ended, ended))
            talking.extend(said.agent for said in centre.last if type(said).__name__ == "RingAgent")
            centre.answer_all()
    return (time.process_time() - begun) / calls * 1000


def settings_cost(name: str, size: int = UNFIT) -> float:
    """Milliseconds for new settings with so many operators free and as many calls waiting in vain."""
    document = settings(size, name, level=5, every=1)
    centre = core.Centre(size, 0, replace(document, numbers=()))
    centre.give(Configured(0, document))
    for _ in range(size):
        centre.give(centre.arrival())
    changed = replace(document, version=2)
    gc.collect()
    begun = time.process_time()
    centre.give(Configured(0, changed))
    assert sum(map(len, centre.state.waiting.values())) == size
    return (time.process_time() - begun) * 1000


@click.command()
@click.option("--only", metavar="NAME", help="One algorithm.")
def main(only: str | None) -> None:
    """A call's cost in queues with an algorithm of their own."""
    click.echo(f"Python {platform.python_version()}, {platform.machine()}; {OPERATORS} operators; milliseconds\n")
    click.echo("| algorithm | free | once | times | waiting | once | times | settings | once | times |")
    click.echo("|---|" + "---:|" * 9)
    click.echo(
        f"| the usual way | {call_cost('', -OPERATORS // 3):.2f} | | | {call_cost('', WAITING):.2f} |" + " |" * 5
    )
    for name in NAMES:
        if only in (None, name):
            cells = []
            for measure, argument in ((call_cost, -OPERATORS // 3), (call_cost, WAITING), (settings_cost, UNFIT)):
                found = measure(name, argument)
                with anew():
                    before = measure(name, argument)
                cells += [f"{found:.2f}", f"{before:.2f}", f"{before / found:.1f}"]
            click.echo(f"| `{name}` | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
