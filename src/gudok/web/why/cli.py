"""`gudok explain CALL`: the story of a call told from the journal, the only truth of live life."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import click

from gudok.core.words import Configured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.core.words import Turn
    from gudok.web.why.story import Told

LAST = "last"


class Found(NamedTuple):
    """A call's facts with their times (UTC ms), and the names its wording needs."""

    call: str
    told: list[tuple[int, Told]]
    names: dict[str, str]


@click.command()
@click.argument("call", default=LAST)
@click.option("--language", type=click.Choice(["ru", "en"]), help="Russian or English; else the terminal's language.")
def main(call: str, language: str | None) -> None:
    """Tell the story of CALL (an id from the list of calls, or «last»): when, what, why, and who else was able."""
    from gudok.web.config.prepare import start_django

    start_django()
    from django.conf import settings
    from django.utils import translation

    from gudok.edges.journal.sqlite import JournalReader

    spoken = language or ("en" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("en") else "ru")
    found = find(JournalReader(settings.DATA.journal).tail(0), call)
    with translation.override(spoken):
        if not found.told:
            raise click.ClickException(
                translation.gettext("There is no such call in the journal: %(call)s") % {"call": call}
            )
        for text in tell(found):
            click.echo(text)


def find(turns: Iterable[Turn], call: str) -> Found:
    """All that the journal tells about a call (or about the one that came last)."""
    from gudok.web.why.story import told_by

    names: dict[str, str] = {}
    told: dict[str, list[tuple[int, Told]]] = {}
    newest = ""
    for turn in turns:
        if isinstance(turn.came, Configured):
            names |= {queue.id: queue.name for queue in turn.came.settings.queues}
            names |= {operator.id: operator.name for operator in turn.came.settings.operators}
        for one in told_by(turn):
            newest = one.call if one.fact == "CallCame" else newest
            if call in {one.call, LAST}:
                told.setdefault(one.call, []).append((turn.came.at, one))
    wanted = newest if call == LAST else call
    return Found(wanted, told.get(wanted, []), names)


def tell(found: Found) -> Iterable[str]:
    """The story as lines of text in the active language."""
    from gudok.web.record.times import moment
    from gudok.web.why.formats import moment as day
    from gudok.web.why.formats import second
    from gudok.web.why.story import line

    came, first = found.told[0]
    start = int(first.data.get("since", came))
    yield f"{found.call} · {day(moment(start))}"
    for at, one in found.told:
        text = line(one.fact, one.code, one.numbers, one.data, names=found.names, after=max(0, at - start))
        yield f"{second(moment(at))}  +{text.after:<7} {text.title}: {text.why}"
        for other in (text.counts, *text.others):
            if other:
                yield f"{'':<19} · {other}"
