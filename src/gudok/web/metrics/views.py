from __future__ import annotations

import ipaddress
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import CollectorRegistry

from gudok.web.accounts.doors import open_to_strangers
from gudok.web.metrics import health
from gudok.web.metrics.collect import collect
from gudok.web.metrics.requests import REGISTRY
from gudok.web.metrics.table import METRICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest
    from prometheus_client.metrics_core import Metric

    from gudok.web.metrics.collect import Sample


@open_to_strangers
@require_GET
async def metrics(request: HttpRequest) -> HttpResponse:
    """Everything for Prometheus: for this machine, and for who has the token of `api.metrics_token`."""
    if not _may(request):
        return HttpResponse(status=403)
    registry = CollectorRegistry()
    registry.register(_Collected(await collect()))
    text = generate_latest(registry) + generate_latest(REGISTRY)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _may(request: HttpRequest) -> bool:
    token = settings.GUDOK.api.metrics_token
    header = request.headers.get("Authorization", "")
    if token and secrets.compare_digest(header.encode(), f"Bearer {token}".encode()):
        return True
    try:
        here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    # A proxy on this machine that does not say whom it asks for would open this to the world.
    return here and "Forwarded" not in request.headers and "X-Forwarded-For" not in request.headers


class _Collected:
    """Samples as families of the client library."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self.samples = list(samples)

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for name, labels, value in self.samples:
            known = METRICS[name]
            if name not in families:
                kind = CounterMetricFamily if known.kind == "counter" else GaugeMetricFamily
                families[name] = kind(name, known.says, labels=known.labels)
            families[name].add_metric(labels, value)  # type: ignore[attr-defined]
        yield from families.values()


@open_to_strangers
@require_GET
def live(request: HttpRequest) -> JsonResponse:
    """This process runs."""
    return JsonResponse({"web": "ok"})


@open_to_strangers
@require_GET
async def ready(request: HttpRequest) -> JsonResponse:
    """Each part of the centre; 503 when one is down."""
    found = await health.parts()
    return JsonResponse(found, status=200 if health.ready(found) else 503)
