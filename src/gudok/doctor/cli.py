"""The command: all checks in the order in which a person would ask."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import click
from rich.console import Console

from gudok.doctor import installation, machine, tools
from gudok.doctor.finding import Finding, Level, bad, good
from gudok.install.lang import tr
from gudok.run.children import lock_file
from gudok.run.only_one import running
from gudok.settings import DataFolder, Settings, SettingsError, data_folder, load

COLOURS = {Level.GOOD: "green", Level.WARNING: "yellow", Level.BAD: "red"}


@click.command()
@click.option(
    "--data", type=click.Path(path_type=Path, readable=False), help="The data folder (else GUDOK_DATA, else data/)."
)
def main(data: Path | None) -> None:
    """Tell what is wrong here, each with its cure; exit code 1 if calls cannot be served."""
    console = Console(highlight=False, soft_wrap=True)
    worst_is_bad = False
    for finding in examine(data_folder(data)):
        console.print(f"[{COLOURS[finding.level]}]{finding.level.value}[/] ", end="")
        console.print(finding.what, markup=False)
        if finding.cure:
            console.print(f"  → {finding.cure}", markup=False)
        worst_is_bad = worst_is_bad or finding.level is Level.BAD
    if not worst_is_bad:
        console.print(tr("Nothing is wrong.", "Всё в порядке."))
    sys.exit(1 if worst_is_bad else 0)


def examine(data: DataFolder) -> Iterator[Finding]:
    """Everything, the machine first."""
    yield from machine.python()
    yield from machine.disk(data.path)
    yield from machine.clock()
    yield from tools.environment()
    yield from tools.node()
    yield from tools.screens_and_languages()
    settings = yield from settings_file(data)
    yield from tools.asterisk(settings)
    if settings is not None:
        yield from installation.folder(data)
        if not running(lock_file(data)):
            yield from installation.ports(data, settings)
        yield from installation.journal(data)
        yield from installation.database(data, settings)
        yield from installation.processes(data, settings)
    yield from tools.programs_for_tests()


def settings_file(data: DataFolder) -> Generator[Finding, None, Settings | None]:
    """gudok.toml is there and can be used."""
    if not os.access(machine.nearest(data.path), os.R_OK | os.W_OK | os.X_OK):
        yield from installation.folder(data)
        return None
    if not data.settings.exists():
        yield good(
            tr("No installation here yet (./gudok up makes it)", "Установки здесь ещё нет (её создаст ./gudok up)")
        )
        return None
    try:
        settings = load(data.settings)
    except SettingsError as error:
        yield bad(str(error), tr("Correct the file", "Исправьте файл"))
        return None
    yield good(tr(f"Settings {data.settings}", f"Настройки {data.settings}"))
    return settings
