"""`gudok setup`, `gudok check`, `gudok test`."""

from __future__ import annotations

import sys

import click

from gudok.install import place, plan
from gudok.install.node import node_environment
from gudok.install.say import Say
from gudok.install.step import SetupError, Step, carry_out
from gudok.run.stages import Stage, python, run_stages


@click.command()
@click.option("--tests", is_flag=True, help="Also what the tests need.")
def setup(*, tests: bool) -> None:
    """Bring what is missing, and nothing else."""
    bring(plan.to_test() if tests else plan.to_run(), Say())


@click.command()
def check() -> None:
    """Run the fast checks: ruff, mypy, import-linter."""
    say = Say()
    bring(plan.to_check(), say)
    finish(run_stages(checks(), place.CHECKOUT, say))


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> None:
    """Run every check and test. With arguments, only pytest, and they go to it."""
    say = Say()
    bring(plan.to_test(), say)
    if arguments:
        finish(run_stages([Stage("pytest", python("pytest", *arguments))], place.CHECKOUT, say))
    finish(run_stages([*checks(), *tests(say)], place.CHECKOUT, say, beside=tests_beside()))


def bring(steps: list[Step], say: Say) -> None:
    """Carry the steps out; a failure ends the program with its one sentence."""
    try:
        carry_out(steps, place.tools(), say)
    except SetupError as error:
        raise SystemExit(f"gudok: {error}") from None


def checks() -> list[Stage]:
    """What reads the source without running it."""
    return [
        Stage("ruff", python("ruff", "check", ".")),
        Stage("mypy", python("mypy")),
        Stage("import-linter", (str(place.venv() / "bin" / "lint-imports"), "--no-cache")),
    ]


POSTGRES = str(place.CHECKOUT / "tests" / "postgres.py")
SCREENS = "tests/browser"
CALLS = ("tests/telephony", "tests/promises")
REST = tuple(f"--ignore={folder}" for folder in (SCREENS, *CALLS))
RECORDS = ("src/gudok/web", "-m", "records")


def tests(say: Say) -> list[Stage]:
    """What computes most of the time: all but the screens and the calls, then the records on the other database."""
    return [
        Stage("npm test", ("npm", "test", "--silent"), node_environment(place.tools(), say)),
        Stage("pytest", python("pytest", *REST)),
        # By its path: a library of the tests brings a package `tests` of its own.
        Stage("pytest, records on PostgreSQL", (sys.executable, POSTGRES, *python("pytest", *RECORDS))),
    ]


def tests_beside() -> list[list[Stage]]:
    """What mostly waits, in two rows about as long: screens without calls; calls, those at the screens too."""
    return [
        [Stage("pytest, screens", python("pytest", SCREENS, "-m", "not telephony"))],
        [Stage("pytest, calls", python("pytest", SCREENS, *CALLS, "-m", "telephony"))],
    ]


def finish(good: bool) -> None:
    """End the program with the exit code."""
    sys.exit(0 if good else 1)
