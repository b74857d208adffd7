"""The story of a call, line by line: from the journal's turns, or from rows made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from gudok.web.why import wording
from gudok.web.why.facts import FACTS
from gudok.web.why.formats import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gudok.core.words import Turn


class Told(NamedTuple):
    """A fact about a call that its story tells. `data` has the fact's own fields, `numbers` those of its reason."""

    call: str
    place: int
    fact: str
    code: str
    numbers: dict[str, Any]
    data: dict[str, Any]


class Line(NamedTuple):
    """A line in the language of the page. `after`: since the call came; `others`: who was passed over, and why."""

    after: str
    fact: str
    title: str
    why: str
    others: list[str]
    counts: str


def told_by(turn: Turn) -> Iterator[Told]:
    """The facts of a turn that belong in the story of some call."""
    for place, fact in enumerate(turn.out):
        name = type(fact).__name__
        if name in FACTS:
            data = msgspec.to_builtins(fact)
            for known in ("type", "why", "call"):
                data.pop(known, None)
            yield Told(fact.call, place, name, fact.why.code, fact.why.numbers, data)  # type: ignore[union-attr]


def line(
    fact: str, code: str, numbers: Mapping[str, Any], data: Mapping[str, Any], *, names: Mapping[str, str], after: int
) -> Line:
    """Word one line; `after` in milliseconds since the call came, `names` of operators and queues by their ids."""
    return Line(
        after=clock(after),
        fact=fact,
        title=wording.sentence(fact, data, names),
        why=wording.explain(code, numbers, names),
        others=[_other(one, names) for one in data.get("others", ())],
        counts=" · ".join(f"{wording.mode_name(mode)}: {n}" for mode, n in data.get("counts", {}).items() if n),
    )


def _other(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    agent = names.get(one["agent"], one["agent"])
    return f"{agent}: {wording.explain(one['code'], {'idle': one['idle']}, names)}"
