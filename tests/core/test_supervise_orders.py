"""A supervisor's powers over operators, waiting calls and queues; messages and calls for help."""

from __future__ import annotations

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.state import State
from gudok.core.words import LegUp
from gudok.core.words.supervise import (
    CloseQueueAsked,
    ForceAsked,
    GiveCallAsked,
    HelpAsked,
    MessageAsked,
    MoveCallAsked,
    OpenQueueAsked,
    PrioritiseAsked,
    ReadAsked,
    SuperviseAsked,
)

STAFF = (operator("alice"), operator("bob", "none"), operator("carol", "support"))


@pytest.fixture
def centre() -> Centre:
    return Centre(settings(*STAFF))


def force(centre: Centre, to: str, reason: str = "", name: str = "alice") -> None:
    centre.give(ForceAsked(0, name, "bob", to, reason, "Нужны люди"))  # type: ignore[arg-type]


def refused(centre: Centre) -> str:
    return str(centre.refused())


def test_an_operator_is_sent_to_a_break_and_told_why(centre: Centre) -> None:
    centre.ready("alice")
    force(centre, "pause", "lunch")
    assert centre.mode("alice") == "paused lunch"
    [changed] = centre.said("AgentChanged")
    assert (changed.why.code, changed.why.numbers["by"], changed.why.numbers["note"]) == (
        "forced_pause", "bob", "Нужны люди",
    )  # fmt: skip
    [letter] = centre.state.mail["alice"]
    assert (letter.kind, letter.by, letter.text) == ("pause", "bob", "Нужны люди")


def test_an_operator_is_brought_back_from_a_break_and_gets_the_waiting_call(centre: Centre) -> None:
    centre.ready("alice")
    centre.pause("alice", "lunch")
    centre.arrive("c1")
    force(centre, "ready")
    assert centre.where("c1") == "offered alice"


def test_a_state_forced_in_mid_talk_comes_after(centre: Centre) -> None:
    centre.ready("alice")
    centre.talk("alice", "c1")
    force(centre, "leave")
    assert centre.mode("alice") == "talking c1"
    centre.leave("c1")
    centre.later(SALES.wrapup)
    assert centre.mode("alice") == "away"


def test_what_cannot_be_forced_is_refused(centre: Centre) -> None:
    force(centre, "ready", name="carol")
    assert refused(centre) == "phone_unreachable"
    force(centre, "leave")
    assert refused(centre) == "already_so"
    force(centre, "pause")
    assert refused(centre) == "pause_needs_reason"
    assert centre.state.mail == {}


def test_a_waiting_call_moves_to_another_queue_with_its_time(centre: Centre) -> None:
    centre.arrive("c1")
    centre.later(30 * SECOND)
    centre.arrive("c2", "200")
    centre.give(MoveCallAsked(0, "c1", "bob", "support"))
    assert centre.where("c1") == "waiting support"
    assert centre.state.place(centre.call("c1")) == 1
    centre.ready("carol")
    assert centre.where("c1") == "offered carol"


def test_a_call_put_first_goes_before_a_vip_and_can_be_put_back(centre: Centre) -> None:
    centre.arrive("c1")
    centre.arrive("c2", caller=VIP)
    centre.arrive("c3")
    centre.give(PrioritiseAsked(0, "c3", "bob"))
    assert centre.said("CallPrioritised")[0].place == 1
    centre.give(PrioritiseAsked(0, "c3", "bob", first=False))
    assert centre.said("CallPrioritised")[0].place == 3
    centre.give(PrioritiseAsked(0, "c3", "bob"))
    centre.ready("alice")
    assert centre.where("c3") == "offered alice"
    assert centre.facts("CallOffered")[0].why.code == "put_first"
    centre.answer("alice")
    assert not centre.call("c3").first


def test_a_call_is_given_to_a_chosen_operator_whatever_she_serves(centre: Centre) -> None:
    centre.ready("carol")
    centre.arrive("c1")
    centre.give(GiveCallAsked(0, "c1", "bob", "carol"))
    assert centre.where("c1") == "offered carol"
    centre.leg_gone("carol", 19)
    assert centre.where("c1") == "waiting sales"
    centre.give(GiveCallAsked(0, "c1", "bob", "carol"))
    assert refused(centre) == "operator_not_ready"


def test_only_what_waits_can_be_moved(centre: Centre) -> None:
    centre.ready("alice")
    centre.talk("alice", "c1")
    for ask in (
        MoveCallAsked(0, "c1", "bob", "support"),
        PrioritiseAsked(0, "c1", "bob"),
        GiveCallAsked(0, "c1", "bob", "carol"),
        MoveCallAsked(0, "c9", "bob", "support"),
    ):
        centre.give(ask)
        assert refused(centre) == "call_not_waiting"


