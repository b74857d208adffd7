"""Snapshots of every kind, each from a number that hypothesis draws: whole worlds drawn bit by bit are slow."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from gudok.core.ranking.snapshot import Agent, Call, Membership, Pointer, Queue, Snapshot, Step, Talk, Tally, Want

NOW = 10_000_000
QUEUES = ("q", "r", "s")
SKILLS = ("cards", "loans")
TIMES = (0, NOW - 700_000, NOW - 60_000, NOW - 5_000, NOW)


class World:
    """One snapshot, thrown with a number's dice."""

    def __init__(self, number: int) -> None:
        self.dice = Random(number)

    def small(self, least: int = 0, most: int = 3) -> int:
        return self.dice.randint(least, most)

    def time(self) -> int:
        return self.dice.choice(TIMES)

    def rarely(self) -> bool:
        return self.dice.random() < 0.15

    def tallies(self) -> dict[str, Tally]:
        return {
            window: Tally(self.small(), self.small(), self.small(0, 9_000), self.small(0, 9_000),
                          self.dice.choice((0, 60_000, 3_600_000)))
            for window in self.some(("day", "all"))
        }  # fmt: skip

    def some(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if self.dice.random() < 0.7]

    def wants(self) -> tuple[Want, ...]:
        relax = ((60_000, 0),) if self.rarely() else ()
        return tuple(Want(skill, self.small(), relax=relax) for skill in SKILLS if self.rarely())

    def pointer(self) -> Pointer | None:
        return Pointer(self.small(), self.dice.choice(("", "1", "2"))) if self.rarely() else None

    def membership(self) -> Membership:
        small = self.small
        return Membership(
            penalty=small(), rank=small(-9, 9), level=small(1), grade=small(), weight=small(), priority=small(1),
            delay=30_000 if self.rarely() else 0, share=small(0, 100), position=small(), joined=small(), ring=small(1),
            reserve=int(self.rarely()), paused=self.rarely(), ended=self.time(), tally=self.tallies(),
            limit=2 if self.rarely() else 0,
        )  # fmt: skip

    def talks(self) -> tuple[Talk, ...]:
        return tuple(
            Talk(self.dice.choice(QUEUES), self.time(), self.time(), self.rarely(), self.rarely())
            for _ in range(self.small())
        )

    def agent(self, name: str) -> Agent:
        return Agent(
            name, state=self.dice.choice(("ready", "ready", "ready", "talking", "away")), since=self.time(),
            signed=self.time(), reachable=not self.rarely(), skills={name: self.small(0, 5) for name in SKILLS},
            group=self.dice.choice("ab"), queues={queue: self.membership() for queue in self.some(QUEUES)},
            level=self.small(), offered=self.time(), began=self.time(), ended=self.time(), tally=self.tallies(),
            talks=self.talks(), busy=self.rarely(), picks=self.dice.choice(("", "c1")),
            not_before=NOW + 1 if self.rarely() else 0, load={"voice": 1} if self.rarely() else {},
            attributes={"campaign_rank": self.small()},
        )  # fmt: skip

    def scores(self) -> dict[str, int]:
        return {name: self.small() for name in self.some(("a1", "a2", "a3"))}

    def call(self, name: str) -> Call:
        known, needs = ("", "a1", "a2"), ("", "", "", "cards > 1", "waited > 60000", "agent.group = 'a'")
        return Call(
            name, self.dice.choice(QUEUES), self.time(), priority=self.small(-1), vip=self.rarely(),
            head=60_000 if self.rarely() else 0, objective=10_000 if self.rarely() else 0, wants=self.wants(),
            needs=self.dice.choice(needs), last=self.dice.choice(known), last_at=self.time(), pointer=self.pointer(),
            picked=self.dice.choice(known), ringing=self.time(), preferred=self.scores(), predicted=self.scores(),
            tried=("a1",) if self.rarely() else (), customer="1" * self.small(),
            steps=(Step("cards > 2", 30_000), Step("loans > 0")) if self.rarely() else (),
        )  # fmt: skip

    def queue(self, name: str) -> Queue:
        return Queue(
            name, weight=self.small(), objective=self.dice.choice((0, 20_000)), ratio=self.small(0, 100),
            estimate=self.dice.choice((0, 90_000)), wrapup=10_000 if self.rarely() else 0, skills=self.wants(),
            pointer=self.pointer(), patience=self.dice.choice((0, 60_000)), reserve_at=(30_000,),
        )  # fmt: skip

    def snapshot(self) -> Snapshot:
        people = tuple(self.agent(f"a{n}") for n in range(self.small(0, 7)))
        waiting = tuple(self.call(f"c{n}") for n in range(1, self.small(2, 6)))
        return Snapshot(NOW, people, waiting, tuple(self.queue(name) for name in QUEUES))


def snapshots() -> st.SearchStrategy[Snapshot]:
    return st.integers(0, 1 << 32).map(lambda number: World(number).snapshot())
