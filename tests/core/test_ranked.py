"""Queues with algorithms and skills of their own, on the live core."""

from __future__ import annotations

import msgspec
import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.queues.shown import shown_place
from gudok.core.ranking.agents.fewest import FewestCalls
from gudok.core.ranking.agents.idle import LongestIdle
from gudok.core.ranking.agents.lottery import Random
from gudok.core.ranking.agents.order import RoundRobinMemory, RoundRobinOrdered, Sequential
from gudok.core.ranking.agents.skilled import MostSkilled
from gudok.core.ranking.agents.sticky import Sticky
from gudok.core.ranking.agents.widening import Bullseye, Criteria, Ring
from gudok.core.ranking.calls.ageing import HeadStart
from gudok.core.ranking.calls.arrival import Fifo, Lifo
from gudok.core.ranking.modes.asterisk import AsAsterisk, PenaltyChange
from gudok.core.ranking.snapshot import Step, Want
from gudok.core.settings import Member, Operator, Queue
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import Caller, TelephonyUp
from gudok.core.words.supervise import PrioritiseAsked

ALICE, BOB, CAROL = (operator(name) for name in ("alice", "bob", "carol"))
CARDS = (Want("cards", 2, relax=((MINUTE, 1),)),)


def centre(sales: Queue, *people: Operator) -> Centre:
    return Centre(settings(*(people or (ALICE, BOB, CAROL)), queues=(sales, SUPPORT)))


def offered(made: Centre) -> str:
    """Who was offered the latest call, by which words."""
    return made.facts("CallOffered")[-1].agent


def serve(made: Centre, call: str) -> str:
    """A call that is taken and over at once; who had it."""
    made.arrive(call)
    name = offered(made)
    made.answer(name)
    made.at += SECOND
    made.hang_up(name)
    return name


def test_the_newest_first_but_a_vip_before_it_and_who_was_put_first_before_all() -> None:
    made = centre(replace(SALES, order=Lifo(), wrapup=0), ALICE)
    for call in ("c1", "c2"):
        made.arrive(call)
    made.arrive("c3", caller=VIP)
    made.arrive("c4")
    made.give(PrioritiseAsked(0, "c1", "bob"))
    made.ready("alice")
    order = []
    for _ in range(4):
        call = made.leg("alice")[0]
        order.append(call)
        made.answer("alice")
        made.hang_up("alice")
    assert order == ["c1", "c3", "c4", "c2"]
    whys = [offer.why for offer in made.facts("CallOffered")]
    assert [why.code for why in whys] == ["put_first", *["last_in_first_out"] * 3]
    assert {why.numbers["calls_by"] for why in whys} == {"lifo"}


def test_an_order_may_do_without_vips_by_its_own_definition() -> None:
    made = centre(replace(SALES, order=Fifo()), ALICE)
    made.arrive("c1")
    made.arrive("c2", caller=VIP)
    made.ready("alice")
    assert made.mode("alice") == "ringing c1"


def test_a_head_start_is_overtaken_by_who_has_waited_longer() -> None:
    made = centre(replace(SALES, order=HeadStart(vip=MINUTE)), ALICE)
    made.arrive("c1")
    made.at += 2 * MINUTE
    made.arrive("c2")
    made.arrive("c3", caller=VIP)
    made.ready("alice")
    assert made.mode("alice") == "ringing c1"


def test_only_the_skilled_and_who_cannot_have_a_call_blocks_nobody() -> None:
    skilled = replace(BOB, skills=(("cards", 2),), queues=("sales", "support"))
    made = centre(replace(SALES, wants=CARDS), replace(ALICE, queues=("sales", "support")), skilled)
    made.ready("alice")
    made.arrive("c1")
    assert made.where("c1") == "waiting sales", "alice may not have it"
    made.arrive("c2", "200")
    assert made.mode("alice") == "ringing c2", "what she may have goes past it"
    made.ready("bob")
    assert made.mode("bob") == "ringing c1"
    assert made.facts("CallOffered")[-1].why.numbers["calls_by"] == "strict"


