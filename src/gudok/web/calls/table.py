"""The list of calls for table programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.calls.filters import DIRECTIONS
from gudok.web.people import numbers
from gudok.web.why.states import ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HEAD = (
    gettext_lazy("Call"),
    gettext_lazy("When"),
    gettext_lazy("Direction"),
    gettext_lazy("Customer"),
    gettext_lazy("Number"),
    gettext_lazy("Queue"),
    gettext_lazy("Operator"),
    gettext_lazy("Wait, s"),
    gettext_lazy("Talk, s"),
    gettext_lazy("How it ended"),
    gettext_lazy("Result"),
)


def rows(calls: Iterable[Any], names: Mapping[str, str], *, masked: bool) -> Iterator[Sequence[Any]]:
    """One for each call; durations in whole seconds, times in the person's zone."""
    directions = dict(DIRECTIONS)
    for call in calls:
        shown = numbers.mask(call.shown) if masked and call.shown else call.shown
        yield (
            call.pk,
            f"{timezone.localtime(call.arrived_at):%Y-%m-%d %H:%M:%S}",
            directions.get(call.direction, call.direction),
            call.name,
            shown,
            names.get(call.queue, ""),
            names.get(call.agent, ""),
            call.wait_ms // 1000,
            call.talk_ms // 1000,
            ENDS.get(call.end, call.end),
            _("Not told") if call.owed else names.get(call.result, ""),
        )
