"""The variables in a script's words: `{name}`, or `{name|dear customer}` with what is said where it is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

NAME = re.compile(r"[^\W\d_][\w -]{0,39}")
"""A field or a variable: letters, digits, blanks, hyphens, a letter first."""
_PLACE = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")

VARIABLES = {
    "greeting": "приветствие",
    "name": "имя",
    "operator": "оператор",
    "company": "компания",
    "queue": "очередь",
    "number": "телефон",
    "order": "заказ",
    "total": "сумма",
    "date": "дата",
    "time": "время",
}
"""What every script knows, by its English and its Russian name."""
_ENGLISH = {russian: english for english, russian in VARIABLES.items()}


class Piece(Struct, frozen=True):
    """A part of the words: plain `text`, or a `variable` with `text` for where it is not known."""

    text: str
    variable: str = ""


def known_as(name: str) -> str:
    """A variable by the one name it is filled in by: «Имя» is `name`; a field's own stays."""
    plain = " ".join(name.split())
    low = plain.lower()
    return low if low in VARIABLES else _ENGLISH.get(low, plain)


def pieces(text: str) -> Iterator[Piece]:
    """The words cut at their variables."""
    at = 0
    for found in _PLACE.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found[2] or "", known_as(found[1]))
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def variables(text: str) -> list[str]:
    """The variables that the words name, each once; one without a name is empty."""
    return list(dict.fromkeys(known_as(found[1]) for found in _PLACE.finditer(text)))
