"""The live centre as a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gudok.core.modes import Call, Offered, Waiting, waits
from gudok.core.people import Agent as Operator
from gudok.core.people import Ready
from gudok.core.queues.expected import expected
from gudok.core.ranking import snapshot as seen
from gudok.core.ranking.agents.order import RoundRobinMemory
from gudok.core.ranking.day import Day, customer
from gudok.core.ranking.modes.asterisk import AsAsterisk
from gudok.core.settings import Member
from gudok.core.stands import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gudok.core.ranking.rule import AgentRule
    from gudok.core.state import State

Standing = Literal["ready", "ringing", "talking", "wrapup", "paused", "away"]
STANDS: dict[str, Standing] = {
    "ready": "ready", "ringing": "ringing", "talking": "talking", "dialling": "talking", "supervising": "talking",
    "wrapup": "wrapup", "paused": "paused", "away": "away",
}  # fmt: skip
WINDOWS = ("day", "all")
"""What is counted here begins with the day, for the windows of both names."""


def snapshot_of(state: State, at: int, day: Day) -> seen.Snapshot:
    """The centre as the algorithms look at it: the day's counts, the order of the list from the settings."""
    positions, joined = positions_of(state), joined_of(day)
    people = tuple(
        operator_of(
            state, agent, day, (positions[name], joined.get(name, 0)),
            lambda *who: dict.fromkeys(WINDOWS, day.tally(at, *who)),
        )
        for name, agent in sorted(state.agents.items())
        if name in positions
    )  # fmt: skip
    calls = tuple(
        call_of(state, state.calls[key[2]], mode, day, at, positions)
        for queue in sorted(state.waiting)
        for key in state.waiting[queue]
        if (mode := waits(state.calls[key[2]])) is not None
    )
    queues = tuple(queue_of(state, name, day, positions, joined, at) for name in state.queues)
    return seen.Snapshot(at, people, calls, queues)


def positions_of(state: State) -> dict[str, int]:
    """The operators' places in the list as set up."""
    return {operator.id: n for n, operator in enumerate(state.settings.operators)}


def joined_of(day: Day) -> dict[str, int]:
    """The operators' places in the order of signing in."""
    return {name: n for n, name in enumerate(sorted(day.signed, key=lambda name: (day.signed[name], name)))}


def operator_of(
    state: State, agent: Operator, day: Day, places: tuple[int, int], tally: Callable[..., Mapping[str, seen.Tally]]
) -> seen.Agent:
    """An operator with her counts, and how she stands in each of her queues.

    `tally` gives her counts by window: of a queue, or without one of all.
    """
    signed, rules, talks = day.signed.get(agent.id, 0), state.operators[agent.id], day.talks.get(agent.id, ())
    stands, queues = {own.queue: own for own in rules.memberships}, {}
    for name in state.served(agent.id):
        own, had = stands.get(name) or Member(name), day.had(agent.id, name)
        queues[name] = seen.Membership(
            own.penalty, own.rank, own.level, own.grade, own.weight, own.priority, own.delay, own.share, *places,
            own.ring, own.reserve, limit=own.limit, offered=had.offered, began=had.began, ended=had.ended,
            tally=tally(agent.id, name),
        )  # fmt: skip
    whole = day.had(agent.id)
    return seen.Agent(
        agent.id, STANDS[tag(agent.mode)], agent.mode.since if isinstance(agent.mode, Ready) else agent.since, signed,
        agent.reachable, dict(rules.skills), queues, rules.group, rules.level, offered=whole.offered,
        began=whole.began, ended=max(whole.ended, talks[-1].ended if talks else 0),
        tally=tally(agent.id), talks=talks,
    )  # fmt: skip


def call_of(
    state: State, call: Call, mode: Waiting | Offered, day: Day, at: int, positions: dict[str, int]
) -> seen.Call:
    """A call that waits. One that was put first is before the VIPs, as in the live order."""
    who, rules = customer(call.caller.customer, call.caller.number), state.queues.get(mode.queue)
    last, last_at = day.last.get(who, ("", 0))
    asked = day.asked.get(call.id, "")
    pointer = seen.Pointer(positions[asked], asked) if asked in positions else None
    wants, needs = (rules.wants, rules.needs) if rules else ((), "")
    if rules and rules.needs_for and at - mode.joined >= rules.needs_for:
        needs = ""
    return seen.Call(
        call.id, mode.queue, mode.joined, priority=int(call.first), vip=call.caller.vip or call.first, wants=wants,
        needs=needs, customer=who, last=last, last_at=last_at, preferred=preferred_of(state, call),
        predicted=dict(call.caller.predicted), pointer=pointer,
    )  # fmt: skip


def preferred_of(state: State, call: Call) -> dict[str, int]:
    """The scores of operators for a call: those of the number called, and before them the customer's own."""
    called = state.favours.get(call.did if call.did in state.numbers else "*", {})
    if not (called or call.caller.preferred):
        return {}
    return {**called, **dict(call.caller.preferred)}


def queue_of(
    state: State, name: str, day: Day, positions: dict[str, int], joined: dict[str, int], at: int
) -> seen.Queue:
    """A queue. Wrap-up is left out: whoever is ready has none left."""
    rules, reached = state.queues[name], day.reached.get(name, "")
    wait = expected(state, name, len(state.waiting[name]) + 1, at)
    pointer = pointer_of(rules.algorithm, reached, positions, joined) if reached in positions else None
    return seen.Queue(
        name, rules.weight, rules.sl, rules.ratio, rules.cost, estimate=wait.mean if wait else 0, skills=rules.wants,
        reserve_at=rules.reserve_at, pointer=pointer,
    )  # fmt: skip


def pointer_of(rule: AgentRule | None, agent: str, positions: dict[str, int], joined: dict[str, int]) -> seen.Pointer:
    """How far the walk has come, counted as the queue's algorithm counts its places."""
    then = getattr(rule, "then", rule)
    by_joining = isinstance(then, RoundRobinMemory) or (isinstance(rule, AsAsterisk) and rule.strategy == "rrmemory")
    place = joined.get(agent, 0) if by_joining else positions[agent]
    # Asterisk's pointer says whose turn is next, ours who was last.
    return seen.Pointer(place + isinstance(rule, AsAsterisk), agent)
