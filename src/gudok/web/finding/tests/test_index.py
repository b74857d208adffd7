"""The search is told what to find by what people mistype; the words are made up, the slips are the usual ones."""

from __future__ import annotations

import time

import pytest

from gudok.web.finding.index import Index
from gudok.web.finding.words import distance, near

GOODS = {
    1: ("TEA-01", "Чай зелёный «Привет», 100 г"),
    2: ("TEA-02", "Чай чёрный с бергамотом"),
    3: ("COF-7", "Кофе молотый"),
    4: ("SVC-1", "Доставка до подъезда"),
    5: ("ML-3.2", "Молоко 3,2 %"),
    6: ("BOX", "Коробка подарочная"),
    7: ("USB-C", "Кабель usb-c белый"),
}


@pytest.fixture
def index() -> Index:
    made = Index()
    for id_, (article, name) in GOODS.items():
        made.put(id_, article, name)
    return made


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("кофе", 3),
        ("зеленый", 1),
        ("зелёный чай", 1),
        ("чай чер", 2),
        ("ghbdtn", 1),
        ("rjhj,rf", 6),
        ("гыи", 7),
        ("маолко", 5),
        ("малоко", 5),
        ("бергомот", 2),
        ("дастафка", 4),
        ("подьезд", 4),
        ("tea01", 1),
        ("ТЕА-01", None),
        ("cof-7", 3),
        ("  чай   зел ", 1),
        ("паровоз", None),
        ("!!!", None),
    ],
)
def test_it_finds_what_was_meant(index: Index, typed: str, first: int | None) -> None:
    assert next(iter(index.find(typed, 5)), None) == first


def test_an_article_number_goes_before_all(index: Index) -> None:
    index.put(8, "777", "BOX for a box: box")
    assert index.find("box", 5) == [6, 8]


def test_every_typed_word_has_to_fit(index: Index) -> None:
    assert sorted(index.find("чай", 5)) == [1, 2]
    assert index.find("чай кофе", 5) == []


def test_a_renamed_good_is_found_by_its_new_name_only(index: Index) -> None:
    index.put(3, "COF-7", "Какао")
    assert (index.find("кофе молотый", 5), index.find("какао", 5)) == ([], [3])


def test_what_is_sold_no_more_is_not_offered(index: Index) -> None:
    index.put(3, "COF-7", "Кофе молотый", active=False)
    assert (index.find("кофе", 5), index.find("кофе", 5, inactive=True)) == ([], [3])


@pytest.mark.parametrize(
    ("one", "other", "most", "told"),
    [("кот", "кто", 2, 1), ("кот", "кит", 2, 1), ("кот", "крот", 2, 1), ("а", "бвг", 1, 2)],
)
def test_distances(one: str, other: str, most: int, told: int) -> None:
    assert distance(one, other, most) == told
    assert distance(other, one, most) == told


def test_half_a_word_with_a_slip_is_near_too() -> None:
    assert near("берга", "бергамот", 1)
    assert near("бирга", "бергамот", 1)
    assert not near("паровоз", "бергамот", 2)


def test_fifty_thousand_goods_are_searched_while_one_types() -> None:
    """Only the order of magnitude: docs/bench.md has what was measured."""
    syllables = [a + b for a in "бвгджзклмнпрст" for b in "аеиоу"]
    words = [syllables[n % 70] + syllables[n * 7 % 69] + syllables[n * 13 % 67] for n in range(9000)]
    index = Index()
    for n in range(50_000):
        index.put(n, f"A-{n}", f"{words[n % 9000]} {words[n * 31 % 9000]} {n % 500}")
    index.find("а", 12)
    began = time.process_time()
    asked = ["б", words[17], words[17][:4] + " " + words[17 * 31 % 9000], words[55][:2] + "ы" + words[55][3:], "a40000"]
    found = [index.find(text, 12) for text in asked]
    assert all(found[at] for at in (0, 1, 2, 4))
    assert (time.process_time() - began) / len(asked) < 0.25
