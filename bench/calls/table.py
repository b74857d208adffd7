"""The table of a measurement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.calls.plan import Measured
    from bench.calls.rounds import Round

HEAD = (
    "calls/s", "recorded", "way", "calls", "failed", "CPU ms/call", "of it Asterisk", "engine", "p50 ms", "p95", "p99",
)  # fmt: skip
OURS, THEIRS = "gudok", "app_queue"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of the values do not exceed; NaN of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


class Row:
    """All rounds of one load on one way."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        self.calls = sum(one.calls for one in rounds)
        self.failed = sum(one.failed for one in rounds)
        self.waits = [wait for one in rounds for wait in one.waits]
        self.rounds = rounds

    def cpu(self, name: str) -> float:
        """Milliseconds of a process a call."""
        return sum(one.cpu.get(name, 0.0) for one in self.rounds) / self.calls

    @property
    def total(self) -> float:
        return self.cpu("asterisk") + self.cpu("engine")

    def wait(self, share: float) -> float:
        return percentile(self.waits, share)

    def cells(self, rate: int, recorded: bool, way: str) -> list[str]:
        return [
            f"{rate}", "yes" if recorded else "no", way, f"{self.calls}", f"{self.failed}", f"{self.total:.2f}",
            f"{self.cpu('asterisk'):.2f}", f"{self.cpu('engine'):.2f}",
            *(f"{self.wait(share):.1f}" for share in (0.5, 0.95, 0.99)),
        ]  # fmt: skip


def lines(measured: Measured) -> list[str]:
    """The table in Markdown, then ratios, largest rates, memory."""
    rows = {key: Row(rounds) for key, rounds in measured.rounds.items()}
    return [
        *markdown([HEAD, *(row.cells(*key) for key, row in rows.items())]),
        "",
        *(ratio(rows, rate, recorded) for rate, recorded, way in rows if way == OURS),
        *(f"{way}: no call failed up to {rate} calls/s" for way, rate in measured.largest.items()),
        *memory(measured),
    ]


def ratio(rows: dict[tuple[int, bool, str], Row], rate: int, recorded: bool) -> str:
    """Ours to theirs."""
    ours, theirs = rows[rate, recorded, OURS], rows[rate, recorded, THEIRS]
    what = f"{rate} calls/s{', recorded' if recorded else ''}"
    waits = (f"p{round(share * 100)} {ours.wait(share) / theirs.wait(share):.2f}" for share in (0.5, 0.99))
    return f"{OURS} / {THEIRS} at {what}: CPU {ours.total / theirs.total:.2f}, {', '.join(waits)}"


def memory(measured: Measured) -> list[str]:
    """The most memory of each process."""
    peaks: dict[tuple[str, str], float] = {}
    for (_, _, way), rounds in measured.rounds.items():
        for one in rounds:
            for name, peak in one.peak.items():
                peaks[way, name] = max(peaks.get((way, name), 0.0), peak)
    return [f"{way}: {name} took {peak:.0f} MB at most" for (way, name), peak in peaks.items()]


def markdown(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    padded = [[cell.rjust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    head, *body = (f"| {' | '.join(row)} |" for row in padded)
    return [head, f"|{'|'.join('-' * (width + 1) + ':' for width in widths)}|", *body]
