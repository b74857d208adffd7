"""Who calls: recognisable numbers, nobody twice at a time."""

from __future__ import annotations

from collections import Counter
from random import Random

import phonenumbers

from gudok.city.callers import ANONYMOUS, Callers, digits
from gudok.city.people import CUSTOMERS, NUMBERS
from gudok.city.talks import by_queue
from gudok.core.settings import Number, Queue, Settings
from gudok.core.state import State


def test_everybody_calls_once_at_a_time_about_what_the_number_is_for() -> None:
    callers = Callers(Random(1))
    for n in range(100):
        caller = callers.draw(State())
        assert caller.key not in callers.channels
        assert caller.talk in {talk.name for talk in by_queue(NUMBERS[caller.did])}
        callers.remember(caller, f"caller-{n}")
    assert "" in callers.channels, "one of a hundred hides the number"


def test_numbers_are_valid_and_most_are_customers() -> None:
    callers = Callers(Random(2))
    drawn = Counter(callers.draw(State()).number for _ in range(2000))
    for number in set(drawn) - {ANONYMOUS}:
        assert phonenumbers.is_valid_number(phonenumbers.parse(number)), number
    known = sum(drawn[customer.number] for customer in CUSTOMERS)
    assert 1000 < known < 1400
    assert 60 < drawn[ANONYMOUS] < 180


def test_whoever_is_gone_may_call_again() -> None:
    callers = Callers(Random(3))
    first, second = callers.draw(State()), callers.draw(State())
    callers.remember(first, "caller-1")
    callers.remember(second, "caller-2")
    callers.keep({"caller-2": second.number, "caller-9": "79160000113"})
    assert not callers.calls(first.number)
    assert callers.calls(second.number)
    assert callers.calls("+79160000113"), "called before this driver was started"


def test_the_centre_may_write_a_number_as_it_likes() -> None:
    assert digits("+7 916 000-01-13") == digits("79160000113")
    assert digits(ANONYMOUS) == digits("") == ""


def test_a_long_queue_is_called_less() -> None:
    sales, support = (did for did in NUMBERS if did.isdigit())
    numbers = (Number(sales, "q1"), Number(support, "q2"))
    state = State()
    state.configure(Settings(queues=(Queue("q1", "Продажи"), Queue("q2", "Поддержка")), numbers=numbers))
    state.waiting["q1"] = [(1, n, f"c{n}") for n in range(2)]
    callers = Callers(Random(4))
    drawn = Counter(callers.draw(state).did for _ in range(1000))
    assert 60 < drawn[sales] < 140
