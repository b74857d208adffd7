from __future__ import annotations

import pytest

from gudok.web.people.numbers import e164_of, mask, parse, show_dialled


@pytest.mark.parametrize(
    "raw",
    [
        "+79123456789", "79123456789", "89123456789", "8 (912) 345-67-89", "+7 912 345 67 89", "9123456789",
        "sip:+79123456789@203.0.113.7:5060", "tel:+7-912-345-67-89", "<sip:89123456789@trunk;user=phone>",
    ],
)  # fmt: skip
def test_every_writing_is_one_number(raw: str) -> None:
    assert parse(raw) == ("+79123456789", "+7 912 345-67-89")
    assert e164_of(raw) == "+79123456789"


@pytest.mark.parametrize("raw", ["", "anonymous", "Anonymous", "sip:anonymous@anonymous.invalid", "Restricted", "  "])
def test_a_hidden_number_is_empty(raw: str) -> None:
    assert parse(raw) == ("", "")


@pytest.mark.parametrize(("raw", "shown"), [("102", "102"), ("alice", "alice"), ("+7912", "+7912"), ("*100#", "*100#")])
def test_short_and_odd_numbers_keep_their_writing(raw: str, shown: str) -> None:
    assert parse(raw) == ("", shown)


def test_foreign_and_toll_free_numbers() -> None:
    assert parse("+442079460958").shown == "+44 20 7946 0958"
    assert parse("88001002030") == ("+78001002030", "8 800 100-20-30")
    assert parse("02079460958", "GB").e164 == "+442079460958"


@pytest.mark.parametrize("raw", ["\x00\x01", "+" * 500, "sip:" * 50, "9" * 1000, "𝟗𝟏𝟐", None, "%n%s", "1;2@3"])
def test_rubbish_never_raises(raw: str) -> None:
    number = parse(raw)
    assert len(number.shown) <= 32
    assert "\x00" not in number.shown


def test_our_own_numbers_are_digits_only() -> None:
    assert show_dialled("74951234567") == "+7 495 123-45-67"
    assert show_dialled("101") == "101"
    assert show_dialled("") == ""


def test_masking_leaves_country_code_and_last_two() -> None:
    assert mask("+7 912 345-67-89") == "+7 912 •••-••-89"
    assert mask("+44 20 7946 0958") == "+44 20 •••• ••58"
    assert mask("102") == "102"
    assert mask("") == ""
