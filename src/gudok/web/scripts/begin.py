"""What a new script begins from: whole scripts, in Russian and in English, to be changed to one's own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from gudok.web.scripts.shape import Body

SAMPLES = Path(__file__).parent / "samples"


class Beginning(NamedTuple):
    name: StrPromise
    text: StrPromise


BEGINNINGS = {
    "sales": Beginning(
        _("Sales: greeting, wish, order, payment, thanks"),
        _("With objections, and a pause of the recording while a card is told."),
    ),
    "support": Beginning(
        _("Support: greeting, matter, what will be done, thanks"), _("With branches by matter and a way back.")
    ),
    "empty": Beginning(_("Empty"), _("Draw everything yourself.")),
}


def beginning(name: str, language: str = "ru") -> Body:
    """The script of a beginning, in the language of the talk."""
    if name == "empty":
        return {"start": "", "nodes": {}}
    return tomllib.loads((SAMPLES / f"{name}.{language}.toml").read_text(encoding="utf-8"))
