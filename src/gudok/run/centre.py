"""A whole centre on one data folder: brought, configured, started, and stopped on Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from django.db.utils import Error as DatabaseError

from gudok.doctor.finding import Level
from gudok.doctor.installation import ports
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.config.render import install
from gudok.install import place
from gudok.install.asterisk import Runtime, load_runtime
from gudok.install.files import locked
from gudok.install.lang import tr
from gudok.install.plan import to_run
from gudok.install.records import RecordsStep
from gudok.install.say import Say
from gudok.install.step import SetupError, Step, carry_out
from gudok.run.child import Child
from gudok.run.children import centre, lock_file
from gudok.run.first import first_administrator
from gudok.run.only_one import AlreadyRunningError, only_one
from gudok.run.supervisor import StartFailedError, Supervisor
from gudok.settings import DataFolder, Settings, SettingsError, load, load_or_create
from gudok.web.config.prepare import start_django


class Addition(Protocol):
    """What the demonstration adds to a plain centre."""

    def steps(self, tools: Path) -> list[Step]:
        """What else has to be brought."""

    def fill(self, data: DataFolder, settings: Settings) -> None:
        """Put in the demo company; what is there stays."""

    def children(self, data: DataFolder, settings: Settings, runtime: Runtime) -> list[Child]:
        """What else runs, after the centre."""

    def greeting(self, settings: Settings) -> list[str]:
        """Lines to print when all is ready."""


def run_centre(data: DataFolder, addition: Addition | None = None) -> None:
    """Run until Ctrl-C or SIGTERM; whatever stops it before is told in one sentence, with exit code 1."""
    say = Say()
    try:
        data.make()
        with only_one(lock_file(data)), ExitStack() as turn:
            bring(data, addition, say)
            # One centre at a time chooses its ports and takes them: two first runs at once would choose the same.
            turn.enter_context(
                locked(
                    place.tools() / "start.lock",
                    lambda: say.line(tr("another centre is starting, waiting", "запускается другой центр, ждём")),
                )
            )
            children, greeting = prepare(data, addition, say)

            def started() -> None:
                turn.close()
                greet(greeting, say)

            asyncio.run(supervise(children, data, say.line, started))
    except AlreadyRunningError as error:
        holder = f"{data.path} ({tr('process', 'процесс')} {error.pid})"
        sentence = tr(
            f"Gudok already runs on {holder}; stop it there with Ctrl-C, or name another folder: --data.",
            f"Gudok уже работает с {holder}; остановите его там (Ctrl-C) или укажите другую папку: --data.",
        )
        raise SystemExit(f"gudok: {sentence}") from None
    except (SettingsError, SetupError, StartFailedError) as error:
        raise SystemExit(f"gudok: {error}") from None
    except DatabaseError as error:
        sentence = tr(
            f"The database cannot be used: {str(error).strip()}. Run: ./gudok doctor",
            f"База данных не работает: {str(error).strip()}. Выполните: ./gudok doctor",
        )
        raise SystemExit(f"gudok: {sentence}") from None


def bring(data: DataFolder, addition: Addition | None, say: Say) -> None:
    """What is missing in the checkout; takes minutes the first time; raises SettingsError, SetupError."""
    own = data.settings.exists() and bool(load(data.settings).asterisk.binary)
    tools = place.tools()
    carry_out([*to_run(own_asterisk=own), *(addition.steps(tools) if addition else [])], tools, say)


def prepare(data: DataFolder, addition: Addition | None, say: Say) -> tuple[list[Child], list[str]]:
    """Everything up to the first process, and what to tell when all run; raises SettingsError, SetupError."""
    # Django and the children find the folder by it.
    os.environ["GUDOK_DATA"] = str(data.path)
    settings = load_or_create(data)
    carry_out([RecordsStep(data, settings, place.CHECKOUT / "src")], data.run, say)
    check_ports(data, settings)
    runtime = load_runtime(place.tools(), settings.asterisk.binary)
    start_django()
    greeting = [tr(f"Open {settings.web.url}", f"Откройте {settings.web.url}")]
    children = centre(data, settings, runtime)
    if addition:
        addition.fill(data, settings)
        children += addition.children(data, settings, runtime)
        greeting += addition.greeting(settings)
    else:
        greeting += first_administrator()
    configure(data, settings, runtime)
    return children, greeting


def configure(data: DataFolder, settings: Settings, runtime: Runtime) -> None:
    """Write Asterisk's configuration from the settings and the records; later changes are the engine's."""
    # Models can be imported only after Django has started.
    from gudok.web.prompts.files import hand_over_all
    from gudok.web.setup.queries import telephony_document

    hand_over_all(data)
    install(settings.asterisk, telephony_document(), Place(data.asterisk), runtime)


def check_ports(data: DataFolder, settings: Settings) -> None:
    """Refuse to start on ports that others hold; raises SetupError."""
    for finding in ports(data, settings):
        if finding.level is Level.BAD:
            raise SetupError(f"{finding.what}. {finding.cure}.")


async def supervise(
    children: Sequence[Child], data: DataFolder, tell: Callable[[str], None], started: Callable[[], None]
) -> None:
    """Keep the children alive until this process is told to stop; raises StartFailedError."""
    stopping = asyncio.Event()

    def stop() -> None:
        if not stopping.is_set():
            tell(tr("stopping", "останавливаюсь"))
            stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    await Supervisor(children, data.run, data.log, tell).run(stopping, started)
    tell(tr("stopped", "остановлен"))


def greet(greeting: Sequence[str], say: Say) -> None:
    """Where to go now."""
    for line in greeting:
        say.line(line)
    say.line(tr("Ctrl-C stops everything.", "Ctrl-C останавливает всё."))
