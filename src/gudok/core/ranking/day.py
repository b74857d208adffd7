"""What the operators have done today, counted from the facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from gudok.core.ranking import snapshot as seen
from gudok.core.words import AgentChanged, AnyOutput, CallCame, CallConnected, CallEnded, CallOffered

CUSTOMERS = 5_000
"""Of so many customers it is known who talked with them last."""
TALKS = 8
"""So many of her latest talks are known of each operator."""


class Spell(Struct):
    """What an operator is doing: since when, and in which queue's talk; `inbound` is no call she placed."""

    mode: str
    since: int
    queue: str = ""
    inbound: bool = True


class Counted(Struct):
    """An operator's day in one queue, or over all: how many calls and offers, how long (ms), and when last."""

    calls: int = 0
    offers: int = 0
    talk: int = 0
    work: int = 0
    staffed: int = 0
    offered: int = 0
    began: int = 0
    ended: int = 0

    def add(self, spell: Spell, until: int) -> None:
        """Count a spell that lasted until then."""
        lasted = until - spell.since
        self.staffed += lasted if spell.mode != "away" else 0
        self.talk += lasted if spell.mode == "talking" else 0
        self.work += lasted if spell.mode in ("talking", "wrapup") else 0

    def tally(self) -> seen.Tally:
        return seen.Tally(self.calls, self.offers, self.talk, self.work, self.staffed)


Thing = TypeVar("Thing", Spell, Counted)


class DayKept(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A Day as data: what a restart goes on from."""

    zone: str
    until: int
    counts: tuple[tuple[str, str, Counted], ...] = ()
    spells: dict[str, Spell] = {}
    signed: dict[str, int] = {}
    reached: dict[str, str] = {}
    asked: dict[str, str] = {}
    customers: dict[str, str] = {}
    last: dict[str, tuple[str, int]] = {}
    talks: dict[str, tuple[seen.Talk, ...]] = {}


class Day:
    """Counts of a day of the centre, fed with every output as it is said; a new day begins at the zone's midnight.

    `spells`: what each operator does. `signed`: her shift began. `reached`: the operator whom a queue's last call was
    offered to, `asked`: whom a call was. `customers`: who calls, by call. `last`: who talked with a customer, and when.
    """

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.until = 0
        self.counts: dict[tuple[str, str], Counted] = {}
        self.spells: dict[str, Spell] = {}
        self.signed: dict[str, int] = {}
        self.reached: dict[str, str] = {}
        self.asked: dict[str, str] = {}
        self.customers: dict[str, str] = {}
        self.last: dict[str, tuple[str, int]] = {}
        self.talks: dict[str, tuple[seen.Talk, ...]] = {}

    def kept(self) -> DayKept:
        """As data; `Day.of` is its inverse."""
        counts = tuple((agent, queue, copy(one)) for (agent, queue), one in sorted(self.counts.items()))
        return DayKept(
            self.zone.key, self.until, counts, {name: copy(one) for name, one in self.spells.items()},
            dict(self.signed), dict(self.reached), dict(self.asked), dict(self.customers), dict(self.last),
            dict(self.talks),
        )  # fmt: skip

    @classmethod
    def of(cls, kept: DayKept) -> Day:
        """The day that such data describe."""
        day = cls(kept.zone)
        day.until = kept.until
        day.counts = {(agent, queue): copy(one) for agent, queue, one in kept.counts}
        day.spells = {name: copy(one) for name, one in kept.spells.items()}
        day.signed, day.reached, day.asked = dict(kept.signed), dict(kept.reached), dict(kept.asked)
        day.customers, day.last, day.talks = dict(kept.customers), dict(kept.last), dict(kept.talks)
        return day

    def counted(self, agent: str, queue: str = "") -> Counted:
        """The operator's counts in a queue; without one, over all."""
        return self.counts.get((agent, queue)) or self.counts.setdefault((agent, queue), Counted())

    def had(self, agent: str, queue: str = "") -> Counted:
        """The same to be read alone: a look at the centre begins no counts."""
        return self.counts.get((agent, queue)) or Counted()

    def take(self, at: int, output: AnyOutput) -> None:
        """Count an output said at a time (UTC ms)."""
        if at >= self.until:
            self.begin(at)
        if isinstance(output, AgentChanged):
            self.changed(at, output.agent, output.mode)
        elif isinstance(output, CallCame):
            self.customers[output.call] = customer(output.caller.customer, output.caller.number)
        elif isinstance(output, CallOffered):
            self.reached[output.queue] = self.asked[output.call] = output.agent
            for one in (self.counted(output.agent), self.counted(output.agent, output.queue)):
                one.offers, one.offered = one.offers + 1, at
        elif isinstance(output, CallConnected):
            self.connected(at, output)
        elif isinstance(output, CallEnded):
            self.customers.pop(output.call, None)
            self.asked.pop(output.call, None)

    def begin(self, at: int) -> None:
        """A new day: nothing is counted yet, and what began before counts from its first event."""
        self.counts = {}
        for spell in self.spells.values():
            spell.since = at
        local = datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone)
        next_day = datetime.combine(local.date() + timedelta(1), datetime.min.time(), self.zone)
        self.until = int(next_day.timestamp() * 1000)

    def connected(self, at: int, output: CallConnected) -> None:
        """A talk begins."""
        for one in (self.counted(output.agent), self.counted(output.agent, output.queue)):
            one.calls, one.began = one.calls + 1, at
        if who := self.customers.get(output.call, ""):
            self.last.pop(who, None)
            self.last[who] = (output.agent, at)
            if len(self.last) > CUSTOMERS:
                del self.last[next(iter(self.last))]
        spell = self.spells.get(output.agent)
        if spell is not None:
            spell.queue = output.queue

    def changed(self, at: int, agent: str, mode: str) -> None:
        """An operator's spell ends, another begins; the queue of a talk is that of its wrap-up too."""
        old = self.spells.get(agent)
        if old is not None:
            for one in self.both(agent, old):
                one.add(old, at)
                one.ended = at if old.mode == "talking" else one.ended
            if old.mode == "talking" and mode != "talking":
                talk = seen.Talk(old.queue, old.since, at, old.inbound)
                self.talks[agent] = (*self.talks.get(agent, ()), talk)[-TALKS:]
        if mode != "away" and (old is None or old.mode == "away"):
            self.signed[agent] = at
        goes_on = old is not None and mode in ("talking", "wrapup")
        inbound = old is None or (old.inbound if old.mode == "talking" else old.mode != "dialling")
        self.spells[agent] = Spell(mode, at, old.queue if old is not None and goes_on else "", inbound)

    def both(self, agent: str, spell: Spell) -> tuple[Counted, ...]:
        """The counts over all queues, and those of the spell's queue."""
        whole = self.counted(agent)
        return (whole, self.counted(agent, spell.queue)) if spell.queue else (whole,)

    def tally(self, at: int, agent: str, queue: str = "") -> seen.Tally:
        """Her counts, with what goes on until now."""
        one, spell = self.counts.get((agent, queue)), self.spells.get(agent)
        if spell is None or (queue and spell.queue != queue):
            return one.tally() if one else seen.Tally()
        now = copy(one) if one else Counted()
        now.add(spell, at)
        return now.tally()


def copy(thing: Thing) -> Thing:
    """The like of it, to be changed alone."""
    return structs.replace(thing)


def customer(known: str, number: str) -> str:
    """Who calls: the customer, or else the number."""
    return known or number
