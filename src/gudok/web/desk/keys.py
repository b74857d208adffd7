"""The keys of the desk: what each does, and which other key a person may give to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise


class Key(NamedTuple):
    """A key by its name (`Shift+F2`, `Ctrl+KeyK` by its place), and what it does."""

    name: str
    does: StrPromise


KEYS = (
    Key("F2", _("Answer a ringing call; go Ready from a break, after wrap-up or a missed call")),
    Key("Shift+F2", _("Hang up")),
    Key("F3", _("To the calls to pick, where there are any; there ↑ ↓ choose and Enter takes the call")),
    Key("F4", _("In a talk: call a supervisor, or take the call back")),
    Key("F8", _("Mute the microphone, or turn it on again")),
    Key("Shift+F8", _("Keys of the telephone: 0–9 * #")),
    Key("F9", _("Hold, resume")),
    Key("Shift+F9", _("In a consultation: the other line")),
    Key("Ctrl+KeyK", _("Consult, transfer or dial (the key K by its place, in any layout)")),
    Key("Ctrl+KeyO", _("In a call: the order, beside the card (Ctrl+Enter in it places the order)")),
    Key("Ctrl+KeyS", _("In a call: the script; in it, objections (1–9 answer, Enter goes on, Backspace goes back)")),
    Key("Ctrl+KeyJ", _("In a call: a complaint or a wish, beside the card (Ctrl+Enter in it registers it)")),
    Key("Ctrl+KeyB", _("Search in the knowledge base, beside the call")),
    Key("Ctrl+Enter", _("Save wrap-up and go on; goes to what is missing")),
    Key("F1", _("This sheet")),
)
FIXED = (
    Key("Enter", _("In that search: talk first; with Shift transfer at once (a second press confirms)")),
    Key("1–9", _("Choose the result of the talk, where its buttons have the focus")),
    Key("Esc", _("Close an open window; never ends a call")),
)
"""Keys that mean the same everywhere."""

ALLOWED = re.compile(r"(Shift\+)?F([1-9]|1[0-2])|Ctrl\+Key[A-Z]|Ctrl\+Enter")
BROWSERS = {
    "F5",
    "F6",
    "F7",
    "F11",
    "F12",
    "Ctrl+KeyT",
    "Ctrl+KeyN",
    "Ctrl+KeyW",
    "Ctrl+KeyR",
    "Ctrl+KeyC",
    "Ctrl+KeyV",
}
"""Keys that browsers keep for themselves, or people need in every field."""


def label(name: str) -> str:
    """The key as it is printed: ⇧F2, Ctrl+K."""
    return name.replace("Shift+", "⇧").replace("Key", "")


def chosen(moved: Mapping[str, str]) -> list[tuple[Key, str]]:
    """Every key with the name of what is pressed for it now."""
    return [(key, moved.get(key.name, key.name)) for key in KEYS]


def may_be(name: str) -> bool:
    return ALLOWED.fullmatch(name) is not None and name not in BROWSERS
