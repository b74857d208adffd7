"""What if: a world with other rules, more or fewer operators, other skills, more or fewer calls."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from gudok.twin.scenario import Calls, Scenario, Staff
from gudok.twin.spans import Clock


class Change(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """All by queue id. `rules`: the core's own settings; `more`: operators added, or taken away if below 0.

    `also`: the operators of this queue serve those queues too. `volume`: so many per cent of the calls.
    """

    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    more: dict[str, int] = field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    volume: int = 100


def changed(world: Scenario, change: Change) -> Scenario:
    """The scenario with the change made; the callers stay the same people as far as their number does."""
    queues = tuple(replace(table, rules={**table.rules, **change.rules.get(table.id, {})}) for table in world.queues)
    staff = list(world.staff)
    for queue, count in sorted(change.more.items()):
        staff = fewer(staff, queue, -count) if count < 0 else [*staff, *more(world, queue, count)]
    staff = [replace(one, queues=skilled(one.queues, change)) for one in staff]
    calls = tuple(scaled(one, change.volume) for one in world.calls)
    return replace(world, queues=queues, staff=tuple(staff), calls=calls)


def more(world: Scenario, queue: str, count: int) -> list[Staff]:
    """New operators of one queue, there all day, who ring, answer and are skilled as those who are there already."""
    if not count:
        return []
    like = next((one for one in world.staff if queue in one.queues), None)
    answers = like.answers if like is not None else None
    day = (Clock(world.start), Clock(min(24 * 3_600_000, world.start + world.length)))
    rules = like.rules if like is not None else {}
    return [Staff(name=f"new-{queue}", count=count, queues=(queue,), shift=day, answers=answers, rules=rules)]


def fewer(staff: list[Staff], queue: str, count: int) -> list[Staff]:
    """Without so many operators of a queue: first those who serve it alone, the last in the list first."""
    order = sorted(range(len(staff)), key=lambda n: (len(staff[n].queues), -n))
    found = list(staff)
    for n in order:
        if queue in staff[n].queues and count > 0:
            gone = min(count, staff[n].count)
            found[n] = replace(staff[n], count=staff[n].count - gone)
            count -= gone
    return [one for one in found if one.count]


def skilled(queues: tuple[str, ...], change: Change) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*queues, *(new for queue in queues for new in change.also.get(queue, ()))]))


def scaled(calls: Calls, volume: int) -> Calls:
    """So many per cent of the calls; recorded ones cannot be more or fewer than they were."""
    if volume == 100 or calls.recorded:
        return calls
    return replace(calls, rate=calls.rate * volume / 100, profile=tuple(n * volume / 100 for n in calls.profile))
