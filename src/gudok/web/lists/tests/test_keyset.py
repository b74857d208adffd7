from __future__ import annotations

import pytest

from gudok.web.lists import keyset
from gudok.web.people.models import Customer

pytestmark = pytest.mark.django_db


def test_pages_follow_each_other_without_gap_or_double() -> None:
    for n in range(7):
        Customer.objects.create(name="Мария" if n < 4 else f"Пётр {n}")
    for keys in (("name", "id"), ("-id",)):
        told: list[int] = []
        page = keyset.page(Customer.objects.all(), keys, "", 3)
        assert not page.later
        while True:
            told += [row.pk for row in page]
            if not page.next:
                break
            page = keyset.page(Customer.objects.all(), keys, page.next, 3)
            assert page.later
        assert told == [row.pk for row in Customer.objects.order_by(*keys)]


@pytest.mark.parametrize("after", ["x", "W10", "bnVsbA", "WzEsMl0", "WyJhIiwgIngiXQ", "9" * 2000, "WyJcdTAwMDAiLCAxXQ"])
def test_a_broken_cursor_is_the_first_page(after: str) -> None:
    Customer.objects.create(name="Мария")
    page = keyset.page(Customer.objects.all(), ("name", "id"), after)
    assert len(page) == 1 or page.later
