"""The report in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from gudok.twin.figures import ALL, EDGES, Part
from gudok.twin.many import Difference, Report
from gudok.twin.report.values import plain, shown, verdict
from gudok.twin.spans import told
from gudok.twin.words import HELD, MEASURES, REASONS, Pair, Words

BLOCKS = " ▁▂▃▄▅▆▇█"
FULL = 40
"""The length of the longest bar."""
EXTREMES = 5
"""So many operators are shown at both ends."""


def draw(report: Report, words: Words, console: Console, zone: str) -> None:
    """Everything about a scenario."""
    runs = report.estimates[ALL]["calls"].runs
    console.print(f"\n[bold]{report.name}[/bold] {report.about}")
    console.print(words("runs", runs=runs, seed=report.seed, turns=words.number(report.turns)))
    console.print(measures(report, words))
    console.print(words("about") if runs > 1 else "", style="dim")
    console.print(f"\n[bold]{words('waits')}[/bold]")
    for label, share in zip(bins(words), report.histogram, strict=True):
        if share:
            console.print(f"{label:>12} {plain('level', share, words):>8} {'█' * round(FULL * share)}")
    console.print(f"\n[bold]{words('day')}[/bold]")
    console.print(day(report.parts, zone, words))
    for title, rows, known in (("helds", report.helds, HELD), ("whys", report.whys, REASONS)):
        if rows:
            console.print(reasons(words(title), rows, known, words))
    if report.workers:
        console.print(operators(report.workers, words))


def measures(report: Report, words: Words) -> Table:
    """A column for each scope worth one."""
    scopes = [ALL, *(name for name in report.estimates if name != ALL)]
    if len([name for name in scopes if name.startswith("queue:")]) == 1:
        scopes = [name for name in scopes if not name.startswith("queue:")]
    table = Table(words("measure"), *(words.scope(name) for name in scopes))
    for name in MEASURES:
        row = [
            shown(name, report.estimates[scope][name], words) if name in report.estimates[scope] else ""
            for scope in scopes
        ]
        table.add_row(words.measure(name), *row)
    return table


def bins(words: Words) -> list[str]:
    """The names of the histogram's bins."""
    return [words("at_once"), *(words("up_to", time=told(edge)) for edge in EDGES[1:]), words("more")]


def day(parts: Sequence[Part], zone: str, words: Words) -> str:
    """Calls, those not answered, and the mean wait as lines of blocks over the hours."""
    if not parts:
        return ""
    hours = [datetime.fromtimestamp(part.start / 1000, ZoneInfo(zone)) for part in parts]
    scale = [
        "".join(f"{hour:%H}" if hour.minute == 0 else "" for hour in hours[n : n + 4]) for n in range(0, len(parts), 4)
    ]
    rows = (
        (words("calls"), [part.calls for part in parts], words.number(max(part.calls for part in parts), 1)),
        (words("lost"), [part.lost for part in parts], words.number(max(part.lost for part in parts), 1)),
        (words("mean_wait"), waits(parts), told(max(waits(parts)))),
    )
    lines = [f"{name:>18} {blocks(values)} ≤ {most}" for name, values, most in rows]
    return "\n".join([*lines, " " * 19 + "".join(f"{mark:<4}" for mark in scale)])


def waits(parts: Sequence[Part]) -> list[float]:
    """The mean wait (ms) in each quarter-hour."""
    return [part.waited / part.calls if part.calls else 0.0 for part in parts]


def blocks(values: Sequence[float]) -> str:
    most = max(values) or 1
    return "".join(BLOCKS[-(-int(value / most * 800) // 100)] for value in values)


def reasons(title: str, rows: Mapping[str, tuple[float, float]], known: dict[str, Pair], words: Words) -> Table:
    table = Table(title, words("calls"), words("mean_wait"))
    for code, (calls, wait) in sorted(rows.items(), key=lambda row: -row[1][0]):
        table.add_row(words.reason(code, known), words.number(calls, 1), plain("wait", wait, words))
    return table


def operators(workers: Mapping[str, tuple[float, float]], words: Words) -> Table:
    """The busiest and the least busy."""
    order = sorted(workers.items(), key=lambda row: (-row[1][1], row[0]))
    table = Table(words("operator"), words("calls"), words("occupancy"))
    few = len(order) <= 2 * EXTREMES
    for name, (calls, occupancy) in order if few else [*order[:EXTREMES], *order[-EXTREMES:]]:
        table.add_row(name, words.number(calls, 1), plain("occupancy", occupancy, words))
    if not few:
        table.caption = words("most", n=EXTREMES)
    return table


def differences(names: tuple[str, str], found: Mapping[str, Difference], words: Words, console: Console) -> None:
    """Two worlds side by side."""
    table = Table(words("measure"), *names, words("change"))
    styles = {"better": "bold green", "worse": "bold red", "": ""}
    for name, row in found.items():
        style = styles[verdict(name, row.change)]
        change = shown(name, row.change, words, sign=True)
        table.add_row(
            words.measure(name), shown(name, row.first, words), shown(name, row.second, words),
            f"[{style}]{change}[/]" if style else change,
        )  # fmt: skip
    console.print(table)
    console.print(words("same"), style="dim")
