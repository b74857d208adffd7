"""`gudok route CASE.json`: who is chosen, and why, by any algorithm."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gudok.core.ranking.agents.own import PluginError
from gudok.core.ranking.expression import ExpressionError
from gudok.core.ranking.rank import UnknownIdError
from gudok.core.ranking.rule import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.route.case import Case, Question

MISTAKES = (RuleError, ExpressionError, UnknownIdError)
"""What a case or a setting may have wrong beyond its shape."""
WRONG = 1
"""The way out when an answer is not the expected one."""


def setting(text: str) -> tuple[str, Any]:
    """`name=value` of the command line; the value is JSON, or text where it is none."""
    name, sign, value = text.partition("=")
    if not sign:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--case", "only", metavar="ID", help="Only this case of the files.")
@click.option("--call", "past", metavar="CALL", help="Not files: the decisions of a past call (id or «last»).")
@click.option("--data", metavar="DIR", help="Of --call: the data folder; else GUDOK_DATA, else data/.")
@click.option("--save", type=click.Path(path_type=Path), help="With --call: write them as a file of cases.")
@click.option("--algorithm", metavar="NAME", help="Ask another algorithm than the case does.")
@click.option("--set", "options", multiple=True, metavar="NAME=VALUE", help="A setting of that algorithm (JSON).")
@click.option("--seed", type=int, help="Other dice.")
@click.option("--check", is_flag=True, help="Only compare with what is expected; 1 where an answer is another.")
@click.option("--list", "names", is_flag=True, help="The algorithms by name.")
@click.option("--schema", is_flag=True, help="The JSON schema of the format.")
@click.option("--lang", type=click.Choice(["ru", "en"]), default="ru", show_default=True, help="Of the reasons.")
def main(
    files: tuple[Path, ...],
    only: str | None,
    past: str | None,
    data: str | None,
    save: Path | None,
    algorithm: str | None,
    options: tuple[str, ...],
    seed: int | None,
    check: bool,
    names: bool,
    schema: bool,
    lang: str,
) -> None:
    """Answer the cases in FILES (or folders): the ranking with its scores and reasons, and who may not, and why.

    With --call the cases are the decisions of a past call: what would another algorithm have done then? The format and
    350 cases are in conformance/.
    """
    from gudok.route import case

    if schema:
        click.echo(json.dumps(case.schema(), ensure_ascii=False, indent=1))
        return
    if names:
        click.echo("operators: " + ", ".join(sorted(case.AGENT_RULES)))
        click.echo("calls: " + ", ".join(sorted(case.CALL_RULES)))
        return
    cases = decided(past, data, save) if past else chosen(files, only)
    if check:
        compare(cases)
        return
    if options and not algorithm:
        raise click.UsageError("--set goes with --algorithm")
    asked = dict(map(setting, options))

    if past and algorithm in {*case.AGENT_RULES, *case.CALL_RULES}:
        # A call may have been asked both ways; the other way knows nothing of this algorithm.
        cases = [one for one in cases if algorithm in case.known(one.question)]

    def question(one: Case) -> Question:
        return case.with_algorithm(one.question, algorithm, asked) if algorithm else one.question

    show(cases, question, seed, lang)


def chosen(files: tuple[Path, ...], only: str | None) -> list[Case]:
    """The cases meant; ends the program when a file is none or nothing is meant."""
    from gudok.route.case import CaseError, read_cases

    paths = [path for file in files for path in (sorted(file.rglob("*.json")) if file.is_dir() else [file])]
    if not paths:
        raise click.UsageError("name a file or a folder of cases; --help tells more")
    try:
        cases = [one for path in paths for one in read_cases(path)]
    except CaseError as error:
        raise click.ClickException(str(error)) from None
    found = [one for one in cases if only in (None, one.id)]
    if not found:
        raise click.ClickException(f"no case is named {only!r}; there are: {', '.join(one.id for one in cases[:12])} …")
    return found


def decided(call: str, data: str | None, save: Path | None) -> list[Case]:
    """The decisions of a past call; with `save` also written to a file."""
    import msgspec

    from gudok.explain.cli import open_journal, the_one
    from gudok.route.case import FORMAT, Suite
    from gudok.route.past import of_call

    reader = open_journal(data)
    name = the_one(reader, call)
    cases = of_call(reader, name)
    reader.close()
    if not cases:
        raise click.ClickException(f"the call {name} was never offered in its turn: no order decided about it.")
    if save is not None:
        suite = Suite(FORMAT, f"The decisions of the call {name}.", tuple(cases))
        save.write_bytes(msgspec.json.format(msgspec.json.encode(suite), indent=1) + b"\n")
    return cases


def compare(cases: list[Case]) -> None:
    """Say which answers are not the expected ones. Shares of lotteries are left to the tests, which throw often."""
    from gudok.plugins import installed
    from gudok.route.case import answer, differences

    plugins, wrong, skipped = installed(), 0, 0
    for one in cases:
        try:
            found = differences(one, answer(one, plugins=plugins))
        except PluginError as error:
            skipped += 1
            click.echo(f"{one.id}: left out, {error}")
            continue
        except MISTAKES as error:
            found = [str(error)]
        wrong += bool(found)
        for difference in found:
            click.echo(f"{one.id}: {difference}")
    click.echo(f"{len(cases)} cases, {wrong} wrong, {skipped} left out")
    if wrong:
        sys.exit(WRONG)


def show(cases: list[Case], question: Callable[[Case], Question], seed: int | None, lang: str) -> None:
    """Tell the answers in words."""
    from gudok.web.config.prepare import start_django

    start_django()
    from gudok.plugins import installed
    from gudok.route.case import CaseError, answer
    from gudok.route.show import lines

    plugins = installed()
    for one in cases:
        try:
            asked = question(one)
            told = answer(one, asked, plugins, seed)
        except (CaseError, *MISTAKES) as error:
            raise click.ClickException(f"{one.id}: {error}") from None
        for line in lines(one, asked, told, lang):
            click.echo(line)
