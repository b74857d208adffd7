"""`gudok twin SCENARIO.toml`: the production core in a simulated world."""

from __future__ import annotations

import os
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from gudok.install.lang import is_russian
from gudok.twin import many
from gudok.twin.read import ScenarioError, read
from gudok.twin.words import Words

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from gudok.core.words import Turn
    from gudok.twin.figures import Run
    from gudok.twin.scenario import Scenario

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("scenario", required=False, type=FILE)
@click.argument("other", required=False, type=FILE)
@click.option("--from", "day", type=click.DateTime(["%Y-%m-%d"]), help="A world fitted from a day of the centre's own.")
@click.option("--replay", is_flag=True, help="With --from: the very calls of the day, not others like them.")
@click.option(
    "--data", metavar="DIR", help="With --from: the data folder; else GUDOK_DATA, else data/ in the checkout."
)
@click.option("--runs", type=click.IntRange(1, 10_000), help="How many runs; else as the scenario says.")
@click.option("--seed", type=int, help="Another seed than the scenario's.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many processes; else one for each processor.")
@click.option("--html", type=FILE, help="Write the report as a page that needs nothing else.")
@click.option("--json", "data_file", type=FILE, help="Write the report as JSON.")
@click.option("--journal", type=FILE, help="Write the first run's turns, one a line, as the engine's journal has them.")
@click.option("--lang", type=click.Choice(["en", "ru"]), help="The report's language; else the environment's.")
def main(
    scenario: Path | None,
    other: Path | None,
    day: datetime | None,
    replay: bool,
    data: str | None,
    runs: int | None,
    seed: int | None,
    processes: int | None,
    html: Path | None,
    data_file: Path | None,
    journal: Path | None,
    lang: str | None,
) -> None:
    """Play SCENARIO.toml and draw what it came to; with OTHER.toml, both with the same callers, side by side."""
    if (scenario is None) == (day is None):
        raise click.UsageError("give a scenario, or a day with --from.")
    words = Words(is_russian() if lang is None else lang == "ru")
    try:
        worlds = [own(day, data, replay)] if day is not None else []
        worlds += [read(path) for path in (scenario, other) if path is not None]
    except ScenarioError as error:
        raise click.ClickException(str(error)) from error
    changes = {name: value for name, value in (("runs", runs), ("seed", seed)) if value is not None}
    worlds = [msgspec.structs.replace(world, **changes) for world in worlds]
    if len(worlds) == 2:
        same = {"runs": worlds[0].runs, "seed": worlds[0].seed}
        worlds[1] = msgspec.structs.replace(worlds[1], **same)
    if journal is not None:
        write_journal(worlds[0], journal)
    present(worlds, play(worlds, processes), words, html, data_file)


def own(day: datetime, data: str | None, replay: bool) -> Scenario:
    """A day of the centre's own as a scenario; ends the program where there is nothing of it."""
    from gudok.settings import data_folder
    from gudok.web.config.prepare import start_django

    os.environ["GUDOK_DATA"] = str(data_folder(data).path)
    start_django()
    from gudok.twin.fit import fitted
    from gudok.web.whatif.days import recorded

    found = recorded(day.date())
    if not found.calls or not found.stays:
        raise click.ClickException(f"no calls, or no operators, are recorded of {day:%Y-%m-%d}.")
    return fitted(found, replay=replay)


def play(worlds: list[Scenario], processes: int | None) -> list[list[Run]]:
    """The runs of each world, with progress."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    alone = processes == 1 or all(world.runs == 1 for world in worlds)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with nullcontext() if alone else many.pool(processes or 0) as within, Progress(*columns, transient=True) as bars:
        found = []
        for world in worlds:
            task = bars.add_task(world.name, total=1.0)
            found.append(many.play(world, within, partial(_advance, bars, task)))
        return found


def _advance(bars: Progress, task: TaskID, share: float) -> None:
    bars.update(task, completed=share)


def present(
    worlds: list[Scenario], played: list[list[Run]], words: Words, html: Path | None, data_file: Path | None
) -> None:
    """Draw, and write what was asked for."""
    from rich.console import Console

    from gudok.twin.report import page, terminal

    reports = [many.report(world, runs) for world, runs in zip(worlds, played, strict=True)]
    changes = many.compare(played[0], played[1]) if len(played) == 2 else {}
    console = Console()
    if changes:
        terminal.differences((reports[0].name, reports[1].name), changes, words, console)
    else:
        terminal.draw(reports[0], words, console, worlds[0].zone)
    if html is not None:
        html.write_text(page.page(reports, changes, words, worlds[0].zone), encoding="utf-8")
    if data_file is not None:
        data_file.write_bytes(msgspec.json.format(msgspec.json.encode({"reports": reports, "changes": changes})))


def write_journal(world: Scenario, path: Path) -> None:
    """The turns of the first run."""
    from gudok.twin.world import World

    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:

        def watch(turn: Turn) -> None:
            file.write(encoder.encode(turn) + b"\n")

        World(world, f"{world.seed}.0", watch).run()
