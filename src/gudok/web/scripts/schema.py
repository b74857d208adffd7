"""The kinds of steps as the editor's forms show them, in the page's language."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from gudok.core.scripts.script import LONGEST_TEXT
from gudok.web.scripts.words import kind_names

Field = dict[str, Any]


class Shape(NamedTuple):
    """A kind's picture and its ways out: `many` is the field that lists answers."""

    icon: str
    exits: tuple[str, ...] = ()
    many: str = ""


SHAPES = {
    "say": Shape(icon="message", exits=("next",)),
    "choice": Shape(icon="list-numbers", many="answers"),
    "question": Shape(icon="pencil", exits=("next",)),
    "end": Shape(icon="flag"),
    "objection": Shape(icon="message-exclamation"),
}


def kinds() -> list[dict[str, Any]]:
    """Every kind with its fields and its ways out."""
    names, fields = kind_names(), _fields()
    found = [{"kind": kind, "name": names[kind], "fields": fields[kind]} | of._asdict() for kind, of in SHAPES.items()]
    found[-1]["last"] = _("It may come at any step; after the reply the script goes on where it was.")
    return found


def _field(name: str, kind: str, label: str, default: Any = "", **more: Any) -> Field:
    return {"name": name, "type": kind, "label": label, "default": default} | more


def _fields() -> dict[str, list[Field]]:
    hint = _(
        "Variables: {greeting}, {name}, {operator}, {company}, {queue}, {number}, {order}, {total}, {date}, {time}"
        " and the fields of this script; {name|dear customer} says something else where it is not known."
    )
    text = _field("text", "words", _("What is said"), hint=hint, most=LONGEST_TEXT)
    aloud = _field("aloud", "flag", _("Read aloud, word by word"), False)
    required = _field("required", "flag", _("Required"), False)
    pause = _field("pause", "flag", _("The recording pauses (a card's number is told)"), False)
    keep = _field("keep", "text", _("The answer's field"), most=40)
    kinds = [["text", _("a text")], ["number", _("a number")], ["date", _("a date")]]
    said = [text, aloud, required, pause]
    return {
        "say": said,
        "choice": [text, keep, aloud, required, pause],
        "question": [text, keep, _field("of", "choice", _("What the answer is"), "text", choices=kinds), *said[1:]],
        "end": [text, aloud, required],
        "objection": [
            _field("says", "text", _("What the customer says"), most=120),
            _field("text", "words", _("The reply"), hint=hint, most=LONGEST_TEXT),
        ],
    }
