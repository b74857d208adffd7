"""A customer's whole story on one page: each room adds its own part.

A room adds its own in its `AppConfig.ready`: `story.add(Part("orders", _("Orders"), "shopping-cart", read))`.
`read(person, customer, before, most)` gives at most `most` entries older than `before`, newest first, of what this
person may see.
"""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer

    Read = Callable[[User, Customer, datetime, int], Iterable["Entry"]]


class Entry(NamedTuple):
    """One line of the story. `title` and `text` are plain text in the page's language; `link` is "" for none."""

    at: datetime
    title: str
    text: str = ""
    link: str = ""
    more: str = ""
    """A second address, of what can be heard: `more_title` names it."""
    more_title: str = ""
    bad: bool = False
    """Something went wrong: a lost call, an overdue task."""


class Part(NamedTuple):
    """What a room adds: `name` is for the address, `title` for the page, `icon` is Tabler's."""

    name: str
    title: StrOrPromise
    icon: str
    read: Read


class Line(NamedTuple):
    part: Part
    entry: Entry


_parts: dict[str, Part] = {}


def add(part: Part) -> None:
    """Add a room's part, or replace it."""
    _parts[part.name] = part


def parts() -> list[Part]:
    return list(_parts.values())


def story(person: User, customer: Customer, before: datetime, most: int, only: str = "") -> list[Line]:
    """The newest `most` lines older than `before`, of all parts or of the one named `only`."""
    chosen = [part for part in parts() if only in {"", part.name}]
    told = [[Line(part, entry) for entry in part.read(person, customer, before, most)] for part in chosen]
    return list(islice(merge(*told, key=lambda line: line.entry.at, reverse=True), most))
