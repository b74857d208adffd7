"""Stretches of a talk that were not recorded, as its leg keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.words.recording import RecordPaused, RecordResumed
from gudok.web.record.times import between, moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.core.words import AnyOutput, Turn
    from gudok.web.record.batch import Batch


def _paused(batch: Batch, turn: Turn, fact: RecordPaused) -> None:
    leg = batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    leg.pauses = [*leg.pauses, [between(leg.answered_at, moment(turn.came.at)), None]]


def _resumed(batch: Batch, turn: Turn, fact: RecordResumed) -> None:
    leg = batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    if not leg.pauses or leg.pauses[-1][1] is not None:
        return
    began, now = leg.pauses[-1][0], between(leg.answered_at, moment(turn.came.at))
    # One that could not be paused was recorded all the time.
    failed = fact.why.code == "record_not_paused"
    leg.pauses = leg.pauses[:-1] if failed else [*leg.pauses[:-1], [began, now]]


HANDLERS: dict[type[AnyOutput], Callable[[Batch, Turn, Any], None]] = {RecordPaused: _paused, RecordResumed: _resumed}
