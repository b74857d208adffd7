"""By arrival: first in, first out; last in, first out; by a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gudok.core.ranking.rule import CallAsk, CallRule, CallScorer, Score
from gudok.core.reason import Reason

if TYPE_CHECKING:
    from gudok.core.ranking.snapshot import Call
    from gudok.core.ranking.view import View


class Fifo(CallRule, frozen=True, tag="fifo"):
    """First come, first served, over all her queues; neither priority nor VIP counts."""

    code: ClassVar[str] = "first_in_first_out"
    parts: ClassVar[tuple[str, ...]] = ("-waited",)

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (call.arrived - now,)


class Lifo(CallRule, frozen=True, tag="lifo"):
    """The newest first, VIPs and greater priorities before the others.

    For work where only the newest is worth doing. TaskRouter's LIFO queues ignore priority: see `as-taskrouter`.
    """

    code: ClassVar[str] = "last_in_first_out"
    parts: ClassVar[tuple[str, ...]] = ("-vip", "-priority", "waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (-int(call.vip), -call.priority, now - call.arrived)


class Strict(CallRule, frozen=True, tag="strict"):
    """VIPs before all others, then the greater priority, then first come, first served.

    The regulation's «VIP first always»; the priorities of Cisco UCCX, TaskRouter, Asterisk. It may starve who is not
    VIP: a call that others have overtaken and that has waited for `alarm` (ms; 0: never) raises an alarm.
    """

    alarm: int = 300_000

    code: ClassVar[str] = "priority_first"
    parts: ClassVar[tuple[str, ...]] = ("-vip", "-priority", "-waited")

    def scorer(self, ask: CallAsk) -> CallScorer:
        now = ask.view.now
        return lambda call, own: (-int(call.vip), -call.priority, call.arrived - now)

    def why(self, ask: CallAsk, call: Call, score: Score) -> Reason:
        code = "vip_first" if call.vip else "priority_first" if call.priority else "first_in_first_out"
        return self.reason(code, score)

    def alarms(self, ask: CallAsk, order: list[Call]) -> list[tuple[Call, Reason]]:
        """Calls behind a younger one that have waited too long."""
        if not self.alarm:
            return []
        now, youngest, late = ask.view.now, 0, []
        for call in order:
            if call.arrived < youngest and now - call.arrived >= self.alarm:
                late.append((call, Reason("starves", {"waited": now - call.arrived})))
            youngest = max(youngest, call.arrived)
        return sorted(late, key=lambda pair: pair[0].id)


class Deadline(CallRule, frozen=True, tag="deadline"):
    """The earliest deadline first: arrival plus objective, that of the call, else of its queue.

    EDF. Nobody starves: a deadline stays while the newcomers' move on.
    """

    code: ClassVar[str] = "deadline"
    parts: ClassVar[tuple[str, ...]] = ("left",)

    def scorer(self, ask: CallAsk) -> CallScorer:
        view = ask.view
        return lambda call, own: (call.arrived + objective(view, call) - view.now,)


def objective(view: View, call: Call) -> int:
    """How long a call should wait at the most (ms)."""
    return call.objective or view.queue(call.queue).objective
