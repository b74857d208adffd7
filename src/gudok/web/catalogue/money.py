"""Money is whole kopecks, quantities whole thousandths; here they are read and shown as people write them. Pure."""

from __future__ import annotations

import re

MOST_KOPECKS = 10**11
"""A billion roubles: more is a slip of the keyboard."""
MOST_THOUSANDTHS = 10**9
_NUMBER = re.compile(r"(\d{1,12})(?:[.,](\d{1,3}))?")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def kopecks(text: str) -> int:
    """«1 234,5» → 123450. ValueError for what is no amount of money, also for more than two digits of kopecks."""
    return _scaled(text, 2, MOST_KOPECKS)


def thousandths(text: str) -> int:
    """«1,5» → 1500. ValueError for what is no quantity."""
    return _scaled(text, 3, MOST_THOUSANDTHS)


def _scaled(text: str, digits: int, most: int) -> int:
    found = _NUMBER.fullmatch(_SPACES.sub("", text).removesuffix("₽"))
    if found is None or len(found[2] or "") > digits:
        raise ValueError(text)
    value = int(found[1]) * 10**digits + int((found[2] or "").ljust(digits, "0"))
    if value > most:
        raise ValueError(text)
    return value


def show_money(amount: int, language: str = "ru") -> str:
    """123450 → «1 234,50 ₽», in English «1,234.50 ₽»; whole roubles without their kopecks."""
    whole, rest = divmod(amount, 100)
    return f"{_grouped(whole, language)}{_point(language) + format(rest, '02') if rest else ''}\u00a0₽"


def show_quantity(amount: int, language: str = "ru") -> str:
    """1500 → «1,5»."""
    whole, rest = divmod(amount, 1000)
    return f"{_grouped(whole, language)}{_point(language) + format(rest, '03').rstrip('0') if rest else ''}"


def plain_money(amount: int) -> str:
    """123450 → «1234.50», for files and fields: `kopecks` reads it again."""
    return f"{amount // 100}.{amount % 100:02}"


def _grouped(whole: int, language: str) -> str:
    grouped = f"{whole:,}"
    return grouped if language.startswith("en") else grouped.replace(",", "\u00a0")


def _point(language: str) -> str:
    return "." if language.startswith("en") else ","
