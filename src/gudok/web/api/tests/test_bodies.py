"""What the API takes and gives, by name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ninja import Schema

from gudok.web.api import app

if TYPE_CHECKING:
    from collections.abc import Iterator


def below(kind: type[Schema]) -> Iterator[type[Schema]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_each_body_has_a_name_of_its_own() -> None:
    """The description knows bodies by their names: of two that are called the same it would show one for both."""
    assert app.RESOURCES
    ours = {one for one in below(Schema) if one.__module__.startswith("gudok.") and "[" not in one.__name__}
    assert [name for name, times in Counter(one.__name__ for one in ours).items() if times > 1] == []
