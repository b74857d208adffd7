"""What set-up brings: Python's packages, screens, languages, telephony, programs for tests."""

from __future__ import annotations

import csv
import importlib.metadata
import site
from collections.abc import Iterator
from pathlib import Path

from gudok.doctor.finding import Finding, bad, good, warning
from gudok.install import place
from gudok.install.asterisk import load_runtime, version_of
from gudok.install.lang import tr
from gudok.install.messages import MessagesStep
from gudok.install.node import OLDEST, system_node
from gudok.install.screens import ScreensStep
from gudok.install.step import SetupError, Step
from gudok.install.system import TEST_PROGRAMS
from gudok.settings import Settings


def setup_again(before: str = "") -> str:
    """The usual cure."""
    return tr(f"Run: {before}./gudok setup", f"Выполните: {before}./gudok setup")


def environment() -> Iterator[Finding]:
    """The launcher finished Python's environment, and no package has lost a file since."""
    damaged = ", ".join(damaged_packages())
    if damaged:
        yield bad(
            tr(f"Python's packages are damaged: {damaged}", f"Повреждены пакеты Python: {damaged}"),
            setup_again(f"rm -r {place.venv()} && "),
        )
    elif (place.venv() / ".complete").exists():
        yield good(tr("Python's packages", "Пакеты Python"))
    else:
        yield bad(tr("Python's packages are not complete", "Пакеты Python не полны"), setup_again())


def damaged_packages() -> list[str]:
    """Installed packages that have lost modules, by name."""
    return sorted(
        {
            package.name
            for package in importlib.metadata.distributions(path=site.getsitepackages())
            # Not package.files: newer Pythons leave out just those that are missing.
            for file, *_ in csv.reader((package.read_text("RECORD") or "").splitlines())
            if file.endswith((".py", ".so")) and not Path(str(package.locate_file(file))).exists()
        }
    )


def screens_and_languages() -> Iterator[Finding]:
    """The bundle and the language files are as fresh as their sources."""
    steps: list[Step] = [ScreensStep(place.tools(), place.CHECKOUT), MessagesStep(place.CHECKOUT / "src")]
    for step in steps:
        if step.is_done():
            yield good(step.title())
        else:
            yield bad(
                tr(f"{step.title()}: not built, or older than the source", f"{step.title()}: не собраны или устарели"),
                setup_again(),
            )


def node() -> Iterator[Finding]:
    """A Node of the machine's own is a convenience; set-up brings one where it is missing."""
    major = system_node()
    if major >= OLDEST:
        yield good(f"Node.js {major}")
    else:
        yield good(
            tr(
                "Node.js: from a Python package, when the screens are built",
                "Node.js: из пакета Python, при сборке экранов",
            )
        )


def asterisk(settings: Settings | None) -> Iterator[Finding]:
    """The Asterisk that would be started starts, and speaks the language that is set."""
    try:
        runtime = load_runtime(place.tools(), settings.asterisk.binary if settings else "")
        version = version_of(runtime.binary)
    except SetupError as error:
        own = bool(settings and settings.asterisk.binary)
        private = place.tools() / "asterisk"
        cure = tr("Correct [asterisk] binary in gudok.toml", "Исправьте [asterisk] binary в gudok.toml")
        yield bad(str(error), cure if own else setup_again(f"rm -rf {private} && "))
        return
    yield good(f"Asterisk {version} ({runtime.binary})")
    language = settings.asterisk.language if settings else "ru"
    if not (runtime.data / "sounds" / language).exists():
        cure = tr(
            f"Install Asterisk's prompts in this language into {runtime.data}/sounds",
            f"Установите фразы Asterisk на этом языке в {runtime.data}/sounds",
        )
        yield warning(tr(f"No prompts in language {language}", f"Нет фраз на языке {language}"), cure)


def programs_for_tests() -> Iterator[Finding]:
    """Only ./gudok test needs these, and brings them itself."""
    missing = ", ".join(program.package for program in TEST_PROGRAMS if program.path() is None)
    if missing:
        yield good(tr(f"For tests, ./gudok test will bring: {missing}", f"Для тестов ./gudok test поставит: {missing}"))
    else:
        yield good(tr("Programs for tests", "Программы для тестов"))
