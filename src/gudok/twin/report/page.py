"""The report as one page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from gudok.twin.figures import ALL, Part
from gudok.twin.many import Difference, Report
from gudok.twin.report import drawing
from gudok.twin.report.terminal import bins
from gudok.twin.report.values import plain, shown, verdict
from gudok.twin.tally import MODES
from gudok.twin.words import HELD, MEASURES, REASONS, Pair, Words

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
KINDS = ("in-time", "late", "lost", "talking", "ringing", "wrapup", "ready", "paused")
SHOWN = 200
"""So many operators at most are listed."""


def page(reports: Sequence[Report], changes: Mapping[str, Difference], words: Words, zone: str) -> str:
    """One world, or two side by side with their differences."""
    title = " / ".join(report.name for report in reports)
    body = [two(reports, changes, words, zone)] if changes else [one(reports[0], words, zone)]
    fills = "".join(
        f".gk-bar-{kind} {{ fill: var(--{kind}) }} .key .gk-bar-{kind} {{ background: var(--{kind}) }}\n"
        for kind in KINDS
    )
    return (
        f'<!doctype html>\n<html lang="{words.lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}{fills}</style></head><body>{''.join(body)}</body></html>\n"
    )


def heading(report: Report, words: Words) -> str:
    runs = report.estimates[ALL]["calls"].runs
    told = words("runs", runs=runs, seed=report.seed, turns=words.number(report.turns))
    return f"<h1>{escape(report.name)}</h1><p>{escape(report.about)}</p><p>{escape(told)}</p>"


def one(report: Report, words: Words, zone: str) -> str:
    scopes = [ALL, *(name for name in report.estimates if name != ALL)]
    rows = [
        [
            words.measure(name),
            *(
                shown(name, report.estimates[scope][name], words) if name in report.estimates[scope] else ""
                for scope in scopes
            ),
        ]
        for name in MEASURES
    ]
    parts = [
        heading(report, words),
        table([words("measure"), *(words.scope(name) for name in scopes)], rows),
        f"<p>{escape(words('about'))}</p>",
        card(words("waits"), drawing.histogram(report.histogram, bins(words), words)),
        *charts(report.parts, words, zone),
    ]
    for title, found, known in (("helds", report.helds, HELD), ("whys", report.whys, REASONS)):
        if found:
            parts.append(card(words(title), reasons(found, known, words)))
    parts.append(card(words("operators"), workers(report, words)))
    return "".join(parts)


def two(reports: Sequence[Report], changes: Mapping[str, Difference], words: Words, zone: str) -> str:
    rows = []
    for name, row in changes.items():
        kind = verdict(name, row.change)
        change = escape(shown(name, row.change, words, sign=True))
        rows.append(
            [
                words.measure(name),
                shown(name, row.first, words),
                shown(name, row.second, words),
                f'<span class="{kind}">{change}</span>',
            ]
        )
    most = peaks([report.parts for report in reports])
    columns = "".join(
        f"<div><h2>{escape(report.name)}</h2>{''.join(charts(report.parts, words, zone, most))}</div>"
        for report in reports
    )
    heads = "".join(heading(report, words) for report in reports)
    names = [words("measure"), *(report.name for report in reports), words("change")]
    return (
        f'{heads}{table(names, rows, last_is_html=True)}<p>{escape(words("same"))}</p><div class="pair">{columns}</div>'
    )


def peaks(days: Sequence[Sequence[Part]]) -> tuple[float, float, float]:
    """The highest bars of several days, so that their charts have one scale."""
    parts = [part for day in days for part in day]
    return (
        max((part.calls for part in parts), default=0),
        max((part.waited / part.calls for part in parts if part.calls), default=0),
        max((sum(part.staff) / drawing.QUARTER for part in parts), default=0),
    )


def charts(parts: Sequence[Part], words: Words, zone: str, most: tuple[float, float, float] = (0, 0, 0)) -> list[str]:
    served = [("in-time", words("answered")), ("late", words("late")), ("lost", words("lost"))]
    modes = [(mode, words.state(mode)) for mode in MODES]
    return [
        card(words("day"), drawing.calls(parts, zone, words, most[0]) + key(served)),
        card(words("wait_day"), drawing.waits(parts, zone, words, most[1])),
        card(words("staff"), drawing.staff(parts, zone, words, most[2]) + key(modes)),
    ]


def key(kinds: Sequence[tuple[str, str]]) -> str:
    return (
        f'<ul class="key">{"".join(f"<li><i class=gk-bar-{kind}></i>{escape(name)}</li>" for kind, name in kinds)}</ul>'
    )


def card(title: str, inside: str) -> str:
    return f'<section class="card"><h2>{escape(title)}</h2><div class="wide">{inside}</div></section>'


def reasons(found: Mapping[str, tuple[float, float]], known: dict[str, Pair], words: Words) -> str:
    rows = [
        [words.reason(code, known), words.number(calls, 1), plain("wait", wait, words)]
        for code, (calls, wait) in sorted(found.items(), key=lambda row: -row[1][0])
    ]
    return table([words("reason"), words("calls"), words("mean_wait")], rows)


def workers(report: Report, words: Words) -> str:
    order = sorted(report.workers.items(), key=lambda row: (-row[1][1], row[0]))
    some = order if len(order) <= SHOWN else [*order[: SHOWN // 2], *order[-SHOWN // 2 :]]
    rows = [[name, words.number(calls, 1), plain("occupancy", busy, words)] for name, (calls, busy) in some]
    note = "" if len(order) <= SHOWN else f"<p>{escape(words('most', n=SHOWN // 2))}</p>"
    return table([words("operator"), words("calls"), words("occupancy")], rows) + note


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], last_is_html: bool = False) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = []
    for first, *rest in rows:
        cells = [cell if last_is_html and n == len(rest) - 1 else escape(cell) for n, cell in enumerate(rest)]
        lines.append(f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>')
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'
