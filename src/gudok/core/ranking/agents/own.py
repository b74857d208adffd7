"""What stands outside: a person's choice, a model's forecast, a function of the house's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import field

from gudok.core.ranking.agents.idle import LongestIdle
from gudok.core.ranking.agents.simple import Simple
from gudok.core.ranking.plugins import frozen, sight_of
from gudok.core.ranking.rule import AgentAsk, AgentRule, AgentScorer, CallAsk, Plugins, RuleError, Score
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Agent, Membership


MOST = 2**53
"""Scores beyond this are refused: every reader of a journal must be able to hold them."""


class PluginError(RuleError):
    """A function of the house's own is missing, failed, or gave something that is no score; `fault` says which."""

    def __init__(self, fault: str, told: str) -> None:
        super().__init__(told)
        self.fault = fault


class Manual(AgentRule, frozen=True, tag="manual"):
    """Nobody is offered the call: operators see the waiting calls and pick. Cherry picking, pull.

    Who picked it gets it, in the order of the list where several did at the same time.
    """

    pulled: ClassVar[bool] = True
    code: ClassVar[str] = "picked"
    parts: ClassVar[tuple[str, ...]] = ("position",)

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        if ask.call.id == agent.picks or ask.call.picked == agent.id:
            return None
        return Reason("not_picked")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        return lambda agent, own: (own.position,)


class Predicted(AgentRule, frozen=True, tag="predicted"):
    """The greatest score that a model forecasts for this call with her; the others after them, as `then` orders.

    Genesys's predictive routing, Afiniti. Scores are the call's `predicted`, or those of the function named `model`
    (entry point group `gudok.routing`, arguments as with `custom`). For `patience` (ms) only those of at least `least`.
    """

    model: str = ""
    least: int = 0
    patience: int = 0
    then: Simple = LongestIdle()

    code: ClassVar[str] = "forecast"
    parts: ClassVar[tuple[str, ...]] = ("unknown", "-forecast")

    def scores(self, ask: AgentAsk) -> Mapping[str, Score]:
        """The forecasts, by operator."""
        if not self.model:
            return {name: (number,) for name, number in ask.call.predicted.items()}
        return own_scores(ask, self.model)

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        if ask.waited < self.patience and self.scores(ask).get(agent.id, (0,))[0] < self.least:
            return Reason("forecast_less", {"least": self.least})
        return self.then.refuses(ask, agent, own)

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        scores, then = self.scores(ask), self.then.scorer(ask)

        def score(agent: Agent, own: Membership) -> Score:
            forecast = scores.get(agent.id)
            return (1, 0, *then(agent, own)) if forecast is None else (0, -forecast[0], *then(agent, own))

        return score

    def why(self, ask: AgentAsk, agent: Agent, own: Membership, score: Score) -> Reason:
        return self.then.why(ask, agent, own, score[2:]) if score[0] else self.reason(self.code, score[:2])

    def again(self, ask: AgentAsk) -> int:
        return ask.call.arrived + self.patience if ask.waited < self.patience else 0


class Custom(AgentRule, frozen=True, tag="custom"):
    """A Python function of the house's own, found by its entry point in the group `gudok.routing`.

    `function(view, call, able, dice, settings) -> {operator: score}`: `view` is a `plugins.Sight`, `able` are pairs
    (operator, membership) of who may have the call; a score is an integer or a tuple of integers, the lowest first; who
    is left out is not asked.
    """

    function: str = ""
    settings: dict[str, int | str] = field(default_factory=dict)

    code: ClassVar[str] = "own_rule"
    parts: ClassVar[tuple[str, ...]] = ("points",)

    def refuses(self, ask: AgentAsk, agent: Agent, own: Membership) -> Reason | None:
        return None if agent.id in own_scores(ask, self.function, self.settings) else Reason("own_rule_refuses")

    def scorer(self, ask: AgentAsk) -> AgentScorer:
        scores = own_scores(ask, self.function, self.settings)
        return lambda agent, own: scores[agent.id]


def own_scores(ask: AgentAsk, name: str, settings: Mapping[str, Any] | None = None) -> dict[str, Score]:
    """What a function of the house's own says of all who are able; asked once for a decision."""
    if name not in ask.memo:
        sight = sight_of(ask.view)
        people = tuple(sight.agents[agent.id] for agent, _ in ask.able)
        able = tuple((agent, agent.queues[ask.call.queue]) for agent in people)
        ask.memo[name] = asked(ask.plugins, name, sight, frozen(ask.call), able, ask.dice, frozen(dict(settings or {})))
    found: dict[str, Score] = ask.memo[name]
    return found


def own_call_scores(ask: CallAsk, name: str, settings: Mapping[str, Any]) -> dict[str, Score]:
    """The same for calls: `function(view, agent, able, dice, settings) -> {call: score}`."""
    if name not in ask.memo:
        sight = sight_of(ask.view)
        able = tuple(sight.calls[call.id] for call in ask.able)
        agent = sight.agents[ask.agent.id]
        ask.memo[name] = asked(ask.plugins, name, sight, agent, able, ask.dice, frozen(dict(settings)))
    found: dict[str, Score] = ask.memo[name]
    return found


def asked(plugins: Plugins, name: str, *given: Any) -> dict[str, Score]:
    """What the function of that name answers, or PluginError."""
    if name not in plugins:
        known = ", ".join(sorted(plugins)) or "none"
        raise PluginError("missing", f"no routing function is named {name!r}; installed: {known}")
    try:
        told = plugins[name](*given)
        told = dict(told) if isinstance(told, Mapping) else told
    except Exception as error:  # It is not our code: whatever it raises, the centre goes on.
        raise PluginError("failed", f"the routing function {name!r} failed: {error!r}") from error
    return read_scores(name, told)


def read_scores(name: str, told: Any) -> dict[str, Score]:
    """The answer of such a function as scores, or PluginError."""
    if not isinstance(told, Mapping):
        raise PluginError("no_scores", f"the routing function {name!r} must return a mapping of ids to scores")
    scores: dict[str, Score] = {}
    for key, value in told.items():
        score = value if isinstance(value, tuple) else (value,)
        if not score or any(not isinstance(part, int) or abs(part) >= MOST for part in score):
            raise PluginError(
                "no_scores", f"the routing function {name!r} gave {value!r} for {key!r}: scores are integers"
            )
        scores[str(key)] = score
    return scores
