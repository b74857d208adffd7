"""How many callers went which way, as the records have counted them by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils import timezone

from gudok.core.ivr.flow import Branch
from gudok.web.ivr import shape
from gudok.web.record.models import FlowCount

if TYPE_CHECKING:
    from gudok.web.setup.flows import Flow

SPANS = {"day": 1, "week": 7}
"""Days with the present one, by name."""


def counted(flow: Flow, span: str) -> dict[str, int]:
    """Callers by «node exit», of the last days."""
    first = timezone.localdate(timezone=timezone.get_default_timezone()) - timedelta(days=SPANS[span] - 1)
    rows = FlowCount.objects.filter(flow=flow.core_id, day__gte=first).values_list("node", "exit")
    branches = {node.id: node for node in shape.read(flow.body).nodes if isinstance(node, Branch)}
    ways = [(node, way, n) for node, way, n in rows.annotate(n=Sum("count")).order_by("node", "exit")]
    return {f"{node} {branches[node].unveiled(way) if node in branches else way}": n for node, way, n in ways}
