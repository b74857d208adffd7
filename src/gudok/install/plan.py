"""Which steps each purpose needs, in order."""

from __future__ import annotations

from gudok.install import place
from gudok.install.asterisk import AsteriskStep
from gudok.install.messages import MessagesStep
from gudok.install.pytools import PythonToolsStep
from gudok.install.screens import ScreensStep
from gudok.install.step import Step
from gudok.install.system import SystemStep


def to_run(*, own_asterisk: bool = False) -> list[Step]:
    """What the centre needs to run; telephony is left out where the settings name an installed Asterisk."""
    steps: list[Step] = [MessagesStep(place.CHECKOUT / "src"), ScreensStep(place.tools(), place.CHECKOUT)]
    return steps if own_asterisk else [AsteriskStep(place.tools()), *steps]


def to_check() -> list[Step]:
    """What the fast checks need."""
    return [PythonToolsStep(place.CHECKOUT, place.venv())]


def to_test() -> list[Step]:
    """What the tests need."""
    return [*to_check(), SystemStep(), *to_run()]
