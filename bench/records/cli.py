"""The command: fills a centre of its own on each database, asks for every page, prints the table."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from gudok.install.place import CHECKOUT

GOALS = {"PostgreSQL": 150, "SQLite": 400}
"""Milliseconds of p95."""
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
MANY_PEOPLE, MANY_CALLS, MANY_ORDERS = 1_000_000, 3_000_000, 300_000


@click.command()
@click.option("--people", default=MANY_PEOPLE, show_default=True, type=click.IntRange(1000), help="Customers.")
@click.option("--calls", default=MANY_CALLS, show_default=True, type=click.IntRange(1000), help="Calls.")
@click.option("--orders", default=MANY_ORDERS, show_default=True, type=click.IntRange(1000), help="Orders, and tasks.")
@click.option("--times", default=40, show_default=True, type=click.IntRange(2), help="Times each page is asked for.")
@click.option("--database", type=click.Choice(list(NAMES)), help="Only this one.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the data here, use them again.")
@click.option("--url", default="", help="This PostgreSQL database, filled if empty; else one is made for the run.")
def main(people: int, calls: int, orders: int, times: int, database: str | None, keep: Path | None, url: str) -> None:
    """Lists, searches and cards with a million customers and three million calls."""
    sizes = [str(size) for size in (people, calls, orders, times)]
    for name in [database] if database else NAMES:
        with _folder(keep, name) as folder:
            show(NAMES[name], measured(name, folder, url, sizes))


def measured(name: str, folder: Path, url: str, sizes: list[str]) -> dict[str, Any]:
    """What bench/records/measure.py tells, run on a data folder with that database."""
    program = [sys.executable, "-m", "bench.records.measure", *sizes]
    env = os.environ | {
        "GUDOK_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "gudok.web.config.settings",
        "GUDOK_TEST_DATABASE": url if name == "postgresql" else "",
    }
    if name == "postgresql" and not url:
        program = [sys.executable, str(CHECKOUT / "tests" / "postgres.py"), *program]
    done = subprocess.run(program, env=env, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"the measurement on {NAMES[name]} failed")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@contextmanager
def _folder(keep: Path | None, name: str) -> Iterator[Path]:
    if keep is not None:
        keep.joinpath(name).mkdir(parents=True, exist_ok=True)
        yield keep / name
        return
    with tempfile.TemporaryDirectory(prefix="gudok-bench-") as folder:
        yield Path(folder)


def show(name: str, told: dict[str, Any]) -> None:
    size = " · ".join(f"{count:,} {what}" for what, count in told["rows"].items())
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    table = Table(title=f"{name}: {size} (made in {told['made_s']} s); p95 under {GOALS[name]} ms wanted; {machine}")
    for heading in ("page", "p50 ms", "p95 ms", ""):
        table.add_column(heading, justify="right" if "ms" in heading else "left")
    for page, p50, p95 in told["pages"]:
        table.add_row(page, f"{p50:.0f}", f"{p95:.0f}", "" if p95 <= GOALS[name] else "slow")
    Console(width=120).print(table)
