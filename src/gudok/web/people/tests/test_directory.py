from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection

from gudok.core.words import Caller
from gudok.web.people import actions, directory
from gudok.web.people.models import Customer
from gudok.web.record.models import Call

pytestmark = pytest.mark.django_db
NUMBER = "+79123456789"


def customer(**values: object) -> Customer:
    return actions.save_customer(None, None, {"name": "Maria", "vip": True, "phones": [NUMBER]} | values)


def call(pk: str, **values: object) -> None:
    Call.objects.create(pk=pk, arrived_at=datetime(2026, 1, 1, tzinfo=UTC), **values)


def test_a_customer_is_recognised_in_one_query(django_assert_num_queries: object) -> None:
    maria = customer()
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = directory.recognise("8 (912) 345-67-89")
    assert found == Caller(NUMBER, "+7 912 345-67-89", str(maria.pk), "Maria", True, 0)


def test_earlier_calls_count_over_all_numbers_of_a_customer() -> None:
    maria = customer(phones=[NUMBER, "+79120000000"])
    call("c1", number=NUMBER, customer=maria)
    call("c2", number="+79120000000", customer=maria)
    call("c3", number="+79990000000")
    assert directory.recognise(NUMBER).calls == 2


def test_calls_we_made_are_none_of_theirs() -> None:
    call("c1", number=NUMBER)
    call("c2", number=NUMBER, direction="out")
    assert directory.recognise(NUMBER).calls == 1


def test_an_unknown_number_has_earlier_calls_too() -> None:
    call("c1", number="+79990000000")
    assert directory.recognise("+79990000000") == Caller("+79990000000", "+7 999 000-00-00", calls=1)


def test_hidden_and_odd_numbers_ask_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert directory.recognise("anonymous") == Caller()
        assert directory.recognise("102") == Caller(shown="102")


def test_records_that_cannot_be_read_leave_the_caller_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("no disk")

    monkeypatch.setattr(connection, "cursor", fail)
    monkeypatch.setattr(directory, "close_old_connections", lambda: None)
    assert directory.recognise(NUMBER) == Caller(NUMBER, "+7 912 345-67-89")


def test_a_customer_is_known_by_his_own_number_from_any_telephone(django_assert_num_queries: object) -> None:
    maria = customer(code="10042", preferred={"o2": 30, "o1": 80}, forecasts={"o3": 5})
    customer(name="Ivan", code=None, phones=[])
    call("c1", number="+79990000000", customer=maria)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = directory.known_by("10042")
    preferred, forecasts = (("o1", 80), ("o2", 30)), (("o3", 5),)
    assert found == Caller("", "", str(maria.pk), "Maria", True, 1, preferred, forecasts)
    assert directory.known_by("10043") == directory.known_by("") == Caller()


def test_two_customers_may_have_none_but_not_the_same() -> None:
    customer(phones=[])
    customer(phones=[])
    customer(code="7", phones=[])
    with pytest.raises(IntegrityError):
        customer(code="7", phones=[])


def test_records_that_cannot_be_read_know_nobody_by_his_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("no disk")

    monkeypatch.setattr(connection, "cursor", fail)
    assert directory.known_by("10042") == Caller()
