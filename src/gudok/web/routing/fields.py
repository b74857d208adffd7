"""What queues and operators have for routing, in the form the core has it: see core.settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gudok.core import settings as core
from gudok.core.ranking.agents.own import Custom
from gudok.core.ranking.calls.own import CustomCalls
from gudok.core.ranking.catalogue import LiveAgentRule, LiveCallRule
from gudok.core.ranking.expression import ExpressionError, read
from gudok.core.ranking.modes.taskrouter import AsTaskrouter, order_of
from gudok.core.ranking.plugins import versions
from gudok.core.ranking.rule import RuleError
from gudok.core.ranking.snapshot import Want

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SECOND = 1000
FORMS: dict[str, Any] = {
    "algorithm": LiveAgentRule,
    "call_order": LiveCallRule,
    "wants": tuple[Want, ...],
}
"""What the fields of data stand for."""


def number(label: Any, default: int, least: int, most: int, text: Any = "") -> models.PositiveIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveIntegerField(label, default=default, validators=limits, help_text=text, blank=True)


class Routed(models.Model):
    """A queue's own routing. `algorithm` and `call_order` are empty for the usual ones."""

    algorithm = models.JSONField(_("Who gets a call"), default=dict, blank=True)
    call_order = models.JSONField(_("Which call first"), default=dict, blank=True)
    wants = models.JSONField(_("Skills wanted"), default=list, blank=True)
    needs = models.CharField(
        _("Condition for operators"), max_length=500, blank=True,
        help_text=_("For example: english >= 3 and agent.group = \"North\". Skills go by their codes."),
    )  # fmt: skip
    needs_for_s = number(_("The condition holds for, s"), 0, 0, 7200, _("0: for ever."))
    route_weight = number(_("Weight of the queue"), 0, 0, 1000, _("For the modes of other systems."))
    route_ratio = number(_("Ratio of the queue, %"), 0, 0, 100, _("For “Queue ratio”."))
    route_cost = number(_("Cost of a second's wait"), 1, 1, 1000, _("For “Cost of waiting”."))
    reserve_1_s = number(_("First reserve helps from an expected wait of, s"), 0, 0, 7200, _("0: never."))
    reserve_2_s = number(_("Second reserve, s"), 0, 0, 7200, _("0: never."))

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        for name in FORMS:
            value = getattr(self, name)
            if value and (wrong := fault(name, value)):
                raise ValidationError({name: wrong})
        if wrong := unreadable(self.needs):
            raise ValidationError({"needs": wrong})


class Stands(models.Model):
    """An operator's skills (levels by the skills' codes), and how she stands in queues (by their codes)."""

    skills = models.JSONField(_("Skills"), default=dict, blank=True)
    standing = models.JSONField(_("Standing in queues"), default=dict, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.skills, dict) or not all(fits_level(level) for level in self.skills.values()):
            raise ValidationError({"skills": _("A level is a number from 1 to 100.")})
        for code in self.standing if isinstance(self.standing, dict) else ["?"]:
            try:
                member(code, self.standing[code])
            except (msgspec.ValidationError, TypeError) as error:
                raise ValidationError({"standing": str(error)}) from None


def fits_level(level: object) -> bool:
    return isinstance(level, int) and not isinstance(level, bool) and 0 < level <= 100


def member(queue: str, own: Any) -> core.Member:
    """A standing as the core has it."""
    return msgspec.convert({**own, "queue": queue}, core.Member)


def rule(name: str, value: Any) -> Any:
    """A field of data as the core has it; nothing for the usual one."""
    return msgspec.convert(value, FORMS[name]) if value else None


def fault(name: str, value: Any) -> str:
    """What is wrong with such data; empty when nothing is."""
    try:
        found = rule(name, value)
        for text in expressions(found):
            read(text)
        if isinstance(found, AsTaskrouter):
            for target in found.targets:
                order_of(target.order_by)
        return without_function(found)
    except (msgspec.ValidationError, ExpressionError, RuleError) as error:
        return str(error)


def function_of(found: Any) -> str:
    """The function of the house's own that an algorithm names, if it names one."""
    return getattr(found, "function", "") or getattr(found, "model", "")


def without_function(found: Any) -> str:
    """What is wrong with the function that an algorithm names; empty when nothing is, or it needs none."""
    name, known = function_of(found), versions()
    if name in known or (not name and not isinstance(found, Custom | CustomCalls)):
        return ""
    here = ", ".join(known) or gettext("none")
    if not name:
        return gettext("Name the function; installed: %(here)s.") % {"here": here}
    return gettext("No function is named “%(name)s” here; installed: %(here)s.") % {"name": name, "here": here}


def expressions(found: Any) -> Iterator[str]:
    """The expressions within an algorithm's settings."""
    for step in getattr(found, "steps", ()):
        yield step.needs
    for help_ in getattr(found, "helps", ()):
        yield help_.when
        if help_.guard:
            yield help_.guard
    for target in getattr(found, "targets", ()):
        if target.expression:
            yield target.expression


def unreadable(text: str) -> str:
    """What is wrong with an expression; empty when nothing is, or there is none."""
    try:
        if text:
            read(text)
    except ExpressionError as error:
        return gettext("It cannot be read: %(fault)s") % {"fault": error}
    return ""


def plugins_of(queues: Iterable[core.Queue]) -> tuple[tuple[str, str], ...]:
    """The functions these queues name, each with the version that is installed here."""
    named = {function_of(found) for queue in queues for found in (queue.algorithm, queue.order)}
    return tuple((name, version) for name, version in versions().items() if name in named)


def by_ids(algorithm: dict[str, Any]) -> dict[str, Any]:
    """The same with queues named as the core does: in the set-up they go by their codes, which go along in files."""
    helps = algorithm.get("helps", ())
    if not any(one.get("of") for one in helps):
        return algorithm
    codes = queue_ids()
    known = [one | {"of": codes.get(one["of"], one["of"])} if one.get("of") else one for one in helps]
    return algorithm | {"helps": known}


def queue_ids() -> dict[str, str]:
    """The ids in the core of all queues, by code."""
    from gudok.web.setup.models import Queue

    return {queue.code: queue.core_id for queue in Queue.objects.all()}


def of_queue(row: Routed) -> dict[str, Any]:
    """The rules as the core's settings have them."""
    reserves = (row.reserve_1_s, row.reserve_2_s) if row.reserve_2_s else (row.reserve_1_s,)
    return {
        "algorithm": by_ids(row.algorithm) or None,
        "order": row.call_order or None,
        "wants": row.wants,
        "needs": row.needs,
        "needs_for": row.needs_for_s * SECOND,
        "weight": row.route_weight,
        "ratio": row.route_ratio,
        "cost": row.route_cost,
        "reserve_at": tuple(one * SECOND for one in reserves) if row.reserve_1_s else (),
    }


def of_operator(row: Stands, ids: dict[str, str]) -> dict[str, Any]:
    """Her part of the core's settings; `ids` are those of her queues, by code."""
    return {
        "memberships": tuple(member(ids[code], own) for code, own in sorted(row.standing.items()) if code in ids),
        "skills": tuple(sorted((code, level) for code, level in row.skills.items() if level)),
    }
