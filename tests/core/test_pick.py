"""A queue whose calls wait until an operator picks one from her list."""

from __future__ import annotations

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.move import Move
from gudok.core.ranking.agents.own import Manual
from gudok.core.ranking.calls.arrival import Lifo
from gudok.core.ranking.snapshot import Want
from gudok.core.routing.chosen import view_of
from gudok.core.routing.pick import pickable
from gudok.core.settings import Member, Operator, Outgoing, Queue, Trunk
from gudok.core.words import ConsultAsked, KeyPressed, PickAsked, TelephonyDown
from gudok.core.words.supervise import GiveCallAsked, PrioritiseAsked

ALICE, BOB, CAROL = operator("alice"), operator("bob"), operator("carol", "support")
PULLED = replace(SALES, algorithm=Manual(), wrapup=0)


def centre(sales: Queue = PULLED, *people: Operator) -> Centre:
    made = Centre(settings(*(people or (ALICE, BOB, CAROL)), queues=(sales, SUPPORT)))
    made.ready("alice", "bob")
    return made


def pick(made: Centre, name: str, call: str, by: str = "") -> None:
    made.give(PickAsked(0, name, by or name, call))


def listed(made: Centre, name: str) -> list[str]:
    view = view_of(Move(made.state, made.at))
    return [call.id for call in pickable(made.state, view, made.agent(name))]


def refusal(made: Centre, name: str, call: str) -> str:
    pick(made, name, call)
    return made.refused()


def test_calls_wait_though_operators_are_free_until_one_picks() -> None:
    made = centre()
    for call in ("c1", "c2"):
        made.arrive(call)
    made.later(30 * SECOND)
    assert (made.where("c1"), made.where("c2"), made.mode("alice")) == ("waiting sales", "waiting sales", "ready")
    assert "seek:sales" not in made.state.timers
    assert made.facts("PlaceTold"), "callers hear their place as in any queue"
    pick(made, "bob", "c2")
    assert made.where("c2") == "offered bob"
    [offer] = made.said("CallOffered")
    assert (offer.why.code, offer.why.numbers["algorithm"], offer.others) == ("picked", "manual", ())
    assert offer.why.numbers["waited"] >= 30 * SECOND
    made.answer("bob")
    made.hang_up("bob")
    assert (made.mode("bob"), made.where("c1")) == ("ready", "waiting sales")


def test_the_first_to_pick_has_it_and_the_second_is_told() -> None:
    made = centre()
    made.arrive("c1")
    pick(made, "alice", "c1")
    assert refusal(made, "bob", "c1") == "picked_by_another"
    made.answer("alice")
    assert refusal(made, "bob", "c1") == "picked_by_another"
    made.hang_up("alice")
    assert refusal(made, "bob", "c1") == "call_not_waiting"
    assert made.mode("bob") == "ready"


def test_a_second_press_is_nothing() -> None:
    made = centre()
    made.arrive("c1")
    pick(made, "alice", "c1")
    assert made.give(PickAsked(0, "alice", "alice", "c1")) == ()
    made.answer("alice")
    assert made.give(PickAsked(0, "alice", "alice", "c1")) == ()


def test_a_pick_not_answered_comes_back_to_the_list_at_its_place() -> None:
    made = centre()
    for call in ("c1", "c2"):
        made.arrive(call)
    pick(made, "alice", "c1")
    made.later(SALES.ring)
    assert (made.where("c1"), made.mode("alice")) == ("waiting sales", "paused missed")
    assert listed(made, "bob") == ["c1", "c2"]


def test_the_list_has_the_order_of_the_queue() -> None:
    made = centre()
    made.arrive("c1")
    made.arrive("c2", caller=VIP)
    made.arrive("c3")
    assert listed(made, "alice") == ["c2", "c1", "c3"]
    made.give(PrioritiseAsked(0, "c3", "dave"))
    assert listed(made, "alice") == ["c3", "c2", "c1"]
    made = centre(replace(PULLED, order=Lifo()))
    for call in ("c1", "c2", "c3"):
        made.arrive(call)
    assert listed(made, "alice") == ["c3", "c2", "c1"]


def test_who_is_not_ready_or_not_of_the_queue_sees_none_and_gets_none() -> None:
    made = centre()
    made.ready("carol")
    made.arrive("c1")
    assert listed(made, "carol") == []
    assert refusal(made, "carol", "c1") == "not_your_queue"
    made.pause("alice", "lunch")
    assert listed(made, "alice") == []
    assert refusal(made, "alice", "c1") == "pick_when_ready"
    made.phone("bob", up=False)
    assert listed(made, "bob") == []
    assert refusal(made, "bob", "c1") == "phone_unreachable"
    assert refusal(made, "nobody", "c1") == "unknown_operator"
    assert refusal(made, "alice", "c9") == "call_not_waiting"
    made.give(TelephonyDown(0, dead=False))
    assert refusal(made, "bob", "c1") == "telephony_down"


