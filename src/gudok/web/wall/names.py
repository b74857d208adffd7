"""Tiles in words: kinds, figures, their units, and what is wrong with a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gudok.web.wall.tiles import BadTileError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from gudok.web.wall.tiles import Tile

KIND_NAMES: dict[str, StrPromise] = {
    "figure": gettext_lazy("One figure, large"),
    "crew": gettext_lazy("Operators by state"),
    "queues": gettext_lazy("Queues"),
    "operators": gettext_lazy("List of operators"),
    "calls": gettext_lazy("Calls now"),
    "waiting": gettext_lazy("Waiting calls"),
    "chart": gettext_lazy("The day as a chart"),
    "alerts": gettext_lazy("Alerts"),
    "clock": gettext_lazy("Clock"),
    "text": gettext_lazy("Text"),
}
FIGURE_NAMES: dict[str, StrPromise] = {
    "waiting": gettext_lazy("Waiting now"),
    "oldest": gettext_lazy("Longest wait"),
    "sl": gettext_lazy("Level, 30 min"),
    "lost": gettext_lazy("Lost today"),
    "answered": gettext_lazy("Answered today"),
    "came": gettext_lazy("Calls today"),
    "talks": gettext_lazy("Talks now"),
    "ready": gettext_lazy("Operators ready"),
    "talking": gettext_lazy("Operators talking"),
    "wrapup": gettext_lazy("Operators in wrap-up"),
    "paused": gettext_lazy("Operators on a break"),
    "overtime": gettext_lazy("Operators over time"),
}
CHART_NAMES: dict[str, StrPromise] = {
    "level": gettext_lazy("Service level over the day"),
    "calls": gettext_lazy("Calls over the day"),
    "wait": gettext_lazy("Mean wait over the day"),
    "staff": gettext_lazy("Operators over the day"),
}
UNITS: dict[str, StrPromise] = {"s": pgettext_lazy("unit", "s"), "%": pgettext_lazy("unit", "%")}
OPERATORS = gettext_lazy("Operators")
REFUSALS: dict[str, StrPromise] = {
    "no_list": gettext_lazy("a list of tiles is needed"),
    "too_many": gettext_lazy("more tiles than %(detail)s"),
    "twice": gettext_lazy("“%(detail)s” is there twice"),
    "overlap": gettext_lazy("it lies over “%(detail)s”"),
    "wrong": gettext_lazy("this cannot be: %(detail)s"),
    "too_wide": gettext_lazy("it reaches over the right edge"),
    "too_low": gettext_lazy("it reaches below the last row"),
    "not_here": gettext_lazy("a tile of the kind “%(detail)s” has no such setting"),
    "no_figure": gettext_lazy("choose one of: %(detail)s"),
    "no_threshold": gettext_lazy("at least one threshold is needed"),
    "not_beyond": gettext_lazy("“bad” lies beyond “attention”"),
    "no_queue": gettext_lazy("there is no queue “%(detail)s”"),
    "no_team": gettext_lazy("there is no team “%(detail)s”"),
}


def refusal(error: BadTileError) -> str:
    """What is wrong, without the place."""
    return str(REFUSALS[error.code]) % {"detail": error.detail}


def title_of(tile: Tile) -> str:
    """The tile's own heading, or that of what it shows."""
    if tile.title:
        return tile.title
    if tile.kind == "figure":
        return str(FIGURE_NAMES[tile.figure])
    if tile.kind == "chart":
        return str(CHART_NAMES[tile.figure])
    return str(OPERATORS if tile.kind in {"crew", "operators"} else KIND_NAMES[tile.kind])


def standard_name() -> str:
    return _("The usual wall")
