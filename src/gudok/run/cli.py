"""`gudok up` and `gudok demo`."""

from __future__ import annotations

from pathlib import Path

import click

from gudok.run.centre import run_centre
from gudok.settings import data_folder

FOLDER = click.option(
    "--data", type=click.Path(path_type=Path, readable=False), help="The data folder (else GUDOK_DATA, else data/)."
)


@click.command()
@FOLDER
def up(data: Path | None) -> None:
    """Run the centre: Asterisk, engine, web and worker, until Ctrl-C."""
    run_centre(data_folder(data))


@click.command()
@FOLDER
def demo(data: Path | None) -> None:
    """Show a working centre: demo company, robot callers, robot operators."""
    from gudok.city.cli import City

    run_centre(data_folder(data), City())
