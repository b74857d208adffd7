"""A trial's figures and charts in the words of the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gudok.twin.figures import ALL
from gudok.twin.report import drawing
from gudok.twin.report.page import peaks
from gudok.twin.report.values import plain, shown, verdict
from gudok.twin.student import Estimate
from gudok.twin.tally import MODES
from gudok.web.whatif.forms import ALGORITHMS, CHOSEN, OVERFLOW, RULES, SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from gudok.twin.words import Words
    from gudok.web.whatif.models import Exam
    from gudok.web.whatif.outcome import Outcome

TOLD = ("calls", "level", "answered", "lost", "turned", "wait", "wait_answered", "p95", "occupancy", "fairness")
EXAMINED = ("level", "lost", "wait", "occupancy")


class Row(NamedTuple):
    """A measure: what happened (of everybody's calls), both worlds, and the change with its verdict."""

    name: str
    real: str
    first: str
    second: str
    change: str
    verdict: str


class Side(NamedTuple):
    """One world drawn: title, and charts with their heading and key."""

    title: str
    charts: list[tuple[str, SafeString, list[tuple[str, str]]]]


def table(outcome: Outcome, scope: str, words: Words) -> list[Row]:
    found = outcome.scopes[scope]
    return [
        Row(
            words.measure(name),
            plain(name, outcome.real[name], words) if scope == ALL and name in outcome.real else "",
            shown(name, found[name].first, words),
            shown(name, found[name].second, words),
            shown(name, found[name].change, words, sign=True),
            verdict(name, found[name].change),
        )
        for name in TOLD
        if name in found
    ]


def sides(outcome: Outcome, words: Words, zone: str, titles: tuple[str, str]) -> list[Side]:
    """Both worlds drawn to one scale."""
    calls, waits, staff = peaks([report.parts for report in outcome.reports])
    served = [("in-time", words("answered")), ("late", words("late")), ("lost", words("lost"))]
    modes = [(mode, words.state(mode)) for mode in MODES]
    return [
        Side(
            title,
            [
                # What is drawn is numbers and our own words, escaped where it is made.
                (words("day"), mark_safe(drawing.calls(report.parts, zone, words, calls)), served),  # noqa: S308
                (words("wait_day"), mark_safe(drawing.waits(report.parts, zone, words, waits)), []),  # noqa: S308
                (words("staff"), mark_safe(drawing.staff(report.parts, zone, words, staff)), modes),  # noqa: S308
            ],
        )
        for title, report in zip(titles, outcome.reports, strict=True)
    ]


def exam(row: Exam, words: Words) -> list[tuple[str, str, str]]:
    """By measure: what happened, and what the twin played."""
    return [
        (
            words.measure(name),
            plain(name, row.real[name], words),
            shown(name, Estimate(row.played[name][0], row.played[name][1], 2), words),
        )
        for name in EXAMINED
        if name in row.real and name in row.played
    ]


def rule_asked(name: str, value: Any) -> str:
    """A setting of a queue that was to be another one."""
    if name in CHOSEN:
        return f"{ALGORITHMS[name][0]} → {CHOSEN[name][value['algorithm'] if value else ''].name}"
    label = {rule.name: rule.label for rule in RULES}.get(name, _("After the longest wait"))
    return f"{label} → {dict(OVERFLOW)[value] if name == 'overflow' else value // SECOND}"


def asked(change: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """What was to be different, in words."""
    found = []
    for queue, count in change.get("more", {}).items():
        found.append(_("%(queue)s: operators %(count)+d") % {"queue": names.get(queue, queue), "count": count})
    for queue, also in change.get("also", {}).items():
        taken = ", ".join(names.get(one, one) for one in also)
        found.append(
            _("%(queue)s: its operators also take %(also)s") % {"queue": names.get(queue, queue), "also": taken}
        )
    for queue, rules in change.get("rules", {}).items():
        for name, value in rules.items():
            found.append(f"{names.get(queue, queue)}: {rule_asked(name, value)}")
    if (volume := change.get("volume", 100)) != 100:
        found.append(_("%(volume)d %% of the calls") % {"volume": volume})
    return found or [_("nothing")]
