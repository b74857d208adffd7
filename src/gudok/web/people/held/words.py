"""The words by which a person is known again in texts and JSON, and taking them out. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST = 7
"""Digits below which a number is nobody's telephone: «101» stands in too much else."""
LONGEST_NUMBER = 40
NATIONAL = 10
"""Last digits by which numbers are compared: «8 912…» and «+7 912…» are one."""
_NO_DIGIT = re.compile(r"\D")


class Words:
    """Numbers in any writing, e-mail addresses and names of one person."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str], emails: Iterable[str]) -> None:
        self.names = sorted({name.strip() for name in names if name.strip()})
        self.numbers = sorted({number for number in numbers if len(_digits(number)) >= FEWEST})
        self.emails = sorted({email.lower() for email in emails if email})
        self._tails = {_digits(number)[-NATIONAL:] for number in self.numbers}
        pieces = [*self.emails, *self.numbers, *(_digits(number) for number in self.numbers)]
        self._pieces = re.compile("|".join(re.escape(piece) for piece in pieces), re.IGNORECASE) if pieces else None

    def data(self) -> dict[str, list[str]]:
        """As JSON; `Words(**data)` reads it again."""
        return {"names": self.names, "numbers": self.numbers, "emails": self.emails}

    def met(self, text: str) -> bool:
        """Whether a text is one of the words, or a number or address of the person stands in it."""
        return self.clean(text, "") != text

    def clean(self, value: Any, mark: str = "") -> Any:
        """The same JSON value with `mark` wherever the person stood. A name counts where it is the whole text."""
        if isinstance(value, str):
            return self._text(value, mark)
        if isinstance(value, dict):
            return {self.clean(key, mark): self.clean(one, mark) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(one, mark) for one in value]
        return value

    def _text(self, text: str, mark: str) -> str:
        if text.strip() in self.names:
            return mark
        if len(text) <= LONGEST_NUMBER and _digits(text)[-NATIONAL:] in self._tails:
            return mark
        return self._pieces.sub(mark, text) if self._pieces else text


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text)
