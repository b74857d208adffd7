"""`gudok bench`: measurements that stand beside the product, in bench/ of the checkout."""

from __future__ import annotations

import importlib
import sys
from typing import cast

import click

from gudok.install.place import CHECKOUT

# name → (module:function, one line for --help).
BENCHES: dict[str, tuple[str, str]] = {
    "calls": ("bench.calls.cli:main", "Calls against Asterisk's own app_queue: CPU a call, time to the first word."),
    "core": ("bench.core:main", "Turns of the core: rate and p99 as the centre grows."),
    "live": ("bench.live:main", "From an event to the browser, by number of streams."),
    "quality": ("bench.quality.cli:main", "Waits and fairness of every routing algorithm, in the twin."),
    "ranked": ("bench.ranked:main", "A call's cost in live queues with an algorithm of their own."),
    "records": ("bench.records.cli:main", "Lists, searches and cards with very many records, on both databases."),
    "routing": ("bench.routing:main", "Decisions a second of every routing algorithm."),
}


class BenchGroup(click.Group):
    """The measurements, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(BENCHES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in BENCHES:
            return None
        if not (CHECKOUT / "bench").is_dir():
            raise click.ClickException("the measurements stand in a checkout of the source, in bench/; this is none")
        if str(CHECKOUT) not in sys.path:
            sys.path.append(str(CHECKOUT))
        module, _, function = BENCHES[cmd_name][0].partition(":")
        return cast("click.Command", getattr(importlib.import_module(module), function))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in BENCHES.items()])


@click.group(cls=BenchGroup)
def main() -> None:
    """Measure: calls, core, live, quality, ranked, records, routing."""
