"""The day's drawings, in the words of the page's language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.days.draw import Chart, Layer, Rect, Tick, band, hours, stacked
from gudok.web.days.draw import clock as hour
from gudok.web.days.figures import AT_WORK, QUARTER, Quarter, Spell, sums
from gudok.web.setup.day import PauseReason
from gudok.web.why.formats import clock
from gudok.web.why.states import MODES, PAUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo

    from gudok.web.days.queries import Bounds

HOUR = 4 * QUARTER


class Drawing(NamedTuple):
    """A chart with its heading and the key to its colours: (class, name)."""

    id: str
    title: str
    chart: Chart
    key: tuple[tuple[str, str], ...]


class Line(NamedTuple):
    """An operator's day as a band. `worked`: ms of everything but off shift."""

    agent: str
    name: str
    bars: list[Rect]
    worked: int
    talked: int


def charts(day: Sequence[Quarter], zone: tzinfo) -> list[Drawing]:
    """Calls, waits and staffing, all over the same hours."""
    calls = (
        Layer("in-time", _("answered in time"), lambda quarter: quarter.in_time),
        Layer("late", _("answered late"), lambda quarter: quarter.late),
        Layer("lost", _("lost"), lambda quarter: quarter.lost),
    )
    level = (Layer("in-time", _("service level, %"), lambda quarter: quarter.level or 0),)
    wait = (Layer("late", _("mean wait"), lambda quarter: quarter.wait / 1000),)
    staff = tuple(Layer(mode, str(MODES[mode]).lower(), _people(mode)) for mode in AT_WORK)
    return [
        _drawing("calls", _("Calls"), stacked(day, calls, zone), calls),
        _drawing("level", _("Service level"), stacked(day, level, zone, _per_cent, 80, 100), level),
        _drawing("wait", _("Wait"), stacked(day, wait, zone, lambda seconds: clock(round(seconds * 1000))), wait),
        _drawing("staff", _("Operators"), stacked(day, staff, zone, lambda value: f"{round(value, 1):g}"), staff),
    ]


def _per_cent(value: float) -> str:
    return f"{value:.0f}\u00a0%"


def _people(mode: str) -> Callable[[Quarter], float]:
    return lambda quarter: quarter.people(mode)


def _drawing(id_: str, title: str, chart: Chart, layers: Sequence[Layer]) -> Drawing:
    return Drawing(id_, title, chart, tuple((layer.kind, layer.name) for layer in layers))


class Words:
    """States in words: the centre's own breaks by their names."""

    def __init__(self) -> None:
        self.breaks = {**PAUSES, **{row.code: row.name for row in PauseReason.objects.all()}}

    def state(self, spell: Spell) -> str:
        """A break is called by its reason."""
        reason = self.breaks.get(spell.reason, "") if spell.mode == "paused" else ""
        return str(reason or MODES.get(spell.mode, spell.mode))

    def title(self, spell: Spell) -> str:
        """What the pointer is told of a stretch: «14:02–14:10 · Talking · 8:00»."""
        zone = timezone.get_current_timezone()
        times = f"{hour(spell.began, zone)}–{hour(spell.ended, zone)}"
        return f"{times} · {self.state(spell)} · {clock(spell.lasted)}"


def crew(
    spells: Sequence[Spell], shown: Sequence[Quarter], names: dict[str, str]
) -> tuple[list[Line], tuple[Tick, ...]]:
    """A band an operator over the drawn hours, by name; and the hours."""
    if not shown:
        return [], ()
    start, end = shown[0].start, shown[-1].start + QUARTER
    found, words = [], Words()
    for agent, own in groupby(spells, key=lambda spell: spell.agent):
        mine = list(own)
        spent = {mode: ms for mode, ms in sums(mine).items() if mode != "away"}
        if spent:
            bars = band(mine, start, end, words.title)
            found.append(Line(agent, names.get(agent, agent), bars, sum(spent.values()), spent.get("talking", 0)))
    return sorted(found, key=lambda one: one.name), hours(shown, timezone.get_current_timezone())


def line(spells: Sequence[Spell], start: int, end: int) -> tuple[list[Rect], tuple[Tick, ...]]:
    """One operator's day, drawn larger, with its hours."""
    quarters = [Quarter(at) for at in range(start, end, QUARTER)]
    return band(spells, start, end, Words().title, height=48), hours(quarters, timezone.get_current_timezone())


def whole_hours(spells: Sequence[Spell], bounds: Bounds) -> tuple[int, int]:
    """From the hour the shift began to the hour it ended; office hours of a day without one."""
    there = [spell for spell in spells if spell.mode != "away"]
    if not there:
        return bounds.start + 9 * HOUR, bounds.start + 18 * HOUR
    first = (there[0].began - bounds.start) // HOUR
    last = -(-(there[-1].ended - bounds.start) // HOUR)
    return bounds.start + first * HOUR, bounds.start + max(first + 1, last) * HOUR
