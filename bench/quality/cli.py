"""`gudok bench quality`: plays, prints, and with --write renews docs/routing-quality.md and its charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

import click
import msgspec
from msgspec import Struct

from bench.quality.draw import chart
from bench.quality.play import NAMES, USUAL, Cell, cell, played, scenario, set_to, ways
from bench.quality.told import judged
from bench.quality.words import ABOUTS, MEASURES, TITLES, Words
from gudok.install.place import CHECKOUT
from gudok.twin import many
from gudok.twin.student import Estimate

DOCS = CHECKOUT / "docs"
PICTURES = DOCS / "pictures" / "quality"
PAGES = {"en": DOCS / "routing-quality.md", "ru": DOCS / "routing-quality.ru.md"}
BEGIN, END = "<!-- figures: ./gudok bench quality --write -->", "<!-- end of figures -->"
QUESTIONS = ("agents", "calls")


class Found(Struct):
    """A scenario (its file's name, its words, runs and seed), the usual way, and the algorithms by question."""

    name: str
    title: str
    about: str
    runs: int
    seed: int
    usual: Cell
    groups: dict[str, list[Cell]]
    told: dict[str, Estimate] = {}


@click.command()
@click.option("--runs", type=click.IntRange(2, 1000), default=10, show_default=True, help="Runs of each algorithm.")
@click.option("--only", type=click.Choice(NAMES), multiple=True, help="Only this scenario.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many processes; else one for each processor.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the figures as JSON.")
@click.option("--kept", type=click.Path(exists=True, path_type=Path), help="Play nothing: take kept figures.")
@click.option("--write", is_flag=True, help="Renew the tables and charts of docs/routing-quality.md.")
def main(
    runs: int, only: tuple[str, ...], processes: int | None, keep: Path | None, kept: Path | None, write: bool
) -> None:
    """What each routing algorithm does to waits and fairness, in the twin's world."""
    found: list[Found] = msgspec.json.decode(kept.read_bytes(), type=list[Found]) if kept is not None else []
    if kept is None:
        with many.pool(processes or 0) as within:
            for name in only or NAMES:
                found.append(measured(name, runs, within))
                click.echo("\n".join([f"\n## {found[-1].title}", *table(found[-1], Words("en"))]))
    for one in found:
        one.told = one.told or judged(scenario(one.name, one.runs))
    click.echo("\n".join(told_table(found, Words("en"))))
    if keep is not None:
        keep.write_bytes(msgspec.json.encode(found))
    if write:
        for lang, page in PAGES.items():
            renew(page, found, Words(lang))


def measured(name: str, runs: int, within: Executor) -> Found:
    """A scenario with every algorithm."""
    world = scenario(name, runs)
    base = played(world, within)
    groups = {
        question: [cell(way, played(set_to(world, rules), within), base) for way, rules in ways(question)]
        for question in QUESTIONS
    }
    return Found(name, world.name, world.about, runs, world.seed, cell(USUAL, base, base), groups)


def table(one: Found, words: Words) -> list[str]:
    """Markdown: better than the usual way beyond chance is ▲, worse ▼."""
    found = []
    for question, cells in one.groups.items():
        heads = [words(question), *(words.measure(name) for name in MEASURES)]
        found += ["", f"| {' | '.join(heads)} |", "|---" + "|---:" * len(MEASURES) + "|"]
        first = Cell(words("usual"), one.usual.figures, {})
        found += [row(of, words) for of in (first, *cells)]
    return found


def told_table(found: Sequence[Found], words: Words) -> list[str]:
    """How near the told wait came, scenario by scenario."""
    heads = " | ".join(words(name) for name in ("scenario", "callers", "ours", "app_queue", "nearer"))
    lines = [f"| {heads} |", "|---|---:|---:|---:|---:|"]
    for one in found:
        of = one.told
        sign = "" if not of["nearer"].sure else " ▲" if of["nearer"].mean < 0 else " ▼"
        errors = [
            f"{words.number(of[f'{name}_error'].mean)} ± {words.number(of[f'{name}_error'].half)} "
            f"({words.number(of[f'{name}_bias'].mean, sign=True)})"
            for name in ("ours", "app_queue")
        ]
        nearer = f"{words.number(of['nearer'].mean, sign=True)} ± {words.number(of['nearer'].half)}{sign}"
        title = TITLES[one.name] if words.at else one.title
        lines.append(f"| {title} | {of['callers'].mean * one.runs:.0f} | {' | '.join(errors)} | {nearer} |")
    return lines


def row(one: Cell, words: Words) -> str:
    name = one.name if not one.against else f"`{one.name}`"
    figures = []
    for measure in MEASURES:
        value, sign = one.figures[measure], {"": "", "+": " ▲", "-": " ▼"}[one.verdict(measure)]
        figures.append(f"{words.number(value.mean)} ± {words.number(value.half)}{sign}" if value.mean else "–")
    return f"| {name} | {' | '.join(figures)} |"


def renew(page: Path, found: Sequence[Found], words: Words) -> None:
    """Write the charts, and the page's part between the two marks."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    lines = [BEGIN]
    for one in found:
        title, about = (TITLES[one.name], ABOUTS[one.name]) if words.at else (one.title, one.about)
        told = words("played", runs=one.runs, seed=one.seed)
        drawing = [(words(question), cells) for question, cells in one.groups.items()]
        file = PICTURES / f"{one.name}-{words.lang}.svg"
        file.write_text(chart(f"{title}: {told}", drawing, one.usual, words), encoding="utf-8")
        lines += [
            "", f"### {title}", "", f"{about} (`scenarios/quality/{one.name}.toml`; {told})", "",
            f"![{title}]({file.relative_to(DOCS)})", "", f"<details><summary>{words('figures')}</summary>",
            *table(one, words), "", "</details>",
        ]  # fmt: skip
    lines += ["", f"## {words('told')}", "", words("told_about"), "", *told_table(found, words)]
    text = page.read_text(encoding="utf-8")
    part = "\n".join([*lines, "", END])
    changed = re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: part, text, count=1, flags=re.DOTALL)
    page.write_text(changed, encoding="utf-8")
