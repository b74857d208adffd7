"""By the queue: hers by priority or level, the one in greatest need, the one furthest from its share or ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gudok.core.ranking.agents.occupancy import MILLION
from gudok.core.ranking.rule import CallAsk, CallRule, CallScorer
from gudok.core.ranking.view import counted

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Call, Membership


class GreatestNeed(CallRule, frozen=True, tag="greatest-need"):
    """The highest priority, then the oldest, over all her queues, whatever her levels. Avaya's greatest need."""

    code: ClassVar[str] = "greatest_need"
    parts: ClassVar[tuple[str, ...]] = ("-vip", "-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (-int(call.vip), -call.priority, call.arrived - now)


class SkillLevel(CallRule, frozen=True, tag="skill-level"):
    """The queue she is best at (level 1 before 2), there the highest priority, then the oldest. Avaya's skill level."""

    code: ClassVar[str] = "best_at_it"
    parts: ClassVar[tuple[str, ...]] = ("level", "-vip", "-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (own.level, -int(call.vip), -call.priority, call.arrived - now)


class ProfileCalls(CallRule, frozen=True, tag="profile"):
    """Her queues by their priority for her (1 before 2), then VIP and priority, then the oldest.

    Amazon Connect's routing profile; a membership's `delay` hides calls that are younger.
    """

    code: ClassVar[str] = "profile"
    parts: ClassVar[tuple[str, ...]] = ("order", "-vip", "-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (own.priority, -int(call.vip), -call.priority, call.arrived - now)


class ShareCalls(CallRule, frozen=True, tag="percent-allocation"):
    """The queue that had the least of the share of her time it is meant to have, there VIP, priority, the oldest.

    Avaya's percent allocation: 70 % of her work for one queue, 30 % for another. In millionths of the window's work.
    """

    window: str = "day"

    code: ClassVar[str] = "below_share"
    parts: ClassVar[tuple[str, ...]] = ("-behind", "-vip", "-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now, agent = ask.view.now, ask.agent
        work = {name: counted(agent, own, self.window, "queue").work for name, own in sorted(agent.queues.items())}
        whole = sum(work.values())

        def score(call: Call, own: Membership) -> tuple[int, ...]:
            had = work[call.queue] * MILLION // whole if whole else 0
            return (had - own.share * MILLION // 100, -int(call.vip), -call.priority, call.arrived - now)

        return score


class QueueRatio(CallRule, frozen=True, tag="fqr"):
    """The head of the queue that is the longest against its ratio (per cent of all that wait in her queues).

    Fixed queue ratio: Gurvich & Whitt, M&SOM 11(2) 2009. Within a queue VIP, priority, the oldest. The score is in
    hundredths of a call.
    """

    code: ClassVar[str] = "queue_above_ratio"
    parts: ClassVar[tuple[str, ...]] = ("-above", "-vip", "-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        view = ask.view
        lengths = {name: view.length(name) for name in sorted(ask.agent.queues)}
        whole = sum(lengths.values())
        above = {name: 100 * length - view.queue(name).ratio * whole for name, length in lengths.items()}
        return lambda call, own: (-above[call.queue], -int(call.vip), -call.priority, call.arrived - view.now)
