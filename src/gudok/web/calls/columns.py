"""The columns of the list of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gudok.web.lists.tables import Table
from gudok.web.people.numbers import mask
from gudok.web.why.states import ENDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


TABLE = Table(
    "calls",
    "calls",
    ("calls.see_own", "calls.see_team", "calls.see_all"),
    {
        "direction": _("Direction"),
        "when": _("When"),
        "who": _("Who"),
        "number": _("Number"),
        "did": _("Called number"),
        "queue": _("Queue"),
        "operator": _("Operator"),
        "wait": _("Wait"),
        "talk": _("Talk"),
        "end": _("How it ended"),
        "result": _("Result"),
    },
    ("direction", "when", "who", "number", "queue", "operator", "wait", "talk", "end", "result"),
    "calls_file",
    "calls.export",
    "calls.exported",
)


def cells(call: Any, shown: Sequence[str], names: Mapping[str, str], *, masked: bool) -> list[Any]:
    """A call's line of a file, one of `queries.newest`; durations in seconds."""
    values: dict[str, Any] = {
        "direction": _g("Outgoing") if call.direction == "out" else _g("Incoming"),
        "when": f"{timezone.localtime(call.arrived_at):%Y-%m-%d %H:%M:%S}",
        "who": call.name,
        "number": mask(call.shown) if masked else call.shown,
        "did": call.did,
        "queue": names.get(call.queue, call.queue),
        "operator": names.get(call.agent, call.agent),
        "wait": call.wait_ms // 1000,
        "talk": call.talk_ms // 1000,
        "end": ENDS.get(call.end, call.end) if call.ended_at else _g("Going on"),
        "result": _g("Not told") if call.owed else names.get(call.result, call.result),
    }
    return [values[name] for name in shown]
