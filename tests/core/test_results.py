"""What a talk came to: told in time, owed, or waited for; never a ring over an unfinished form."""

from __future__ import annotations

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.settings import Queue, Result
from gudok.core.words import LeaveAsked, MoreWrapUpAsked, PauseAsked, ReadyAsked, ResultAsked

ORDER, COMPLAINT = Result("r1", "Заказ"), Result("r2", "Жалоба")
ASKS = replace(SALES, results=("r1",), result_needed=True, overtime=2 * MINUTE)
OWES = replace(ASKS, unfinished="owe")


def after_a_talk(queue: Queue = ASKS) -> Centre:
    """Alice has hung up on c1."""
    document = settings(operator("alice"), operator("bob"), queues=(queue, SUPPORT))
    centre = Centre(replace(document, results=(ORDER, COMPLAINT)))
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.hang_up("alice")
    return centre


def tell(centre: Centre, result: str = "r1", call: str = "c1", by: str = "alice") -> None:
    centre.give(ResultAsked(0, "alice", by, call, result))


def test_a_result_told_in_the_talk_holds_for_wrap_up() -> None:
    centre = after_a_talk()
    centre.later(31 * SECOND)
    centre.give(ReadyAsked(0, "alice", "alice"))
    tell(centre)
    centre.give(ReadyAsked(0, "alice", "alice"))
    centre.talk("alice", "c2")
    tell(centre, call="c2")
    [_, told] = centre.facts("ResultSet")
    assert (told.call, told.agent, told.result, told.why.numbers) == ("c2", "alice", "r1", {"by": "alice"})
    centre.hang_up("alice")
    centre.later(31 * SECOND)
    assert centre.mode("alice") == "ready"
    assert centre.facts("ResultOwed") == []


@pytest.mark.parametrize("ask", [ReadyAsked, LeaveAsked])
def test_wrap_up_does_not_end_without_the_result(ask: type) -> None:
    centre = after_a_talk()
    centre.give(ask(0, "alice", "alice"))
    assert centre.refused() == "result_needed"
    centre.pause("alice", "lunch")
    assert centre.refused() == "result_needed"
    tell(centre)
    centre.give(ask(0, "alice", "alice"))
    assert centre.mode("alice") in ("ready", "away")


def test_overtime_is_told_and_ends_in_a_break_with_the_result_owed() -> None:
    centre = after_a_talk()
    centre.arrive("c2")
    centre.later(31 * SECOND)
    assert centre.mode("alice") == "wrapup c1"
    [told] = centre.facts("AgentOverdue")
    assert (told.mode, told.call, told.why.code) == ("wrapup", "c1", "result_missing")
    centre.later(3 * MINUTE)
    assert centre.mode("alice") == "paused unfinished"
    assert centre.where("c2") == "waiting sales", "never a ring over an unfinished form"
    [owed] = centre.facts("ResultOwed")
    assert (owed.call, owed.agent, owed.queue) == ("c1", "alice", "sales")


def test_a_result_told_in_overtime_leaves_time_to_finish() -> None:
    centre = after_a_talk()
    centre.later(40 * SECOND)
    tell(centre)
    assert centre.mode("alice") == "wrapup c1"
    centre.later(3 * MINUTE)
    assert centre.mode("alice") == "ready"
    assert centre.facts("ResultOwed") == []


def test_more_time_counts_from_now_when_it_is_over() -> None:
    centre = after_a_talk()
    centre.later(60 * SECOND)
    began = centre.agent("alice").since
    centre.give(MoreWrapUpAsked(0, "alice", "alice"))
    assert centre.agent("alice").mode.until == centre.at + 30 * SECOND
    assert centre.agent("alice").since == began


def test_where_the_queue_says_so_the_operator_goes_on_and_owes() -> None:
    centre = after_a_talk(OWES)
    centre.later(31 * SECOND)
    assert centre.mode("alice") == "ready"
    assert [owed.call for owed in centre.facts("ResultOwed")] == ["c1"]
    tell(centre)
    assert [told.call for told in centre.facts("ResultSet")] == ["c1"], "told later, it is no longer owed"


def test_a_supervisors_order_is_stronger_and_the_result_is_owed() -> None:
    centre = after_a_talk()
    centre.give(PauseAsked(0, "alice", "dave", "meeting"))
    assert centre.mode("alice") == "paused meeting"
    assert len(centre.facts("ResultOwed")) == 1


def test_a_telephone_that_never_came_back_leaves_the_result_owed() -> None:
    document = settings(operator("alice"), queues=(ASKS, SUPPORT))
    centre = Centre(replace(document, results=(ORDER,)))
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.leg_gone("alice", how="torn")
    centre.later(MINUTE)
    assert centre.mode("alice") == "paused unreachable"
    assert [owed.call for owed in centre.facts("ResultOwed")] == ["c1"]


def test_what_was_told_before_the_telephone_broke_is_not_asked_again() -> None:
    document = settings(operator("alice"), queues=(ASKS, SUPPORT))
    centre = Centre(replace(document, results=(ORDER,)))
    centre.ready("alice")
    centre.talk("alice", "c1")
    tell(centre)
    centre.reload("alice")
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(31 * SECOND)
    assert centre.mode("alice") == "ready"
    assert centre.facts("ResultOwed") == []


def test_a_result_of_another_queue_is_refused_and_a_doubled_one_is_nothing() -> None:
    centre = after_a_talk()
    tell(centre, "r2")
    assert centre.refused() == "unknown_result"
    tell(centre, "nonsense", call="long-ago")
    assert centre.refused() == "unknown_result"
    tell(centre)
    tell(centre)
    assert centre.out == ()
    tell(centre, "r2", call="long-ago", by="dave")
    assert centre.facts("ResultSet")[-1].why.numbers == {"by": "dave"}


def test_no_wrap_up_time_is_no_way_round_the_result() -> None:
    centre = after_a_talk(replace(ASKS, wrapup=0))
    assert centre.mode("alice") == "wrapup c1"
    centre.later(0)
    assert len(centre.facts("AgentOverdue")) == 1
    assert after_a_talk(replace(OWES, wrapup=0)).mode("alice") == "ready"


def test_an_optional_result_holds_nobody() -> None:
    centre = after_a_talk(replace(ASKS, result_needed=False))
    centre.later(31 * SECOND)
    assert centre.mode("alice") == "ready"
    assert centre.facts("ResultOwed") == []
