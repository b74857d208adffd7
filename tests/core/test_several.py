"""Several telephones ring for one call: who answers first has it, and it costs the others nothing."""

from __future__ import annotations

import msgspec
import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from holds import check
from msgspec.structs import replace

from gudok.core.ranking.agents.ring import RingAll, RingProgressive
from gudok.core.ranking.modes.asterisk import AsAsterisk
from gudok.core.ranking.modes.freeswitch import AsFreeswitch
from gudok.core.settings import Member, Operator, Queue
from gudok.core.state import State, legs
from gudok.core.step import step
from gudok.core.words import LegGone, LegUp

ALICE, BOB, CAROL = (operator(name) for name in ("alice", "bob", "carol"))
NAMES = ("alice", "bob", "carol")
ALL = replace(SALES, algorithm=RingAll())


def centre(sales: Queue = ALL, *people: Operator) -> Centre:
    """A call rings in it, at whomever the queue lets it."""
    made = Centre(settings(*(people or (ALICE, BOB, CAROL)), queues=(sales, SUPPORT)))
    made.ready(*NAMES)
    made.arrive("c1")
    return made


def modes(made: Centre) -> list[str]:
    check(made.state)
    return [made.mode(name) for name in NAMES]


def idle(made: Centre, name: str) -> int:
    return made.agent(name).mode.since  # type: ignore[union-attr]


def test_all_ring_each_with_a_leg_of_her_own() -> None:
    made = centre()
    assert modes(made) == ["ringing c1"] * 3
    offers = made.facts("CallOffered")
    assert [(one.agent, one.leg) for one in offers] == [("alice", 1), ("bob", 2), ("carol", 3)]
    assert {(one.why.code, one.why.numbers["algorithm"]) for one in offers} == {("rings_with_all", "ringall")}
    rung = made.facts("RingAgent")
    assert [(one.agent, one.leg) for one in rung] == [(one.agent, one.leg) for one in offers]
    assert len({one.record for one in rung}) == 3, "each leg has a file of its own"


@pytest.mark.parametrize("name", NAMES)
def test_who_answers_first_has_the_call_and_the_others_lose_nothing(name: str) -> None:
    made = centre()
    before = {other: idle(made, other) for other in NAMES}
    leg, at = made.leg(name), made.at
    made.answer(name)
    others = [other for other in NAMES if other != name]
    assert modes(made) == ["talking c1" if other == name else "ready" for other in NAMES]
    assert [idle(made, other) for other in others] == [before[other] for other in others], "idle time goes on"
    ended = made.said("LegEnded")
    assert [(one.agent, one.outcome, one.why.code) for one in sorted(ended, key=lambda one: one.agent)] == [
        (other, "cancelled", "answered_by_another") for other in others
    ]
    assert {one.why.numbers["agent"] for one in ended} == {name}
    assert sorted(one.leg for one in made.said("DropLeg")) == sorted({1, 2, 3} - {leg[1]})
    talk = made.said("CallConnected")[0]
    assert talk.record == next(one.record for one in made.facts("RingAgent") if one.leg == leg[1])
    made.at = at + MINUTE
    made.later(MINUTE)
    assert modes(made) == ["talking c1" if other == name else "ready" for other in NAMES], "no timer is left"