def test_a_closed_queue_takes_no_new_calls_and_those_who_wait_stay(centre: Centre) -> None:
    centre.arrive("c1")
    centre.give(CloseQueueAsked(0, "sales", "bob", "stay", "авария"))
    centre.arrive("c2")
    assert centre.where("c1") == "waiting sales"
    assert centre.where("c2") == "parting sales"
    [played] = centre.said("PlayPrompt")
    assert played.last
    centre.prompt_ends("c2")
    assert centre.where("c2") == "ended queue_closed"
    assert centre.facts("CallEnded")[0].queue == "sales"
    centre.give(OpenQueueAsked(0, "sales", "bob"))
    centre.arrive("c3")
    assert centre.where("c3") == "waiting sales"


def test_a_closed_queue_can_turn_those_who_wait_away(centre: Centre) -> None:
    centre.arrive("c1")
    centre.arrive("c2", "200")
    centre.give(CloseQueueAsked(0, "sales", "bob", "part"))
    assert centre.where("c1") == "parting sales"
    assert centre.where("c2") == "waiting support"


def test_nobody_is_sent_into_a_closed_queue() -> None:
    flows = replace(SALES, overflow="queue", overflow_queue="support", max_wait=MINUTE)
    centre = Centre(settings(*STAFF, queues=(flows, SUPPORT)))
    centre.give(CloseQueueAsked(0, "support", "bob"))
    centre.arrive("c1")
    centre.give(MoveCallAsked(0, "c1", "bob", "support"))
    assert refused(centre) == "queue_closed"
    centre.later(2 * MINUTE)
    assert centre.where("c1") == "waiting sales"
    centre.ready("alice")
    centre.answer("alice")
    centre.transfer("alice", "queue", "support")
    assert refused(centre) == "queue_closed"


def test_a_queue_is_closed_and_opened_once(centre: Centre) -> None:
    centre.give(OpenQueueAsked(0, "sales", "bob"))
    assert refused(centre) == "already_so"
    centre.give(CloseQueueAsked(0, "sales", "bob"))
    centre.give(CloseQueueAsked(0, "sales", "bob"))
    assert refused(centre) == "already_so"
    centre.give(CloseQueueAsked(0, "nowhere", "bob"))
    assert refused(centre) == "unknown_queue"
    centre.configure(settings(*STAFF, queues=(SUPPORT,), version=2))
    assert centre.state.closed == {}


@pytest.mark.parametrize(
    ("kind", "to", "who"),
    [("agent", "carol", {"carol"}), ("queue", "sales", {"alice"}), ("all", "", {"alice", "carol"})],
)
def test_a_message_stands_until_it_is_read(centre: Centre, kind: str, to: str, who: set[str]) -> None:
    centre.give(MessageAsked(0, "bob", kind, to, "  Собрание в три  "))  # type: ignore[arg-type]
    assert set(centre.state.mail) == who
    name = min(who)
    [letter] = centre.state.mail[name]
    assert (letter.text, letter.by, letter.kind) == ("Собрание в три", "bob", "message")
    assert State.of(centre.state.snapshot()).mail == centre.state.mail
    centre.give(ReadAsked(0, name, name, letter.id))
    assert name not in centre.state.mail
    centre.give(ReadAsked(0, name, name, letter.id))
    assert centre.out == ()


def test_a_message_to_nobody_or_of_nothing_is_refused(centre: Centre) -> None:
    centre.give(MessageAsked(0, "bob", "agent", "nobody", "Собрание"))
    assert refused(centre) == "nobody_to_tell"
    centre.give(MessageAsked(0, "bob", "all", "", "  "))
    assert refused(centre) == "empty_message"


def test_a_call_for_help_is_answered_by_who_comes_in(centre: Centre) -> None:
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.phone("bob", up=True)
    centre.give(HelpAsked(0, "alice", "alice"))
    assert centre.call("c1").help == centre.at
    centre.give(SuperviseAsked(0, "bob", "bob", "c1", "listen"))
    assert centre.call("c1").help, "she has not answered yet"
    centre.give(LegUp(0, "c1", 2))
    assert centre.call("c1").help == 0
    [over] = centre.said("HelpOver")
    assert (over.agent, over.why.code, over.why.numbers["by"]) == ("alice", "help_answered", "bob")


def test_a_call_for_help_is_taken_back_or_ends_with_the_talk(centre: Centre) -> None:
    centre.ready("alice")
    centre.give(HelpAsked(0, "alice", "alice"))
    assert refused(centre) == "no_talk"
    centre.talk("alice", "c1")
    centre.give(HelpAsked(0, "alice", "alice"))
    centre.give(HelpAsked(0, "alice", "alice"))
    assert centre.out == ()
    centre.give(HelpAsked(0, "alice", "alice", wanted=False))
    assert centre.said("HelpOver")[0].why.code == "help_taken_back"
    centre.give(HelpAsked(0, "alice", "alice"))
    centre.transfer("alice", "queue", "support")
    assert centre.call("c1").help == 0
