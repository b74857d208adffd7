"""A script as data: steps name each other by id, and an operator goes from `start` to a last step.

In JSON a step is told by its `kind`: `{"kind": "say", "id": "hello", "text": "{greeting}!", "next": "who"}`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

LONGEST_TEXT = 4_000
MOST_ANSWERS = 9
"""An answer is chosen by a digit."""


class Branch(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer the customer may give, and the step that follows it."""

    answer: str
    to: str


class Step(Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, omit_defaults=True):
    """What every step has: its id, unique within the script, and its words, with variables in braces.

    `aloud`: they are read to the customer word by word; otherwise they are advice for the operator. `required`: the
    call is not led by the script without it. `pause`: the recording of the talk pauses while it is open.
    """

    id: str
    text: str = ""
    aloud: bool = False
    required: bool = False
    pause: bool = False

    def exits(self) -> dict[str, str]:
        """The ways out: an exit's name and the id of the step it leads to."""
        return {}


class Say(Step, frozen=True, tag="say"):
    """Say it, or do it, and go on."""

    next: str = ""

    def exits(self) -> dict[str, str]:
        """`next`."""
        return {"next": self.next}


class Choice(Step, frozen=True, tag="choice"):
    """A question with ready answers, each with its own way on; the answer is kept as the field `keep`."""

    keep: str = ""
    answers: tuple[Branch, ...] = ()

    def exits(self) -> dict[str, str]:
        """`case:Yes` and so on."""
        return {f"case:{one.answer}": one.to for one in self.answers}


class Question(Step, frozen=True, tag="question"):
    """A question whose answer is written down, kept as the field `keep`; one that is not required may stay empty.

    `of`: what it is, a text, a number or a date (ISO 8601).
    """

    keep: str = ""
    of: Literal["text", "number", "date"] = "text"
    next: str = ""

    def exits(self) -> dict[str, str]:
        """`next`."""
        return {"next": self.next}


class End(Step, frozen=True, tag="end"):
    """The last: what is said at the end."""


AnyStep = Say | Choice | Question | End


class Objection(Struct, frozen=True, tag_field="kind", tag="objection", forbid_unknown_fields=True, omit_defaults=True):
    """What a customer may say against it, at any step, and the reply that is ready; then the script goes on."""

    id: str
    says: str = ""
    text: str = ""


class Script(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole script."""

    id: str
    name: str
    start: str
    steps: tuple[AnyStep, ...]
    objections: tuple[Objection, ...] = ()

    def step(self, wanted: str) -> AnyStep | None:
        """The step of an id."""
        return next((step for step in self.steps if step.id == wanted), None)