def test_two_answers_in_one_moment_have_one_winner() -> None:
    made = centre()
    alice, bob = made.leg("alice"), made.leg("bob")
    made.give(LegUp(0, *bob))
    made.give(LegUp(0, *alice))
    assert [one.why.code for one in made.said("DropLeg")] == ["late_answer"]
    assert made.where("c1") == "talk bob"
    made.give(LegGone(0, *alice, 16))
    assert modes(made) == ["ready", "talking c1", "ready"]
    assert len(made.facts("CallConnected")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_refusal_takes_only_her_out(name: str) -> None:
    made = centre()
    made.hang_up(name)
    assert modes(made) == ["paused declined" if other == name else "ringing c1" for other in NAMES]
    left = [other for other in NAMES if other != name]
    made.answer(left[1])
    assert made.where("c1") == f"talk {left[1]}"
    assert modes(made).count("ready") == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_telephone_that_vanishes_takes_only_itself_out(name: str) -> None:
    made = centre()
    made.phone(name, up=False)
    assert modes(made) == ["paused unreachable" if other == name else "ringing c1" for other in NAMES]
    assert made.said("DropLeg")[0].leg not in legs(made.call("c1"))


def test_all_refuse_and_the_call_has_its_place_again() -> None:
    made = centre()
    for name in NAMES:
        made.hang_up(name)
    assert made.where("c1") == "waiting sales"
    assert modes(made) == ["paused declined"] * 3


def test_nobody_answers_in_time() -> None:
    made = centre()
    made.later(ALL.ring + SECOND)
    assert modes(made) == ["paused missed"] * 3
    assert made.where("c1") == "waiting sales"
    assert [one.outcome for one in made.facts("LegEnded")] == ["missed"] * 3
    made.ready("bob")
    assert modes(made) == ["paused missed", "ringing c1", "paused missed"]


def test_the_caller_leaves() -> None:
    made = centre()
    made.leave("c1")
    assert modes(made) == ["ready"] * 3
    assert made.where("c1") == "ended abandoned"
    assert sorted(one.leg for one in made.said("DropLeg")) == [1, 2, 3]
    assert {one.outcome for one in made.said("LegEnded")} == {"cancelled"}


def test_the_next_call_rings_at_all_who_came_free_together_and_a_vip_is_next() -> None:
    made = centre()
    made.arrive("c2")
    made.arrive("c3", caller=VIP)
    made.answer("bob")
    assert modes(made) == ["ringing c3", "talking c1", "ringing c3"]
    made.leave("c3")
    assert modes(made) == ["ringing c2", "talking c1", "ringing c2"]


def test_as_many_as_are_wanted_and_of_the_smallest_penalty_alone() -> None:
    assert modes(centre(replace(SALES, algorithm=RingAll(most=2)))) == ["ringing c1", "ringing c1", "ready"]
    later = replace(CAROL, memberships=(Member("sales", penalty=1),))
    for rule in (RingAll(), AsAsterisk("ringall")):
        made = centre(replace(SALES, algorithm=rule), ALICE, BOB, later)
        assert modes(made) == ["ringing c1", "ringing c1", "ready"]


def test_more_than_a_short_list_ring() -> None:
    names = [f"o{n}" for n in range(9)]
    made = Centre(settings(*(operator(name) for name in names), queues=(ALL, SUPPORT)))
    made.ready(*names)
    made.arrive("c1")
    assert {made.mode(name) for name in names} == {"ringing c1"}


@pytest.mark.parametrize("rule", [RingProgressive(8 * SECOND), AsFreeswitch("ring-progressively", 8 * SECOND)])
def test_one_more_rings_every_few_seconds_while_the_earlier_go_on(rule: RingProgressive) -> None:
    made = centre(replace(SALES, algorithm=rule, ring=20 * SECOND))
    assert modes(made) == ["ringing c1", "ready", "ready"]
    made.later(8 * SECOND)
    assert modes(made) == ["ringing c1", "ringing c1", "ready"]
    made.later(8 * SECOND)
    assert modes(made) == ["ringing c1"] * 3
    made.later(4 * SECOND)
    assert modes(made) == ["paused missed", "ringing c1", "ringing c1"], "each rings for the queue's time"
    made.answer("carol")
    assert modes(made) == ["paused missed", "ready", "talking c1"]
    made.later(MINUTE)
    assert modes(made) == ["paused missed", "ready", "talking c1"], "nobody is rung for a talk"


def test_one_who_comes_free_later_is_the_next_to_ring() -> None:
    made = centre(replace(SALES, algorithm=RingProgressive(8 * SECOND), ring=MINUTE))
    for name in ("bob", "carol"):
        made.pause(name, "lunch")
    made.later(9 * SECOND)
    assert modes(made) == ["ringing c1", "paused lunch", "paused lunch"]
    made.ready("carol")
    made.later(8 * SECOND)
    assert modes(made) == ["ringing c1", "paused lunch", "ringing c1"]


def test_the_usual_way_costs_nothing_and_an_old_snapshot_is_read() -> None:
    made = centre(SALES)
    kept = msgspec.to_builtins(made.call("c1").mode)
    assert not kept.pop("beside")
    assert msgspec.convert(kept, type(made.call("c1").mode)) == made.call("c1").mode
    assert not any(key.startswith("more") for key in made.state.timers)


def test_a_death_at_any_turn_decides_the_same() -> None:
    made = centre()
    made.hang_up("alice")
    made.answer("carol")
    made.hang_up("carol")
    state, decoder = State(), msgspec.json.Decoder(type(State().snapshot()))
    for turn in made.turns:
        state = State.of(decoder.decode(msgspec.json.encode(state.snapshot())))
        assert step(state, turn.came) == turn.out


def test_a_leg_that_the_survey_does_not_find_is_nobodys_fault() -> None:
    made = centre()
    made.leg_gone("alice", 0, "lost")
    assert modes(made) == ["ready", "ringing c1", "ringing c1"]
    made.leg_gone("carol", 0, "lost")
    made.leg_gone("bob", 0, "lost")
    assert modes(made) == ["ringing c1", "ready", "ringing c1"], "back in its place, it rings at all who were free"


@pytest.mark.parametrize("name", NAMES)
def test_a_desk_opened_anew_rings_anew_and_the_others_ring_on(name: str) -> None:
    made = centre()
    others = {other: made.leg(other) for other in NAMES if other != name}
    made.reload(name)
    assert modes(made) == ["ringing c1"] * 3
    assert made.leg(name) == ("c1", 4)
    assert {other: made.leg(other) for other in others} == others
    made.answer(name)
    assert made.where("c1") == f"talk {name}"
    assert modes(made).count("ready") == 2
