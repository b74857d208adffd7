"""An operator's own telephones: the choice between two of them, a call that rings for a page which is no more."""

from __future__ import annotations

import pytest
from centre import MINUTE, SECOND, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.words import Reachable, TelephoneAsked

BOTH = replace(operator("alice"), desk="desk-alice")


def centre_of_alice() -> Centre:
    """Alice has two telephones, both registered; she takes calls in the browser."""
    centre = Centre(settings(BOTH, operator("bob")))
    centre.ready("alice")
    centre.give(Reachable(0, "alice", True, desk=True))
    return centre


def choose(centre: Centre, *, desk: bool) -> None:
    centre.give(TelephoneAsked(0, "alice", "alice", desk))


def test_the_next_call_rings_at_the_telephone_she_chose() -> None:
    centre = centre_of_alice()
    centre.talk("alice", "c1")
    choose(centre, desk=True)
    assert centre.kinds() == ["TelephoneChosen"]
    assert centre.where("c1") == "talk alice"
    centre.hang_up("alice")
    centre.later(MINUTE)
    centre.arrive("c2")
    (ring,) = centre.said("RingAgent")
    assert ring.endpoint == "desk-alice"
    centre.answer("alice")
    centre.hang_up("alice")
    choose(centre, desk=False)
    centre.later(MINUTE)
    centre.arrive("c3")
    assert centre.said("RingAgent")[0].endpoint == "tel-alice"


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda centre: centre.give(Reachable(0, "alice", False, desk=True)), "desk_telephone_away"),
        (lambda centre: centre.arrive("c1"), "rings_now"),
        (lambda centre: centre.configure(settings(operator("alice"), version=2)), "one_telephone"),
    ],
)
def test_no_choice_where_calls_could_not_ring(prepare, code: str) -> None:
    centre = centre_of_alice()
    prepare(centre)
    choose(centre, desk=True)
    assert centre.refused() == code


def test_the_other_telephone_comes_and_goes_beside_the_one_in_use() -> None:
    centre = centre_of_alice()
    centre.give(Reachable(0, "alice", False, desk=True))
    assert centre.kinds() == ["SpareReachable"]
    assert centre.agent("alice").reachable
    centre.give(Reachable(0, "alice", True, desk=True))
    choose(centre, desk=True)
    centre.phone("alice", up=False)  # the browser is closed: she takes calls at the desk
    centre.arrive("c1")
    assert centre.where("c1") == "offered alice"


def test_back_to_a_browser_that_is_not_there_no_call_is_given_until_it_is() -> None:
    centre = centre_of_alice()
    choose(centre, desk=True)
    centre.phone("alice", up=False)
    choose(centre, desk=False)
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"
    centre.phone("alice", up=True)
    assert centre.where("c1") == "offered alice"


def test_a_desk_telephone_that_is_taken_away_gives_the_calls_back_to_the_browser() -> None:
    centre = centre_of_alice()
    choose(centre, desk=True)
    centre.configure(settings(operator("alice"), version=2))
    assert centre.said("TelephoneChosen")[0].desk is False
    centre.arrive("c1")
    assert centre.said("RingAgent")[0].endpoint == "tel-alice"


def test_a_talk_at_the_desk_telephone_that_is_found_missing_was_hung_up_there() -> None:
    centre = centre_of_alice()
    choose(centre, desk=True)
    centre.talk("alice", "c1")
    centre.leg_gone("alice", 0, "lost")
    assert centre.where("c1") == "ended operator_hung_up"
    choose(centre, desk=False)
    centre.later(MINUTE)
    centre.talk("alice", "c2")
    choose(centre, desk=True)
    centre.leg_gone("alice", 0, "lost")  # the talk was in the browser still: it comes back, at the desk
    assert centre.said("RingAgent")[0].endpoint == "desk-alice"


def test_what_rings_for_a_page_that_is_no_more_rings_at_the_new_one() -> None:
    centre = Centre()
    centre.ready("alice")
    idle = centre.agent("alice").mode.since  # type: ignore[union-attr]
    centre.arrive("c1")
    centre.later(15 * SECOND)
    centre.reload("alice")
    assert centre.kinds() == ["DropLeg", "LegEnded", "CallOffered", "AgentChanged", "RingAgent", "WakeAt"]
    assert centre.agent("alice").mode.since == idle  # type: ignore[union-attr]
    centre.later(15 * SECOND)
    assert centre.where("c1") == "offered alice"  # it rings anew for as long as any call
    centre.answer("alice")
    assert centre.where("c1") == "talk alice"
