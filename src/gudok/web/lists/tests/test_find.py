from __future__ import annotations

import pytest
from django.db import connection

from gudok.web.lists import trigrams
from gudok.web.lists.find import among, beginning, containing, equal, some
from gudok.web.people.models import Customer

pytestmark = pytest.mark.django_db


def found(*words: str) -> list[str]:
    rows = among(Customer.objects.all(), [containing("people_customer", "found_by", words)])
    assert rows is not None
    return [row.name for row in rows]


def test_a_part_of_a_word_is_found_after_every_change() -> None:
    maria = Customer.objects.create(name="Мария Ёлкина")
    Customer.objects.create(name="Пётр Ли")
    assert found("лкин") == ["Мария Ёлкина"]
    assert found("петр", "ли") == ["Пётр Ли"]
    maria.name = 'Мария "Иванова" 100%_x'
    maria.save()
    assert not found("лкин")
    assert found("ванов", "100") == [maria.name]
    assert not found("% or", "1")
    maria.delete()
    assert not found("ванов")


def test_short_words_and_too_many_rows_are_read_on() -> None:
    Customer.objects.create(name="Мария")
    Customer.objects.create(name="Марина")
    part = containing("people_customer", "found_by", ["мари"])
    assert containing("people_customer", "found_by", ["ли"]) is None
    assert among(Customer.objects.all(), [part, None]) is None
    assert among(Customer.objects.all(), [part], most=1) is None
    both = among(Customer.objects.all(), [part, equal("people_customer", "name", "Марина")], most=2)
    assert both is not None
    assert both.count() == 2
    assert len(some([beginning("people_customer", "name_key", "мар"), None], 1)) == 1


def test_what_a_change_of_tables_has_lost_is_made_again() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER people_customer_parts_added")
    Customer.objects.create(name="Мария Ёлкина")
    trigrams.keep(connection)
    assert found("лкин") == ["Мария Ёлкина"]
