"""Breaks with limits: how long, how much a day by the centre's zone, how many at once."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from centre import MINUTE, SECOND, T0, Centre, operator, settings
from holds import snapshots
from msgspec.structs import replace

from gudok.core.agents.days import break_end, day_of
from gudok.core.settings import Break, Settings
from gudok.core.state import Paused, State
from gudok.core.words import PauseAsked, ReadyAsked, StayAsked

MOSCOW = ZoneInfo("Europe/Moscow")
STAFF = (operator("alice", "sales"), operator("bob", "sales", "support"), operator("carol", "support"))


def with_breaks(*rules: Break) -> Settings:
    return replace(settings(*STAFF), breaks=rules)


def at_work(*rules: Break) -> Centre:
    centre = Centre(with_breaks(*rules))
    centre.ready("alice", "bob", "carol")
    return centre


def moscow(at: str) -> int:
    return int(datetime.fromisoformat(f"2026-02-{at}").replace(tzinfo=MOSCOW).timestamp() * 1000)


def test_a_break_longer_than_allowed_is_told_once_and_goes_on() -> None:
    centre = at_work(Break("lunch", once=30 * MINUTE))
    centre.pause("alice", "lunch")
    assert centre.agent("alice").mode == Paused("lunch", centre.at + 30 * MINUTE)
    centre.later(29 * MINUTE)
    assert centre.facts("AgentOverdue") == []
    centre.later(90 * MINUTE)
    [told] = centre.facts("AgentOverdue")
    assert (told.agent, told.mode, told.reason, told.why.code) == ("alice", "paused", "lunch", "break_limit")
    assert centre.mode("alice") == "paused lunch"


def test_a_day_allows_so_much_and_no_more() -> None:
    centre = at_work(Break("smoke", once=10 * MINUTE, daily=25 * MINUTE))
    for minutes in (10, 10, 4):
        centre.pause("alice", "smoke")
        centre.later(minutes * MINUTE)
        centre.ready("alice")
    centre.pause("alice", "smoke")
    assert centre.agent("alice").mode.until == centre.at + MINUTE, "what is left of the day is the limit"
    centre.later(2 * MINUTE)
    centre.ready("alice")
    centre.pause("alice", "smoke")
    assert centre.refused() == "break_used_up"
    assert centre.said("AskRefused")[0].why.numbers == {"reason": "smoke", "spent": 26 * MINUTE, "limit": 25 * MINUTE}
    centre.pause("bob", "smoke")
    assert centre.mode("bob") == "paused smoke"


def test_the_count_begins_anew_at_midnight_of_the_centre_and_survives_a_restart() -> None:
    centre = at_work(Break("smoke", daily=20 * MINUTE))
    centre.at = moscow("10T23:50")
    centre.pause("alice", "smoke")
    assert centre.agent("alice").mode.until == moscow("11T00:20"), "ten minutes today, and from midnight twenty more"
    centre.later(15 * MINUTE)
    centre.ready("alice")
    centre.state = State.of(snapshots.decode(msgspec.json.encode(centre.state.snapshot())))
    assert centre.agent("alice").spent == {"smoke": 5 * MINUTE}
    centre.pause("alice", "smoke")
    assert centre.agent("alice").mode.until == centre.at + 15 * MINUTE
    centre.later(16 * MINUTE)
    centre.ready("alice")
    centre.pause("alice", "smoke")
    assert centre.refused() == "break_used_up"
    centre.at = moscow("12T00:00")
    centre.pause("alice", "smoke")
    assert centre.mode("alice") == "paused smoke"


def test_a_day_with_23_hours_ends_at_its_own_midnight() -> None:
    rule, berlin = Break("smoke", daily=20 * MINUTE), ZoneInfo("Europe/Berlin")
    since = int(datetime(2026, 3, 29, 23, 55, tzinfo=berlin).timestamp() * 1000)
    end = int(datetime(2026, 3, 30, 0, 20, tzinfo=berlin).timestamp() * 1000)
    assert break_end("Europe/Berlin", rule, {}, 0, since) == end
    assert break_end("Nowhere/Land", rule, {}, 0, since) == since + 20 * MINUTE
    assert day_of("Europe/Berlin", since) + 1 == day_of("Europe/Berlin", end)


def test_one_too_many_is_refused_with_the_figures() -> None:
    centre = at_work(Break("lunch", most=2))
    for name in ("alice", "bob", "carol"):
        centre.pause(name, "lunch")
    assert centre.refused() == "break_full"
    assert centre.said("AskRefused")[0].why.numbers == {"reason": "lunch", "on": 2, "most": 2}
    centre.ready("bob")
    centre.pause("carol", "lunch")
    assert centre.mode("carol") == "paused lunch"


def test_the_number_counts_by_queue_where_it_is_set_so() -> None:
    centre = at_work(Break("lunch", most=1, scope="queue"))
    centre.pause("alice", "lunch")
    centre.pause("carol", "lunch")
    assert centre.mode("carol") == "paused lunch", "she shares no queue with alice"
    centre.pause("bob", "lunch")
    assert centre.refused() == "break_full"


def test_a_break_promised_in_a_talk_is_kept_for_her() -> None:
    centre = at_work(Break("lunch", most=1))
    centre.talk("alice", "c1")
    centre.pause("alice", "lunch")
    assert centre.agent("alice").next == "lunch"
    centre.pause("bob", "lunch")
    assert centre.refused() == "break_full"
    centre.hang_up("alice")
    centre.later(31 * SECOND)
    assert centre.mode("alice") == "paused lunch"


def test_a_break_chosen_in_the_talk_begins_at_once_when_wrap_up_is_done() -> None:
    centre = at_work(Break("lunch", most=1, once=MINUTE))
    centre.talk("alice", "c1")
    centre.pause("alice", "lunch")
    assert centre.give(PauseAsked(0, "alice", "alice", "lunch")) == ()
    centre.hang_up("alice")
    centre.pause("alice", "lunch")
    assert (centre.mode("alice"), centre.agent("alice").next) == ("paused lunch", "")


def test_who_waits_for_a_break_works_on_and_gets_it_in_turn() -> None:
    centre = at_work(Break("lunch", most=1, full="wait"))
    centre.pause("alice", "lunch")
    centre.later(SECOND)
    centre.pause("carol", "lunch")
    assert (centre.mode("carol"), centre.agent("carol").wish) == ("ready", "lunch")
    centre.later(SECOND)
    centre.talk("bob", "c1")
    centre.pause("bob", "lunch")
    assert centre.agent("bob").wish == "lunch"
    centre.ready("alice")
    assert (centre.mode("carol"), centre.agent("carol").wish) == ("paused lunch", "")
    centre.ready("carol")
    assert (centre.agent("bob").next, centre.agent("bob").wish) == ("lunch", "")
    centre.hang_up("bob")
    centre.later(31 * SECOND)
    assert centre.mode("bob") == "paused lunch"


def test_what_was_to_come_next_can_be_taken_back() -> None:
    centre = at_work(Break("lunch", most=1, full="wait"))
    centre.pause("alice", "lunch")
    centre.pause("bob", "lunch")
    centre.give(StayAsked(0, "bob", "bob"))
    assert (centre.agent("bob").wish, centre.mode("bob")) == ("", "ready")
    centre.talk("bob", "c1")
    centre.pause("bob", "smoke")
    centre.hang_up("bob")
    centre.give(StayAsked(0, "bob", "bob"))
    assert centre.agent("bob").next == ""
    assert centre.mode("bob") == "wrapup c1", "taking it back ends nothing"
    assert centre.give(StayAsked(0, "bob", "bob")) == ()


def test_a_supervisor_may_send_one_more_on_a_break() -> None:
    centre = at_work(Break("lunch", most=1, daily=MINUTE))
    centre.pause("alice", "lunch")
    centre.give(PauseAsked(0, "bob", "dave", "lunch"))
    assert centre.mode("bob") == "paused lunch"


def test_a_limit_changed_in_mid_break_counts_from_its_beginning() -> None:
    centre = at_work()
    centre.pause("alice", "lunch")
    began = centre.at
    centre.later(20 * MINUTE)
    centre.configure(replace(with_breaks(Break("lunch", once=15 * MINUTE, daily=60 * MINUTE)), version=2))
    assert (centre.agent("alice").since, centre.agent("alice").mode.until) == (began, began + 15 * MINUTE)
    centre.later(SECOND)
    assert len(centre.facts("AgentOverdue")) == 1
    centre.configure(replace(with_breaks(), version=3))
    assert centre.agent("alice").mode.until == 0
    centre.give(ReadyAsked(0, "alice", "alice"))
    assert centre.agent("alice").spent == {"lunch": 20 * MINUTE + SECOND}


def test_a_rule_that_goes_lets_all_go_who_wait() -> None:
    centre = at_work(Break("lunch", most=1, full="wait"))
    for name in ("alice", "bob", "carol"):
        centre.pause(name, "lunch")
    centre.configure(replace(with_breaks(), version=2))
    assert [centre.mode(name) for name in ("alice", "bob", "carol")] == ["paused lunch"] * 3


def test_an_agent_of_an_older_journal_still_reads() -> None:
    old = b'{"id":"o1","mode":{"type":"paused","reason":"lunch"},"since":%d,"reachable":true,"next":""}' % T0
    from gudok.core.state import Agent

    assert msgspec.json.decode(old, type=Agent).mode == Paused("lunch")
