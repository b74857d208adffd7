"""The command line: a table of commands, each imported only when it is called."""

from __future__ import annotations

import importlib
from typing import cast

import click

# name → (module:function, one line for --help). Adding a command is adding a line.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("gudok.run.cli:demo", "Show a working centre: demo company, robot callers, robot operators."),
    "up": ("gudok.run.cli:up", "Run the centre: Asterisk, engine, web and worker, until Ctrl-C."),
    "doctor": ("gudok.doctor.cli:main", "Tell what is wrong with this machine or installation, each with its cure."),
    "setup": ("gudok.install.cli:setup", "Bring what is missing, and nothing else."),
    "test": ("gudok.install.cli:test", "Run every check and test; arguments go to pytest."),
    "check": ("gudok.install.cli:check", "Run the fast checks: ruff, mypy, import-linter."),
    "engine": ("gudok.run.engine:main", "The process that decides (started by up)."),
    "web": ("gudok.web.cli:main", "The process that serves the screens (started by up)."),
    "work": ("gudok.web.record.cli:main", "The process that writes records and finishes recordings (started by up)."),
    "config": ("gudok.web.setup.cli:main", "The whole set-up as one file: export, check, diff, apply."),
    "backup": ("gudok.backup.cli:backup", "Write all of a centre into one file while it runs."),
    "restore": ("gudok.backup.cli:restore", "Make a centre of a backup, in an empty folder."),
    "export": ("gudok.backup.cli:export", "Write all records in open formats: CSV with descriptions, recordings."),
    "manage": ("gudok.web.cli:manage", "Run one of Django's own commands."),
    "explain": ("gudok.explain.cli:main", "Tell the story of a call: what was decided, and why."),
    "replay": ("gudok.explain.replay:main", "Decide a recorded day again and compare."),
    "route": ("gudok.route.cli:main", "Answer a case of routing: who is chosen, and why, by any algorithm."),
    "api": ("gudok.client.cli:main", "Ask a centre's API: calls, operators, queues, anything."),
    "twin": ("gudok.twin.cli:main", "Play a centre in a simulated world, on the production core."),
    "bench": ("gudok.bench.cli:main", "Measure: calls, core, live, routing."),
}


class LazyGroup(click.Group):
    """A group whose commands cost nothing until called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name][0].partition(":")
        return cast("click.Command", getattr(importlib.import_module(module), function))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gudok")
def main() -> None:
    """Gudok, a contact centre."""
