"""`gudok bench calls`."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import click
import uvloop

from bench.calls.centre import WAYS, Centre
from bench.calls.load import Calls
from bench.calls.plan import FULL, QUICK, Measured, Plan, measure
from bench.calls.rounds import Round, run
from bench.calls.table import Row, lines
from bench.calls.world import Numbers, Ports, phones
from gudok.install import place
from gudok.install.asterisk import Runtime, load_runtime
from gudok.install.say import Say
from gudok.install.step import SetupError


@click.command()
@click.option("--quick", is_flag=True, help="A small load, once: a minute instead of eight. Its figures mean little.")
def main(*, quick: bool) -> None:
    """The same callers and telephones against Asterisk's own app_queue and against our centre, in turn."""
    if shutil.which("sipp") is None:
        raise click.ClickException("SIPp is missing; run: ./gudok setup --tests")
    try:
        runtime = load_runtime(place.tools())
    except SetupError as error:
        raise click.ClickException(str(error)) from error
    home = Path(tempfile.mkdtemp(prefix="gudok-bench-"))
    try:
        measured = uvloop.run(bench(QUICK if quick else FULL, home, runtime))
    except (OSError, RuntimeError) as error:
        what = str(error) or type(error).__name__
        raise click.ClickException(f"{what}; everything that was written is in {home}") from error
    shutil.rmtree(home, ignore_errors=True)
    click.echo("\n".join([about(runtime), "", *lines(measured)]))


def about(runtime: Runtime) -> str:
    """What the figures were taken on."""
    load = os.getloadavg()[2]
    return f"Asterisk {runtime.version}, {os.cpu_count()} cores, load of the last 15 minutes (ours in it) {load:.1f}"


async def bench(plan: Plan, home: Path, runtime: Runtime) -> Measured:
    """Start both centres, measure, stop both."""
    say, ports, numbers = Say(), Ports(), Numbers()
    centres = {name: way(home / name, ports, runtime, phones(plan.operators)) for name, way in WAYS.items()}

    async def one(centre: Centre, calls: Calls) -> Round:
        found = await run(centre, calls, numbers)
        row = Row([found])
        say.line(
            f"{centre.name}: {calls.rate} calls/s to {calls.did}: {found.calls} calls, {found.failed} failed, "
            f"{row.total:.2f} ms of CPU a call, p99 {row.wait(0.99):.1f} ms"
        )
        return found

    try:
        for centre in centres.values():
            await centre.start()
        return await measure(plan, centres, one)
    finally:
        for centre in centres.values():
            await centre.stop()
