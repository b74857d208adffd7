"""The callers of the city: who calls next, from which number, to say what; and who is on the line."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from gudok.city.people import CUSTOMERS, NUMBERS
from gudok.city.talks import by_queue
from gudok.core.state import State

ANONYMOUS = "anonymous"
CODES = ("903", "905", "910", "915", "916", "917", "919", "925", "926", "929", "964", "977", "985", "999")
KNOWN, HIDDEN = 0.6, 0.06
"""The shares of callers who are customers, and who hide their number."""
STRANGERS = tuple(f"000{n}" for n in range(1001, 1100, 9))
"""Ends of the numbers the centre has no name for: few enough that some call again."""


class Caller(NamedTuple):
    """Somebody about to call. `number` as the network shows it, `key` its digits: what tells callers apart."""

    number: str
    sex: str
    did: str
    talk: str
    lines: int

    @property
    def key(self) -> str:
        return digits(self.number)


def digits(number: str) -> str:
    """Only the digits; nothing for a hidden number."""
    return "".join(char for char in number if char.isdigit())


def queue_length(state: State, did: str) -> int:
    """How many wait where a number leads."""
    return len(state.waiting.get(state.numbers.get(did, ""), ()))


class Callers:
    """Draws callers so that no number calls twice at a time, and remembers their channels."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.channels: dict[str, str] = {}

    def draw(self, state: State) -> Caller:
        """The next one to call; a number whose queue is long is called less."""
        dids = [did for did in NUMBERS if did.isdigit()]
        did = self.random.choices(dids, [1 / (1 + queue_length(state, did)) ** 2 for did in dids])[0]
        talk = self.random.choice(by_queue(NUMBERS[did]))
        number, sex = self._somebody()
        return Caller(number, sex, did, talk.name, len(talk.lines))

    def _somebody(self) -> tuple[str, str]:
        free = [customer for customer in CUSTOMERS if digits(customer.number) not in self.channels]
        chance = self.random.random()
        if free and chance < KNOWN:
            customer = self.random.choice(free)
            return customer.number, customer.sex
        sex = self.random.choice("fm")
        if chance > 1 - HIDDEN and "" not in self.channels:
            return ANONYMOUS, sex
        while True:
            number = f"+7{self.random.choice(CODES)}{self.random.choice(STRANGERS)}"
            if digits(number) not in self.channels:
                return number, sex

    def remember(self, caller: Caller, channel: str) -> None:
        self.channels[caller.key] = channel

    def calls(self, number: str) -> bool:
        """Whether one of ours calls from a number as the centre knows it."""
        return digits(number) in self.channels

    def keep(self, alive: dict[str, str]) -> None:
        """Take the channels that live now, with their numbers, for all there are: also those of a driver before us."""
        self.channels = {digits(number): channel for channel, number in alive.items()}
