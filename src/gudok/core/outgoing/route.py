"""May this number be dialled, over which trunk, written how, and which number of ours does the customer see."""

from __future__ import annotations

from msgspec import Struct

from gudok.core.settings import Operator, Settings, Trunk

EMERGENCY = ("01", "02", "03", "04", "101", "102", "103", "104", "112", "911")
"""Numbers of rescue services: they see a centre's number and not where the person is, so a rule must allow each."""
SHORTEST, LONGEST = 7, 15
"""Digits of a number with its country code (E.164)."""


class Route(Struct, frozen=True):
    """How a number is reached: `dialled` as the trunk wants it, `shown` our number as the customer sees it."""

    trunk: str
    dialled: str
    shown: str


class Refusal(Struct, frozen=True):
    """Why a number may not be dialled: a reason code and its numbers."""

    code: str
    numbers: dict[str, int | str] = {}


def route(settings: Settings, operator: Operator, number: str, queue: str = "") -> Route | Refusal:
    """The way to a number (E.164 with plus, or a short one) that an operator wants to dial on behalf of a queue."""
    rules, ours = settings.outgoing, next((one for one in settings.queues if one.id == queue), None)
    if not operator.dials:
        return Refusal("may_not_dial")
    if queue and ours is None:
        return Refusal("unknown_queue", {"to": queue})
    refused = forbidden(settings, number)
    if refused is not None:
        return refused
    trunk_id = (ours.trunk if ours else "") or rules.trunk
    trunk = next((one for one in settings.trunks if one.id == trunk_id), None)
    if trunk is None:
        return Refusal("trunk_off" if trunk_id else "outgoing_off")
    shown = (ours.shown if ours else "") or rules.number
    return Route(trunk.id, written(number, trunk), written(f"+{shown}", trunk) if shown else "")


def way_on(settings: Settings, tried: tuple[str, ...], number: str, ours: str) -> Route | None:
    """The way over the next trunk when the last one of `tried` could not carry the call to a number; None at the end.

    None is tried twice, however the reserves point at each other.
    """
    known = {trunk.id: trunk for trunk in settings.trunks}
    last = known.get(tried[-1])
    trunk = known.get(last.reserve) if last else None
    if trunk is None or trunk.id in tried:
        return None
    shown = trunk.shown or ours
    return Route(trunk.id, written(number, trunk), written(f"+{shown}", trunk) if shown else "")


def forbidden(settings: Settings, number: str) -> Refusal | None:
    """Why a number may not be dialled by the rules of destinations: the longest rule that fits decides."""
    if not number.removeprefix("+").isdecimal() or not number.isascii():
        return Refusal("not_a_number")
    allowed = longest(settings.outgoing.allowed, number)
    barred = longest(settings.outgoing.forbidden, number)
    if barred and len(barred) >= len(allowed):
        return Refusal("number_forbidden", {"prefix": barred})
    if not number.startswith("+"):
        if allowed:
            return None
        return Refusal("emergency_number" if number in EMERGENCY else "not_a_number")
    if not SHORTEST <= len(number) - 1 <= LONGEST:
        return Refusal("not_a_number")
    return None if allowed else Refusal("number_not_allowed")


def longest(rules: tuple[str, ...], number: str) -> str:
    """The longest of the prefixes that begin a number, or ""."""
    return max((rule for rule in rules if number.startswith(rule)), key=len, default="")


def written(number: str, trunk: Trunk) -> str:
    """A number as the trunk's provider wants it; a short one has but one writing."""
    if not number.startswith("+") or trunk.form == "plus":
        return number
    if trunk.form == "plain":
        return number[1:]
    return f"8{number[2:]}" if number.startswith("+7") else f"810{number[1:]}"
