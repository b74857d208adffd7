from __future__ import annotations

import pytest

from gudok.web.catalogue.money import kopecks, plain_money, show_money, show_quantity, thousandths


@pytest.mark.parametrize(
    ("text", "told"), [("1 234,5", 123450), ("0", 0), ("99.99", 9999), ("1\u00a0000", 100_000), ("450 ₽", 45_000)]
)
def test_money_as_people_write_it(text: str, told: int) -> None:
    assert kopecks(text) == told
    assert kopecks(plain_money(told)) == told
    assert kopecks(show_money(told)) == told


@pytest.mark.parametrize("text", ["", "-1", "1,234", "1.2.3", "abc", "1e5", "9" * 13, "1000000000.01"])
def test_what_is_no_money(text: str) -> None:
    with pytest.raises(ValueError):
        kopecks(text)


def test_money_and_quantities_in_each_language() -> None:
    assert show_money(123450) == "1\u00a0234,50\u00a0₽"
    assert show_money(123400, "en") == "1,234\u00a0₽"
    assert (show_quantity(1500), show_quantity(1_000_000, "en"), show_quantity(5)) == ("1,5", "1,000", "0,005")
    assert thousandths("1,5") == 1500