def test_a_skill_gives_way_with_time_at_its_very_moment() -> None:
    made = centre(replace(SALES, wants=CARDS), replace(ALICE, skills=(("cards", 1),)))
    made.ready("alice")
    made.arrive("c1")
    joined = made.call("c1").mode.joined  # type: ignore[union-attr]
    made.later(2 * MINUTE)
    assert made.facts("CallOffered")[0].why.code in ("first_in_first_out", "longest_idle")
    assert next(turn.came.at for turn in made.turns for out in turn.out if out is made.facts("CallOffered")[0]) == (
        joined + MINUTE
    )


def test_a_rule_of_penalties_opens_within_five_seconds() -> None:
    changes = (PenaltyChange(7 * SECOND, max_penalty=9),)
    far = replace(ALICE, memberships=(Member("sales", penalty=5),))
    made = centre(replace(SALES, algorithm=AsAsterisk("rrmemory", max_penalty=2, changes=changes)), far)
    made.ready("alice")
    made.arrive("c1")
    joined = made.call("c1").mode.joined  # type: ignore[union-attr]
    made.later(6 * SECOND)
    assert made.where("c1") == "waiting sales"
    made.later(MINUTE)
    offered = next(turn.came.at for turn in made.turns for out in turn.out if out is made.facts("CallOffered")[0])
    assert joined + 7 * SECOND <= offered < joined + 12 * SECOND


def test_an_expression_is_needed_for_a_while() -> None:
    rules = replace(SALES, needs='agent.group = "north"', needs_for=12 * SECOND)
    made = centre(rules, ALICE, replace(BOB, group="north"))
    made.ready("alice")
    made.arrive("c1")
    made.later(11 * SECOND)
    assert made.where("c1") == "waiting sales"
    made.later(2 * SECOND)
    assert made.mode("alice") == "ringing c1"


def test_rings_widen_by_themselves() -> None:
    rules = replace(SALES, algorithm=Bullseye((Ring(7 * SECOND),)))
    made = centre(rules, replace(ALICE, memberships=(Member("sales", ring=2),)), BOB)
    made.ready("alice")
    made.arrive("c1")
    made.later(6 * SECOND)
    assert made.where("c1") == "waiting sales"
    made.later(1 * SECOND)
    assert made.mode("alice") == "ringing c1"
    made.ready("bob")
    made.arrive("c2")
    assert made.mode("bob") == "ringing c2"


def test_a_penalty_counts_with_the_usual_algorithm_too() -> None:
    made = centre(SALES, replace(ALICE, memberships=(Member("sales", penalty=1),)), BOB)
    made.ready("alice", "bob", apart=SECOND)
    made.arrive("c1")
    assert offered(made) == "bob"
    why = made.facts("CallOffered")[0].why
    assert (why.code, why.numbers["algorithm"]) == ("longest_idle", "longest-idle")


ROUNDS = (RoundRobinMemory(), RoundRobinOrdered(), AsAsterisk("rrmemory"), AsAsterisk("rrordered"))


@pytest.mark.parametrize("rule", ROUNDS)
def test_each_in_turn(rule: RoundRobinMemory) -> None:
    made = centre(replace(SALES, algorithm=rule, wrapup=0))
    made.ready("alice", "bob", "carol", apart=SECOND)
    assert [serve(made, f"c{n}") for n in range(1, 7)] == ["alice", "bob", "carol"] * 2


def test_always_the_first_of_the_list_and_the_others_are_named() -> None:
    made = centre(replace(SALES, algorithm=Sequential(), wrapup=0))
    made.ready("carol", "bob", "alice", apart=SECOND)
    assert [serve(made, f"c{n}") for n in range(1, 4)] == ["alice"] * 3
    assert [other.agent for other in made.facts("CallOffered")[0].others] == ["bob", "carol"]
    assert {other.code for other in made.facts("CallOffered")[0].others} == {"ranks_lower"}


def test_the_day_is_counted_and_who_had_fewest_calls_is_next() -> None:
    made = centre(replace(SALES, algorithm=FewestCalls(per="sum"), wrapup=0))
    made.ready("alice", "bob", apart=SECOND)
    assert {serve(made, "c1"), serve(made, "c2")} == {"alice", "bob"}
    made.ready("carol")
    assert serve(made, "c3") == "carol"
    assert made.state.day is not None
    made.configure(settings(ALICE, BOB, CAROL))
    assert made.state.day is None, "nobody asks for it any more"


