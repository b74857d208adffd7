"""The steps of the guide, each with its sign of being done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.models import User
from gudok.web.guide.models import Progress
from gudok.web.record.models import Call
from gudok.web.setup.centre import the_centre
from gudok.web.setup.models import Number, Queue, Trunk

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrPromise

CLOSED = "closed"


class Step(NamedTuple):
    """`needed`: it cannot be passed over; `shown`: what in the records tells that it is done, if anything does."""

    name: str
    title: StrPromise
    minutes: int
    needed: bool
    shown: Callable[[], bool] | None = None


class Stand(NamedTuple):
    """A step and how it stands: `done`, `skipped` or `open`."""

    step: Step
    state: str


def _centre() -> bool:
    return bool(the_centre().name) and Queue.objects.exists() and Number.objects.exists()


def answered() -> bool:
    return Call.objects.filter(answered_at__isnull=False).exists()


STEPS = (
    Step("centre", _("Centre"), 1, True, _centre),
    Step("server", _("Server"), 1, True),
    Step("sound", _("Sound"), 1, True),
    Step("call", _("First call"), 2, False, answered),
    Step("history", _("History"), 1, False),
    Step("number", _("Number"), 3, False, lambda: Trunk.objects.filter(enabled=True).exists()),
    Step("people", _("People"), 1, False, lambda: User.objects.filter(is_active=True).count() > 1),
)
BY_NAME = {step.name: step for step in STEPS}


def stands() -> list[Stand]:
    """Every step in order."""
    known = dict(Progress.objects.values_list("step", "state"))
    return [Stand(step, _state(step, known)) for step in STEPS]


def _state(step: Step, known: dict[str, str]) -> str:
    if step.shown is not None and step.shown():
        return Progress.State.DONE
    noted = known.get(step.name, "open")
    return "open" if step.shown is not None and noted == Progress.State.DONE else noted


def first_open(found: list[Stand]) -> Step:
    """Where to go on; the last step when there is nothing left."""
    return next((stand.step for stand in found if stand.state == "open"), STEPS[-1])


def is_open() -> bool:
    """Whether the guide opens by itself: nobody has ever talked here, and nobody has closed it."""
    return not Progress.objects.filter(step=CLOSED).exists() and not answered()
