"""What is asked for: each page by the address of its n-th asking, always another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from urllib.parse import quote

from bench.records import names
from bench.records.fill import COMPANIES, number_of, scattered

Address = Callable[[int], str]


def pages(counts: Mapping[str, int]) -> dict[str, Address]:
    people, calls, orders = counts["people"], counts["calls"], counts["orders"]

    def who(n: int) -> int:
        return 1 + scattered(n + 7, 69621, people)

    return {
        "customers: list": lambda n: f"/people/?vip={n % 2}",
        **{f"customers: {what}": _asking("/people/?q=", text) for what, text in _people(who).items()},
        "customers: card": lambda n: f"/people/{who(n)}/",
        "customers: story": lambda n: f"/people/{who(n)}/story/",
        "calls: list": lambda n: f"/calls/?direction={'in' if n % 2 else ''}",
        "calls: of a queue": lambda n: f"/calls/?queue=q{1 + n % 10}",
        "calls: of an operator": lambda n: f"/calls/?operator=o{1 + n * 7 % 200}",
        **{f"calls: {what}": _asking("/calls/?q=", text) for what, text in _calls(who).items()},
        "calls: one": lambda n: f"/calls/c{1 + scattered(n + 3, 40692, calls)}/",
        "orders: list": lambda n: f"/orders/?status={'new' if n % 2 else ''}",
        **{f"orders: {what}": _asking("/orders/?q=", text) for what, text in _calls(who).items()},
        "orders: by its number": lambda n: f"/orders/?q={1 + scattered(n + 3, 40692, orders)}",
        "orders: one": lambda n: f"/orders/{1 + scattered(n + 3, 40692, orders)}/",
        "tasks: list": lambda n: f"/tasks/?show={'done' if n % 2 else 'open'}",
    }


def _people(who: Address | Callable[[int], int]) -> dict[str, Address]:
    firms = names.words(Random(7), COMPANIES)
    return _calls(who) | {
        "by a company": lambda n: firms[n * 31 % COMPANIES],
        "by an e-mail": lambda n: f"user{n * 17 + 1}@",
        "by nobody's name": lambda n: f"Ъъъ{n}",
    }


def _calls(who: Address | Callable[[int], int]) -> dict[str, Address]:
    lasts = names.words(Random(11), names.LASTS)
    return {
        "by a first name": lambda n: names.FIRSTS[n % len(names.FIRSTS)],
        "by a name": lambda n: lasts[n * 13 % names.LASTS],
        "by a part of a name": lambda n: lasts[n * 13 % names.LASTS][2:6].lower(),
        "by a number": lambda n: number_of(int(who(n))),
        "by 7 digits of a number": lambda n: number_of(int(who(n)))[-7:],
        "by 4 digits of a number": lambda n: number_of(int(who(n)))[4:8],
    }


def _asking(before: str, text: Address) -> Address:
    return lambda n: before + quote(text(n))