def test_the_customers_own_operator() -> None:
    made = centre(replace(SALES, algorithm=Sticky(), wrapup=0))
    known = Caller("+79161112233", "+7", "k7", "Пётр")
    made.ready("alice", "bob", apart=SECOND)
    made.arrive("c1", caller=known)
    made.answer("alice")
    made.at += SECOND
    made.hang_up("alice")
    made.arrive("c2", caller=known)
    assert offered(made) == "alice", "though bob has been free for longer"
    assert made.facts("CallOffered")[-1].why.code == "last_operator"


def test_the_most_skilled() -> None:
    rules = replace(SALES, algorithm=MostSkilled(), wants=(Want("cards"),))
    made = centre(rules, replace(ALICE, skills=(("cards", 1),)), replace(BOB, skills=(("cards", 5),)), CAROL)
    made.ready("alice", "bob", "carol", apart=SECOND)
    made.arrive("c1")
    assert offered(made) == "bob"
    assert [other.agent for other in made.facts("CallOffered")[0].others] == ["alice"], "carol has no such skill"


def test_lots_fall_the_same_way_in_a_replay_and_after_a_death_at_any_point() -> None:
    made = centre(replace(SALES, algorithm=Random(), wrapup=0))
    made.ready("alice", "bob", "carol", apart=SECOND)
    told = [serve(made, f"c{n}") for n in range(1, 31)]
    assert len(set(told)) == 3
    state, decoder = State(), msgspec.json.Decoder(type(State().snapshot()))
    for turn in made.turns:
        state = State.of(decoder.decode(msgspec.json.encode(state.snapshot())))
        assert step(state, turn.came) == turn.out


def test_a_vip_of_a_usual_queue_goes_first_where_orders_differ() -> None:
    made = centre(replace(SALES, order=Lifo()), replace(ALICE, queues=("sales", "support")))
    made.arrive("c1")
    made.arrive("c2", "200", VIP)
    made.arrive("c3")
    made.ready("alice")
    assert made.mode("alice") == "ringing c2"


@pytest.mark.parametrize("rules", [{"algorithm": Criteria((Step("(("),))}, {"needs": "nonsense ("}])
def test_what_cannot_be_read_keeps_nobody_waiting(rules: dict) -> None:
    made = centre(replace(SALES, **rules))
    made.ready("alice")
    made.arrive("c1")
    assert made.mode("alice") == "ringing c1"
    assert made.facts("CallOffered")[0].why.code == "algorithm_broken"


def test_needs_that_cannot_be_read_bar_nobody_but_the_skills_that_are_wanted_hold() -> None:
    able = replace(BOB, skills=(("cards", 2),))
    made = centre(replace(SALES, order=Lifo(), wants=CARDS, needs="nonsense ("), ALICE, able)
    made.arrive("c1")
    made.ready("alice")
    assert made.mode("alice").startswith("ready")
    made.ready("bob")
    assert made.mode("bob") == "ringing c1"
    assert made.facts("CallOffered")[0].why.code == "algorithm_broken"


def test_a_place_that_means_nothing_is_not_told() -> None:
    made = centre(replace(SALES, order=Lifo()))
    made.arrive("c1")
    made.later(11 * SECOND)
    assert made.facts("PlaceTold")[0].place == 0
    assert made.facts("PlayPrompt")[-1].sounds == ("queue-thankyou",)
    assert made.facts("CallQueued")[0].place == 0
    made.arrive("c2")
    made.give(PrioritiseAsked(0, "c2", "bob", first=True))
    assert made.facts("CallPrioritised")[0].place == 1, "first is first in any order"
    assert shown_place(made.state, made.call("c1")) == 0
    made.give(PrioritiseAsked(0, "c2", "bob", first=False))
    assert made.facts("CallPrioritised")[1].place == 0


def test_the_usual_queue_has_its_places() -> None:
    made = centre(SALES)
    made.arrive("c1")
    made.arrive("c2")
    assert [fact.place for fact in made.facts("CallQueued")] == [1, 2]
    assert shown_place(made.state, made.call("c2")) == 2


def test_calls_that_waited_while_there_was_no_link_are_served_by_the_queues_order() -> None:
    made = Centre(settings(ALICE, queues=(replace(SALES, order=Lifo(), algorithm=LongestIdle()), SUPPORT)), up=False)
    made.arrive("c1")
    made.arrive("c2")
    made.ready("alice")
    made.give(TelephonyUp(0, "22.0.0", "boot-1"))
    assert made.mode("alice") == "ringing c2"
