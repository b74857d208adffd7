"""Operators whom a customer or a number called prefers, and forecasts that the records have."""

from __future__ import annotations

from centre import SALES, SECOND, SUPPORT, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.ranking.agents.own import Predicted
from gudok.core.ranking.agents.sticky import Preferred, Tier
from gudok.core.settings import Number, Queue
from gudok.core.words import Caller

ANNA = Caller("+79160000001", "+7 916 000-00-01", "k1", "Анна", preferred=(("bob", 80), ("carol", 30)))
TIERS = (Tier(80, 20 * SECOND), Tier(30, 10 * SECOND))


def centre(sales: Queue, *numbers: Number) -> Centre:
    people = (operator("alice"), operator("bob"), operator("carol"))
    document = settings(*people, queues=(sales, SUPPORT))
    return Centre(replace(document, numbers=numbers or document.numbers))


def test_the_preferred_before_who_is_ready_the_longest() -> None:
    made = centre(replace(SALES, algorithm=Preferred()))
    made.ready("alice", "carol", "bob")
    made.arrive("c1", caller=ANNA)
    offer = made.facts("CallOffered")[-1]
    assert (offer.agent, offer.why.code, offer.why.numbers["preference"]) == ("bob", "preferred", 80)
    assert [other.agent for other in offer.others] == ["carol", "alice"]
    made.arrive("c2")
    assert made.mode("alice") == "ringing c2", "who prefers nobody gets who is ready the longest"


def test_tiers_open_at_their_very_moments() -> None:
    made = centre(replace(SALES, algorithm=Preferred(TIERS)))
    made.ready("alice", "carol")
    joined = made.at
    made.arrive("c1", caller=ANNA)
    assert made.where("c1") == "waiting sales", "bob is not here, and the others are not preferred enough yet"
    made.later(20 * SECOND)
    assert made.mode("carol") == "ringing c1"
    offered = next(turn.came.at for turn in made.turns for out in turn.out if type(out).__name__ == "CallOffered")
    assert offered == joined + 20 * SECOND
    made.answer("carol")
    made.arrive("c2")
    made.later(29 * SECOND)
    assert made.where("c2") == "waiting sales"
    made.later(2 * SECOND)
    assert made.mode("alice") == "ringing c2"


def test_the_number_called_prefers_too_and_the_customer_goes_before_it() -> None:
    numbers = (
        Number("100", "sales", preferred=(("carol", 50), ("bob", 10))),
        Number("*", "sales", preferred=(("bob", 9),)),
    )
    made = centre(replace(SALES, algorithm=Preferred()), *numbers)
    made.ready("alice", "bob", "carol")
    made.arrive("c1")
    assert made.mode("carol") == "ringing c1"
    made.arrive("c2", "555")
    assert made.mode("bob") == "ringing c2", "the number that takes all others"
    made = centre(replace(SALES, algorithm=Preferred()), *numbers)
    made.ready("alice", "carol", "bob")
    made.arrive("c1", caller=ANNA)
    assert made.mode("bob") == "ringing c1"


def test_forecasts_of_the_records() -> None:
    made = centre(replace(SALES, algorithm=Predicted()))
    made.ready("alice", "bob", "carol")
    made.arrive("c1", caller=replace(ANNA, predicted=(("bob", 200), ("carol", 700))))
    offer = made.facts("CallOffered")[-1]
    assert (offer.agent, offer.why.code, offer.why.numbers["forecast"]) == ("carol", "forecast", 700)
    assert [other.agent for other in offer.others] == ["bob", "alice"]
