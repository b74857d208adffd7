"""Priority that time makes up for: a head start, a slope, a routing index of cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gudok.core.ranking.agents.handled import handling
from gudok.core.ranking.agents.occupancy import MILLION
from gudok.core.ranking.calls.arrival import objective
from gudok.core.ranking.rule import CallAsk, CallRule, CallScorer
from gudok.core.ranking.skills import levels
from gudok.core.ranking.view import counted

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Call, Membership

SECOND, MINUTE = 1_000, 60_000


class HeadStart(CallRule, frozen=True, tag="head-start"):
    """As if VIPs and calls of priority had come earlier: `vip` ms, `point` ms for each point, the call's own `head`.

    FreeSWITCH's base score, Genesys's conversation score (a point is a minute), Connect's routing age. An ordinary call
    that is older by more than the head start goes first, so nobody starves.
    """

    vip: int = 5 * MINUTE
    point: int = MINUTE

    code: ClassVar[str] = "head_start"
    parts: ClassVar[tuple[str, ...]] = ("-age",)

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (call.arrived - now - self.head(call),)

    def head(self, call: Call) -> int:
        """How much earlier the call counts (ms)."""
        return call.head + call.priority * self.point + (self.vip if call.vip else 0)


class Slope(CallRule, frozen=True, tag="slope"):
    """Priority that grows with the wait, faster for some: wait × slope, 1 + priority, times `vip` for VIPs.

    Accumulating priority: Kleinrock 1964; Stanford, Taylor & Ziedins, Queueing Systems 77 2014. The ratio of the waits
    follows the slopes, and nobody starves.
    """

    vip: int = 4

    code: ClassVar[str] = "slope"
    parts: ClassVar[tuple[str, ...]] = ("-points", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now

        def score(call: Call, own: Membership) -> tuple[int, ...]:
            slope = max(1 + call.priority, 1) * (self.vip if call.vip else 1)
            return (-slope * (now - call.arrived), call.arrived - now)

        return score


class ObjectiveCalls(CallRule, frozen=True, tag="service-objective"):
    """The call whose wait is the worst against its objective (wait / objective, in millionths).

    Avaya Business Advocate's service objective. With `predicted` the wait is what it will be by then: the expected wait
    of the queue is added (Predicted Wait Time).
    """

    predicted: bool = False

    code: ClassVar[str] = "objective_worst"
    parts: ClassVar[tuple[str, ...]] = ("-of_objective", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        view = ask.view

        def score(call: Call, own: Membership) -> tuple[int, ...]:
            waited = view.now - call.arrived
            wait = waited + (view.queue(call.queue).estimate if self.predicted else 0)
            return (-(wait * MILLION // max(objective(view, call), 1)), -waited)

        return score


class CostRate(CallRule, frozen=True, tag="gcmu"):
    """The greatest cost of waiting saved in a second of her work: C′(wait) × μ, C growing as the square of the wait.

    The generalised cμ rule: van Mieghem 1995, Mandelbaum & Stolyar, Operations Research 2004. μ is how fast she
    handles calls of that queue (`usual` ms where she has had none); with `abandon` also × the callers' mean patience
    (cμ/θ: Atar, Giat & Shimkin 2010).
    """

    window: str = "day"
    usual: int = 180_000
    abandon: bool = False

    code: ClassVar[str] = "cost_saved"
    parts: ClassVar[tuple[str, ...]] = ("-saved", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        view, agent = ask.view, ask.agent

        def score(call: Call, own: Membership) -> tuple[int, ...]:
            queue, waited = view.queue(call.queue), view.now - call.arrived
            taking = max(handling(counted(agent, own, self.window, "queue"), self.usual), 1)
            patience = (queue.patience or MINUTE) // SECOND if self.abandon else 1
            return (-(queue.cost * waited * patience * SECOND // taking), -waited)

        return score


class ValueCalls(CallRule, frozen=True, tag="value-index"):
    """The greatest sum of weights: for each second waited, each skill point of hers that is wanted, priority and VIP.

    The caller's side of the value index: Sisselman & Whitt 2007, Chan, Koole & L'Ecuyer 2014.
    """

    wait: int = 1
    skill: int = 60
    priority: int = 60
    vip: int = 300

    code: ClassVar[str] = "value"
    parts: ClassVar[tuple[str, ...]] = ("-value",)

    def scorer(self, ask: CallAsk) -> CallScorer:
        now, agent = ask.view.now, ask.agent

        def score(call: Call, own: Membership) -> tuple[int, ...]:
            fit = sum(level * want.weight for level, want in zip(levels(call.wants, agent), call.wants, strict=True))
            value = self.wait * ((now - call.arrived) // SECOND) + self.skill * fit
            return (-(value + self.priority * call.priority + (self.vip if call.vip else 0)),)

        return score
