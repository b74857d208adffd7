"""Templates of trunks: a folder of small files, each what one kind of provider expects and where that is written."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FOLDER = Path(__file__).parent / "kinds"
GROUPS: dict[str, StrPromise] = {
    "provider": _("Providers"),
    "exchange": _("Exchanges of your own"),
    "gateway": _("Gateways"),
    "own": _("Anything else"),
}
CHECKED: dict[str, StrPromise] = {
    "maker": _("from its own documentation"),
    "others": _("from what others published: compare with your account"),
    "standard": _("from the standard"),
}


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    ru: str
    en: str

    def __str__(self) -> str:
        return self.ru if (get_language() or "").startswith("ru") else self.en


class TrunkKind(Struct, frozen=True, forbid_unknown_fields=True):
    """A template. `values`: fields of a trunk; `typed`: fields that everybody types himself, and what belongs there.

    `source`: where the facts stand, `checked` who says so; `example` completes the values, for tests.
    """

    place: int
    group: Literal["provider", "exchange", "gateway", "own"]
    source: tuple[str, ...]
    checked: Literal["maker", "others", "standard"]
    name: Text
    values: dict[str, str | int | bool]
    typed: dict[str, Text]
    example: dict[str, str | int | bool]
    note: Text | None = None
    code: str = ""

    @property
    def told_by(self) -> str:
        return str(CHECKED[self.checked])


@cache
def catalogue() -> dict[str, TrunkKind]:
    """Every template by its code (the file's name), in their order."""
    found = [
        msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")) | {"code": file.stem}, TrunkKind)
        for file in FOLDER.glob("*.toml")
    ]
    return {kind.code: kind for kind in sorted(found, key=lambda kind: (kind.place, kind.code))}


def grouped() -> list[tuple[str, list[TrunkKind]]]:
    """The templates as the page of a new trunk shows them."""
    kinds = list(catalogue().values())
    return [(str(title), [kind for kind in kinds if kind.group == group]) for group, title in GROUPS.items()]
