"""What each room holds about a customer, shows of it and does when he is to be forgotten.

A room adds its part in its `AppConfig.ready`: `parts.add(Part("orders", _("Orders"), ("orders.order",), show, erase))`.
Every model that can hold a customer's data stands in one part: a test finds those that do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from django_stubs_ext import StrOrPromise

    from gudok.web.people.held.words import Words


class Person(NamedTuple):
    """The customer an answer is about. `keys`: his and those of customers merged into him; `calls`: ids of calls."""

    pk: int
    name: str
    keys: tuple[int, ...]
    calls: tuple[str, ...]
    words: Words


class Table(NamedTuple):
    """Rows of one kind; cells are plain text, numbers or moments."""

    title: StrOrPromise
    heads: Sequence[StrOrPromise]
    rows: Sequence[Sequence[Any]]


class File(NamedTuple):
    """A file that is held: how it is called in the answer, and where it stands."""

    name: str
    path: Path


class HeldError(Exception):
    """He cannot be forgotten just now; the text says why, and what to do."""


def no_tables(_person: Person) -> Iterable[Table]:
    return ()


def no_files(_person: Person) -> Iterable[File]:
    return ()


def no_audit(_person: Person) -> Iterable[tuple[str, list[str]]]:
    return ()


class Part(NamedTuple):
    """A room's part. `erase` runs in the transaction of the whole erasing, returns how many rows it changed or deleted.

    `audit` names rows (kind, keys) whose audit entries tell of him: who did what stays, what it was about goes.
    `files` are shown and, when he is erased, deleted. `keeps` says what stays without him, and why.
    """

    name: str
    title: StrOrPromise
    models: tuple[str, ...]
    """«app.model» of every model that this part answers for."""
    show: Callable[[Person], Iterable[Table]]
    erase: Callable[[Person], int]
    keeps: StrOrPromise = ""
    files: Callable[[Person], Iterable[File]] = no_files
    audit: Callable[[Person], Iterable[tuple[str, list[str]]]] = no_audit
    plain: tuple[str, ...] = ()
    """Text columns of its models that tell nothing of a person: an export without personal data has them."""
    place: int = 1
    """Erased in this order, shown in the other: the audit first, while its rows are still found; the customer last."""


_parts: dict[str, Part] = {}


def add(part: Part) -> None:
    """Add a room's part, or replace it."""
    _parts[part.name] = part


def parts() -> list[Part]:
    """In the order of erasing."""
    return sorted(_parts.values(), key=lambda part: part.place)
