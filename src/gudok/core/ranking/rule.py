"""What an algorithm is: a frozen struct of its settings, and a function that scores. The lowest score comes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from msgspec import Struct

from gudok.core.ranking.dice import Dice
from gudok.core.ranking.eligible import refusal
from gudok.core.ranking.snapshot import Agent, Call, Membership, Queue
from gudok.core.ranking.view import Member, View
from gudok.core.reason import Reason

Score = tuple[int, ...]
AgentScorer = Callable[[Agent, Membership], Score]
CallScorer = Callable[[Call, Membership], Score]
Plugins = Mapping[str, Callable[..., Any]]
"""Functions of the house's own by name: see `custom`."""


class RuleError(ValueError):
    """A setting of an algorithm that cannot be used; the message names it."""


class Ranked(Struct, frozen=True):
    """One who may be chosen: an operator's or a call's id, the score (the lowest first), and what it is made of."""

    id: str
    score: Score
    why: Reason


class Passed(Struct, frozen=True):
    """One who may not, and why."""

    id: str
    why: Reason


class Ranking(Struct, frozen=True):
    """An answer. The first of `ranked` is chosen; the first `together` ring at once. Time alone changes the answer at
    `again` (UTC ms; 0: it does not). `alarms`: calls that others have overtaken for too long."""

    ranked: tuple[Ranked, ...] = ()
    passed: tuple[Passed, ...] = ()
    together: int = 1
    again: int = 0
    alarms: tuple[Passed, ...] = ()


class AgentAsk:
    """The question «which operator gets this call», with all it may look at. `able`: who may have it, `memo`: what the
    algorithm has worked out for all of them together."""

    __slots__ = ("able", "call", "dice", "memo", "plugins", "queue", "view", "waited")

    def __init__(self, view: View, call: Call, dice: Dice, plugins: Plugins) -> None:
        self.view = view
        self.call = call
        self.dice = dice
        self.plugins = plugins
        self.queue: Queue = view.queue(call.queue)
        self.waited = view.now - call.arrived
        self.able: list[Member] = []
        self.memo: dict[str, Any] = {}


class CallAsk:
    """The question «which call does this operator take». `able`: the calls she may have."""

    __slots__ = ("able", "agent", "dice", "memo", "plugins", "view")

    def __init__(self, view: View, agent: Agent, dice: Dice, plugins: Plugins) -> None:
        self.view = view
        self.agent = agent
        self.dice = dice
        self.plugins = plugins
        self.able: list[Call] = []
        self.memo: dict[str, Any] = {}


class Rule(Struct, frozen=True, tag_field="algorithm", forbid_unknown_fields=True, omit_defaults=True):
    """What all algorithms have in common.

    `code` words the choice, `parts` names the score's parts; a name that begins with «-» stands for a number of which
    more is better: it is in the score with its sign turned.
    """

    code: ClassVar[str] = ""
    parts: ClassVar[tuple[str, ...]] = ()

    def named(self) -> tuple[str, ...]:
        """The names of the score's parts, where the settings change what they stand for."""
        return self.parts

    def reason(self, code: str, score: Score) -> Reason:
        """A code with the score's parts as its numbers; those that are 0 are left out."""
        numbers: dict[str, int | str] = {}
        for name, part in zip(self.named(), score, strict=False):
            if part:
                numbers[name.lstrip("-")] = -part if name.startswith("-") else part
        return Reason(code, numbers)


class AgentRule(Rule, frozen=True):
    """An algorithm that orders operators for a call.

    `still`: the score depends on neither the call nor the dice nor on who else is able, so that an order can be kept.
    """

    still: ClassVar[bool] = False
    pulled: ClassVar[bool] = False
    """Operators take the calls themselves: none is ever given out."""

    def adapted(self, ask: AgentAsk) -> Call:
        """The call as the algorithm wants it looked at: with fewer wants, as time goes by."""
        return ask.call

    def candidates(self, ask: AgentAsk) -> list[Member]:
        """The operators worth a look; who is not among them cannot pass `may`."""
        return ask.view.ready.get(ask.call.queue, [])

    def may(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        """What holds for all algorithms, asked before any order."""
        return refusal(ask.view, ask.call, agent, own)

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        """Why the algorithm does not let her have the call, beyond what holds for all."""
        return None

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        """The function that scores one operator."""
        raise NotImplementedError

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        """Why she stands where she stands."""
        return self.reason(self.code, score)

    def together(self, ask: AgentAsk, scores: list[Score]) -> int:
        """How many ring at once; `scores` of all who are able, in order."""
        return 1

    def at_once(self) -> int:
        """At most how many ring for one call at the same moment (0: all)."""
        return 1

    def adds(self) -> int:
        """After how long (ms) one more rings beside those who ring already; 0: never."""
        return 0

    def again(self, ask: AgentAsk) -> int:
        """When time alone changes the answer (UTC ms), or 0."""
        return 0


class CallRule(Rule, frozen=True):
    """An algorithm that orders waiting calls for an operator who is free."""

    def refuses(self, ask: CallAsk, call: Call, own: Membership) -> Reason | None:
        """Why the algorithm does not let her have this call now, beyond what holds for all."""
        return None

    def scorer(self, ask: CallAsk) -> CallScorer:
        """The function that scores one call."""
        raise NotImplementedError

    def why(self, ask: CallAsk, call: Call, score: Score) -> Reason:
        """Why the call stands where it stands."""
        return self.reason(self.code, score)

    def alarms(self, ask: CallAsk, order: list[Call]) -> list[tuple[Call, Reason]]:
        """Calls that have been overtaken for too long; `order` as ranked."""
        return []