def test_calls_that_are_given_out_are_not_picked() -> None:
    made = centre(SALES)
    made.pause("alice", "lunch")
    made.pause("bob", "lunch")
    made.arrive("c1")
    assert refusal(made, "alice", "c1") == "calls_given_out"


def test_skills_delay_and_penalty_bar_as_in_any_queue() -> None:
    skilled = replace(ALICE, skills=(("cards", 2),))
    late = replace(BOB, skills=(("cards", 2),), memberships=(Member("sales", delay=MINUTE),))
    made = centre(replace(PULLED, wants=(Want("cards", 2),)), skilled, late, operator("carol"))
    made.ready("carol")
    made.arrive("c1")
    assert [listed(made, name) for name in ("alice", "bob", "carol")] == [["c1"], [], []]
    assert refusal(made, "carol", "c1") == "skill_missing"
    assert refusal(made, "bob", "c1") == "call_too_young"
    made.later(MINUTE)
    assert listed(made, "bob") == ["c1"]

    made = centre(PULLED, ALICE, replace(BOB, memberships=(Member("sales", penalty=1),)))
    made.arrive("c1")
    assert listed(made, "bob") == []
    assert refusal(made, "bob", "c1") == "smaller_penalty_free"
    made.pause("alice", "lunch")
    assert listed(made, "bob") == ["c1"]


def test_a_condition_that_cannot_be_read_bars_nobody_and_gives_nothing_out() -> None:
    made = centre(replace(PULLED, needs="nonsense ("))
    made.arrive("c1")
    assert made.where("c1") == "waiting sales"
    assert listed(made, "alice") == ["c1"]
    pick(made, "alice", "c1")
    assert made.where("c1") == "offered alice"


def test_the_longest_wait_holds_and_a_supervisor_may_still_give() -> None:
    made = centre(replace(PULLED, overflow="queue", overflow_queue="support", max_wait=20 * SECOND))
    made.ready("carol")
    made.arrive("c1")
    made.later(20 * SECOND)
    assert made.where("c1") == "offered carol"
    made.arrive("c2")
    made.give(GiveCallAsked(0, "c2", "dave", "bob"))
    assert made.where("c2") == "offered bob"
    assert made.facts("CallOffered")[-1].why.code == "given_by_supervisor"


def test_other_queues_go_on_by_themselves() -> None:
    made = centre(PULLED, operator("alice", "sales", "support"), BOB)
    made.arrive("c1")
    made.arrive("c2", "200")
    assert (made.where("c1"), made.where("c2")) == ("waiting sales", "offered alice")
    made.configure(settings(ALICE, BOB, queues=(SALES, SUPPORT), version=2))
    assert made.where("c1") == "offered bob"


def test_a_supervisor_picks_for_an_operator_and_the_journal_says_so() -> None:
    made = centre()
    made.arrive("c1")
    pick(made, "alice", "c1", by="Bob Supervisor")
    assert made.said("CallOffered")[0].why.numbers["by"] == "Bob Supervisor"


def test_a_colleagues_question_is_picked_too() -> None:
    made = centre(PULLED, ALICE, BOB, CAROL)
    made.ready("carol")
    made.arrive("c1", "200")
    made.answer("carol")
    made.give(ConsultAsked(0, "carol", "carol", "queue", "sales"))
    assert listed(made, "alice") == ["c1"]
    pick(made, "alice", "c1")
    assert made.mode("alice") == "ringing c1"
    assert refusal(made, "bob", "c1") == "picked_by_another"


@pytest.mark.parametrize("out", [Outgoing("t1", "100", ("+",)), Outgoing()])
def test_who_asked_to_be_called_back_stands_in_the_list(out: Outgoing) -> None:
    """Whoever picks him, her telephone rings and then his number; where no call can go out it is told."""
    books = replace(PULLED, callback=True, announce_first=SECOND, callback_tries=1)
    made = Centre(replace(settings(ALICE, queues=(books, SUPPORT)), trunks=(Trunk("t1", "one"),), outgoing=out))
    made.arrive("c1")
    made.later(2 * SECOND)
    made.give(KeyPressed(0, "c1", "1"))
    made.give(KeyPressed(0, "c1", "1"))
    made.ready("alice")
    [booked] = listed(made, "alice")
    assert made.facts("CallbackBooked")[-1].call == booked
    pick(made, "alice", booked)
    if not out.trunk:
        assert made.refused() == "call_not_waiting"
        assert made.where(booked) == "ended not_placed"
        return
    assert made.mode("alice") == f"dialling {booked}"
    assert made.said("CallPlaced")[0].why.code == "picked"
