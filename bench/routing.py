"""`gudok bench routing`: decisions a second of every algorithm, as the centre grows.

Ten queues; an operator serves two, has three skills and a day of counts; a third of them are ready. Calls want a skill
now and then. Three figures an algorithm: the first decision on a new snapshot, a decision on one that was asked before
(an order that is the same for all calls of a queue is kept), and the whole answer, with a reason for everybody. Time is
the processor's. The snapshot's own indexes are made once and shown apart.
"""

from __future__ import annotations

import gc
import platform
import time
from collections.abc import Callable
from random import Random

import click
import msgspec

from gudok.core.ranking.catalogue import AGENT_RULES, CALL_RULES
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.rank import rank_agents, rank_calls
from gudok.core.ranking.rule import AgentRule, CallRule
from gudok.core.ranking.snapshot import Agent, Call, Membership, Queue, Snapshot, Step, Tally, Want
from gudok.core.ranking.view import View

OPERATORS = (2_000, 10_000)
WAITING = 500
QUEUES = 10
NOW = 1_770_000_000_000
HOUR = 3_600_000
SETTINGS: dict[str, dict[str, object]] = {
    "sticky": {"patience": 1},
    "criteria": {"steps": [{"needs": "s0 > 2 and agent.group = 'a'", "lasts": 3 * HOUR}]},
    "conditional-groups": {"helps": [{"groups": ["b"], "when": "queue.waiting > 3"}]},
    "qir": {"ratios": [["a", 50], ["b", 50]]},
    "as-asterisk": {"strategy": "leastrecent", "ringinuse": False},
    "as-genesys": {"evaluation": "best"},
}
ENOUGH = 0.1
"""Seconds of the processor for each figure."""


def least(view: object, who: object, able: tuple, dice: Dice, settings: dict) -> dict[str, int]:
    """A function such as a house might have: everybody by the length of the name."""
    return {(one[0] if isinstance(one, tuple) else one).id: 1 for one in able}


def snapshot(operators: int) -> Snapshot:
    """The same centre for the same number."""
    dice = Random(operators)  # noqa: S311

    def tally() -> dict[str, Tally]:
        calls = dice.randrange(60)
        return {"day": Tally(calls, calls + dice.randrange(9), calls * 120_000, calls * 150_000, 4 * HOUR)}

    def membership() -> Membership:
        return Membership(
            rank=dice.randint(-9, 9), level=dice.randint(1, 4), grade=dice.randint(1, 10), weight=dice.randint(1, 10),
            position=dice.randrange(500), joined=dice.randrange(500), ring=dice.randint(1, 3), share=dice.randrange(9),
            ended=NOW - dice.randrange(HOUR), tally=tally(),
        )  # fmt: skip

    people = tuple(
        Agent(
            f"o{n:05}", state=dice.choice(("ready", "talking", "wrapup")), since=NOW - dice.randrange(HOUR),
            signed=NOW - 4 * HOUR, skills={f"s{k}": dice.randint(0, 5) for k in range(3)}, group=dice.choice("ab"),
            queues={f"q{n % QUEUES}": membership(), f"q{(n * 7 + 1) % QUEUES}": membership()}, tally=tally(),
            ended=NOW - dice.randrange(HOUR),
        )
        for n in range(operators)
    )  # fmt: skip
    calls = tuple(
        Call(
            f"c{n:05}", f"q{n % QUEUES}", NOW - dice.randrange(600_000), priority=dice.randrange(3), vip=n % 20 == 0,
            wants=(Want("s1", 3),) if n % 4 == 0 else (), last=f"o{dice.randrange(operators):05}", last_at=NOW - HOUR,
            predicted={f"o{dice.randrange(operators):05}": 5 for _ in range(20)},
            steps=(Step("s0 > 2"),) if n % 8 == 0 else (),
        )
        for n in range(WAITING)
    )  # fmt: skip
    queues = tuple(
        Queue(f"q{n}", ratio=10, estimate=n * 10_000, skills=(Want("s2"), Want("s0"))) for n in range(QUEUES)
    )
    return Snapshot(NOW, people, calls, queues)


def rate(decide: Callable[[int], object]) -> float:
    """Decisions a second; `decide` is given how many came before."""
    gc.collect()
    begun, done = time.process_time(), 0
    while (spent := time.process_time() - begun) < ENOUGH:
        decide(done)
        done += 1
    return done / spent


def agents_line(view: View, rule: AgentRule) -> tuple[float, float, float]:
    """First, again, whole."""
    own = {"least": least}
    calls, dice = list(view.calls), Dice(1)

    def first(n: int) -> None:
        view.orders.clear()
        rank_agents(view, calls[n % len(calls)], rule, dice, 1, own)

    def again(n: int) -> None:
        rank_agents(view, calls[n % len(calls)], rule, dice, 1, own)

    def everybody(n: int) -> None:
        rank_agents(view, calls[n % len(calls)], rule, dice, 0, own)

    return rate(first), rate(again), rate(everybody)


def calls_line(view: View, rule: CallRule) -> tuple[float, float]:
    """The first call, and all of them with reasons."""
    own = {"least": least}
    ready, dice = [agent.id for agent in view.agents.values() if agent.state == "ready"], Dice(1)
    return (
        rate(lambda n: rank_calls(view, ready[n % len(ready)], rule, dice, 1, own)),
        rate(lambda n: rank_calls(view, ready[n % len(ready)], rule, dice, 0, own)),
    )


def rule_of(name: str, kind: type[AgentRule] | type[CallRule], agents: bool) -> AgentRule | CallRule:
    settings = SETTINGS.get(name, {}) if agents else {}
    if name == "custom":
        settings = {"function": "least"}
    return msgspec.convert({"algorithm": name, **settings}, kind)


@click.command()
@click.option("--only", metavar="NAME", help="One algorithm.")
@click.option("--operators", type=int, multiple=True, default=OPERATORS, show_default=True)
def main(only: str | None, operators: tuple[int, ...]) -> None:
    """Decisions a second of every algorithm."""
    click.echo(f"Python {platform.python_version()}, {platform.machine()}; {WAITING} calls wait, {QUEUES} queues")
    for number in operators:
        thrown = snapshot(number)
        begun = time.process_time()
        view = View(thrown)
        click.echo(f"\n{number:,} operators; indexes of the snapshot: {(time.process_time() - begun) * 1000:.0f} ms\n")
        click.echo("which operator            first/s   again/s   whole/s")
        for name, kind in AGENT_RULES.items():
            if only in (None, name):
                rule = rule_of(name, kind, agents=True)
                assert isinstance(rule, AgentRule)
                click.echo(f"{name:<22}" + "".join(f"{figure:>10,.0f}" for figure in agents_line(view, rule)))
        click.echo("\nwhich call                first/s   whole/s")
        for name, kind_ in CALL_RULES.items():
            if only in (None, name):
                rule_ = rule_of(name, kind_, agents=False)
                assert isinstance(rule_, CallRule)
                click.echo(f"{name:<22}" + "".join(f"{figure:>10,.0f}" for figure in calls_line(view, rule_)))


if __name__ == "__main__":
    main()
