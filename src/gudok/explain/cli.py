"""`gudok explain CALL`: the story of a call from the journal."""

from __future__ import annotations

import os
import re

import click

from gudok.edges.journal.sqlite import JournalReader
from gudok.settings import data_folder

LAST = "last"
SHOWN = 8
"""How many calls are named when a beginning fits many."""


@click.command()
@click.argument("call", default=LAST)
@click.option("--data", metavar="DIR", help="The data folder; else GUDOK_DATA, else data/ in the checkout.")
@click.option("--lang", type=click.Choice(["ru", "en"]), default="ru", show_default=True, help="The story's language.")
def main(call: str, data: str | None, lang: str) -> None:
    """Tell the story of CALL (its id, the beginning of it, or «last»): when, what, why, and who else was able."""
    from gudok.explain.watch import tell

    reader = open_journal(data)
    story = tell(reader, the_one(reader, call))
    reader.close()

    from gudok.web.config.prepare import start_django

    start_django()
    from gudok.explain.wording import Teller

    for line in Teller(story, lang).lines():
        click.echo(line)


def the_one(reader: JournalReader, call: str) -> str:
    """The call that is meant; ends the program when none is, or more than one."""
    from gudok.explain.watch import candidates, newest

    found = newest(reader) if call == LAST else candidates(reader, call) if re.fullmatch(r"[\w-]+", call) else []
    if not found:
        raise click.ClickException(f"no call begins with {call!r} in this journal.")
    if call in found:
        return call
    if len(found) > 1:
        more = " …" if len(found) > SHOWN else ""
        raise click.ClickException(f"{len(found)} calls begin so: {', '.join(found[:SHOWN])}{more}")
    return found[0]


def open_journal(data: str | None) -> JournalReader:
    """The journal of a data folder, which becomes the folder of this process; ends the program when there is none."""
    folder = data_folder(data)
    os.environ["GUDOK_DATA"] = str(folder.path)
    reader = JournalReader(folder.journal)
    if reader.connection() is None:
        raise click.ClickException(f"there is no journal in {folder.path}; --data names another folder.")
    return reader
