"""What stands outside: the operator's own pick, a function of the house's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import field

from gudok.core.ranking.agents.own import own_call_scores
from gudok.core.ranking.rule import CallAsk, CallRule, CallScorer
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Call, Membership


class ManualCalls(CallRule, frozen=True, tag="manual"):
    """Only the call she picked. Cherry picking, pull."""

    code: ClassVar[str] = "picked"
    parts: ClassVar[tuple[str, ...]] = ("-waited",)

    def refuses(self, ask: CallAsk, call: Call, own: Membership) -> Reason | None:
        if ask.agent.picks == call.id or call.picked == ask.agent.id:
            return None
        return Reason("not_picked")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (call.arrived - now,)


class CustomCalls(CallRule, frozen=True, tag="custom"):
    """A Python function of the house's own, found by its entry point in the group `gudok.routing`.

    `function(view, agent, able, dice, settings) -> {call: score}`; the lowest first, who is left out is not for her.
    """

    function: str = ""
    settings: dict[str, int | str] = field(default_factory=dict)

    code: ClassVar[str] = "own_rule"
    parts: ClassVar[tuple[str, ...]] = ("points",)

    def __hash__(self) -> int:
        """Queues of the same order are ordered together."""
        return hash((self.function, *sorted(self.settings)))

    def refuses(self, ask: CallAsk, call: Call, own: Membership) -> Reason | None:
        return None if call.id in own_call_scores(ask, self.function, self.settings) else Reason("own_rule_refuses")

    def scorer(self, ask: CallAsk) -> CallScorer:
        scores = own_call_scores(ask, self.function, self.settings)
        return lambda call, own: scores[call.id]
