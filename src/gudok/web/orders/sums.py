"""What an order comes to. Pure; kopecks, thousandths of a unit, whole percents, all integers.

Rounding: each line is rounded to the kopeck after its discount, a half upwards; the order's discount is taken of the
sum of the lines and rounded the same way; delivery has no discount. So the lines as they are read add up to the total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE = 100
THOUSANDTHS = 1000


class Line(NamedTuple):
    """`kopecks` a unit, `quantity` in thousandths, `discount` in percent."""

    kopecks: int
    quantity: int
    discount: int = 0


class Sums(NamedTuple):
    """Kopecks: of each line, of all lines, what the order's discount takes off, delivery, and the total."""

    lines: tuple[int, ...]
    goods: int
    discount: int
    delivery: int
    total: int


def amount(line: Line) -> int:
    return _half_up(line.kopecks * line.quantity * (WHOLE - line.discount), WHOLE * THOUSANDTHS)


def sums(lines: Iterable[Line], discount: int = 0, delivery: int = 0) -> Sums:
    amounts = tuple(amount(line) for line in lines)
    goods = sum(amounts)
    off = _half_up(goods * discount, WHOLE)
    return Sums(amounts, goods, off, delivery, goods - off + delivery)


def _half_up(value: int, by: int) -> int:
    """`value / by` to the nearest integer, a half upwards; neither is negative."""
    return (2 * value + by) // (2 * by)
