"""A script as the page that reads it gets it: its words cut at their variables, what fills them, where one stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from gudok.core.scripts.script import AnyStep, Choice, Question, Script
from gudok.core.scripts.walk import MOST_STEPS, Told, follow, kept, missing
from gudok.core.scripts.words import known_as, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_ANSWER = 2_000
SHORT = 40
"""So many characters name a step."""


class Way(NamedTuple):
    """What was told, which of it is open (as many as there are: the step that follows), and answers put aside."""

    told: tuple[Told, ...] = ()
    at: int = 0
    aside: dict[str, str] = {}  # noqa: RUF012 a default that nobody changes

    @classmethod
    def sent(cls, text: str) -> Way:
        """Of a page's JSON {told, at, aside}; ValueError for anything else."""
        sent = json.loads(text)
        try:
            told, at, aside = (sent[name] for name in ("told", "at", "aside"))
            way = cls(
                msgspec.convert(told, tuple[Told, ...]),
                msgspec.convert(at, int),
                msgspec.convert(aside, dict[str, str]),
            )
        except (KeyError, TypeError, msgspec.ValidationError) as error:
            raise ValueError(str(error)) from error
        answers = [*(one.answer for one in way.told), *way.aside.values()]
        if (
            len(way.told) > MOST_STEPS
            or len(way.aside) > MOST_STEPS
            or max(map(len, answers), default=0) > LONGEST_ANSWER
        ):
            raise ValueError("too much of it")
        if any("\0" in answer for answer in answers):
            raise ValueError("no text")
        return way

    def fitted(self, script: Script) -> Way:
        """As far as it fits the script."""
        told = follow(script, self.told).told
        known = {step.id for step in script.steps}
        aside = {step: answer for step, answer in self.aside.items() if step in known}
        return Way(told, min(max(self.at, 0), len(told)), aside)

    def plain(self) -> dict[str, Any]:
        return {"told": [[one.step, one.answer] for one in self.told], "at": self.at, "aside": self.aside}


def picture(script: Script, way: Way, values: Mapping[str, str]) -> dict[str, Any]:
    """{start, steps, objections, values, way, missing}; `values` fill in the variables, answers go over them."""
    way = way.fitted(script)
    known = {**values, **kept(script, way.told)}
    return {
        "start": script.start,
        "steps": {step.id: _step(step) for step in script.steps},
        "objections": [{"id": one.id, "says": one.says, "words": _words(one.text)} for one in script.objections],
        "values": known,
        "way": way.plain(),
        "missing": [short(script, id_, known) for id_ in missing(script, follow(script, way.told))],
    }


def _step(step: AnyStep) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": step.__struct_config__.tag,
        "words": _words(step.text),
        "aloud": step.aloud,
        "required": step.required,
        "pause": step.pause,
        "next": step.exits().get("next", ""),
    }
    if isinstance(step, Choice):
        shown["answers"] = [[one.answer, one.to] for one in step.answers]
    if isinstance(step, Question):
        shown["of"] = step.of
    if isinstance(step, Choice | Question):
        shown["keep"] = known_as(step.keep)
    return shown


def _words(text: str) -> list[list[str]]:
    return [[piece.text, piece.variable] for piece in pieces(text)]


def short(script: Script, id_: str, known: Mapping[str, str]) -> str:
    """A step by its first words, as they are said."""
    step = script.step(id_)
    parts = pieces(step.text) if step else ()
    text = "".join((known.get(one.variable) or one.text or "…") if one.variable else one.text for one in parts)
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
