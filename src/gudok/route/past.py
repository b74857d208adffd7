"""Decisions of the live centre as cases: the journal is decided again up to each, and the moment is kept as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from gudok.core.move import Move
from gudok.core.ranking.catalogue import USUAL_AGENTS, USUAL_CALLS
from gudok.core.ranking.day import Day
from gudok.core.ranking.live import call_of, positions_of, snapshot_of
from gudok.core.routing.chosen import BROKEN, seed_of
from gudok.core.state import Offered, State
from gudok.core.step import decide
from gudok.core.words import AnyOutput, CallOffered, Turn
from gudok.edges.journal.sqlite import JournalReader
from gudok.route.case import Case, Expect, WhichCall, WhichOperator

OPERATOR = ("longest_idle",)
"""Reasons of an offer that say: the operator was chosen."""
CALL = ("vip_first", "first_in_first_out", "put_first")
"""And that the call was."""
DAY = 86_400_000


class Watcher(Move):
    """A move that counts the day, and looks round at each offer just before it: the operator is still ready."""

    __slots__ = ("cases", "day", "only")

    def __init__(self, state: State, at: int, day: Day, only: str) -> None:
        super().__init__(state, at)
        self.day, self.only = day, only
        self.cases: list[Case] = []

    def say(self, output: AnyOutput) -> None:
        if isinstance(output, CallOffered) and self.only in ("", output.call):
            case = case_of(self.state, self.at, self.day, output)
            if case is not None:
                self.cases.append(case)
        self.day.take(self.at, output)
        super().say(output)


def case_of(state: State, at: int, day: Day, offer: CallOffered) -> Case | None:
    """The decision behind an offer as a case that expects it; nothing when no order decided (a transfer, a return)."""
    call, code, numbers = state.calls[offer.call], offer.why.code, offer.why.numbers
    own = state.ranked.get(offer.queue, (USUAL_AGENTS, USUAL_CALLS))
    ranked = "algorithm" in numbers or "calls_by" in numbers
    if not (ranked or code in (*OPERATOR, *CALL)) or not isinstance(call.mode, Offered) or "calls_by" in numbers:
        return None  # which of several orders chose a call is not one question
    day = state.day or day
    seen, own_call = snapshot_of(state, at, day), call_of(state, call, call.mode, day, at, positions_of(state))
    if code == "picked":
        own_call = msgspec.structs.replace(own_call, picked=offer.agent)
    seen = msgspec.structs.replace(seen, calls=(*seen.calls, own_call))
    of_operator = ranked or code in OPERATOR
    rule = USUAL_AGENTS if code == BROKEN else own[0]
    which = (
        WhichOperator(call.id, rule, seed_of(f"{call.id}-{call.legs - 1}") if ranked else 0)
        if of_operator
        else WhichCall(offer.agent, USUAL_CALLS)
    )
    chosen = offer.agent if of_operator else offer.call
    return Case(f"{offer.call}-{offer.leg}", code, "the journal", which, seen, Expect(first=chosen))


def decisions(turns: Iterable[Turn], state: State, only: str = "") -> Iterator[Case]:
    """The decisions of these turns, of one call or of all; `expect.first` is the one that was chosen."""
    day: Day | None = None
    for turn in turns:
        day = day or Day(state.settings.zone)
        watcher = Watcher(state, turn.came.at, day, only)
        decide(watcher, turn.came)
        yield from watcher.cases
        if day.zone.key != state.settings.zone:
            day = Day(state.settings.zone)


def of_call(reader: JournalReader, call: str) -> list[Case]:
    """The decisions about a call of the journal, with the counts of the day before it."""
    about = list(reader.find(f'"call":"{call}"'))
    n, snapshot = reader.load(before=max(reader.at(about[0].came.at - DAY), 0))
    last = about[-1].n
    turns = (turn for turn in reader.tail(n) if turn.n <= last)
    return list(decisions(turns, State.of(snapshot) if snapshot else State(), call))
