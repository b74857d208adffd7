"""Counting the web's requests: a middleware, for plain and async views."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction
from django.utils.decorators import sync_and_async_middleware
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

from gudok.web.metrics.table import METRICS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

disable_created_metrics()
REGISTRY = CollectorRegistry()
_REQUESTS, _SECONDS = (METRICS[name] for name in ("gudok_web_requests", "gudok_web_request_seconds"))
requests = Counter("gudok_web_requests", _REQUESTS.says, _REQUESTS.labels, registry=REGISTRY)
seconds = Histogram(
    "gudok_web_request_seconds",
    _SECONDS.says,
    _SECONDS.labels,
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})


@sync_and_async_middleware
def count_requests(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Count each answer by room (the first word of the address), method and status."""
    if iscoroutinefunction(get_response):

        async def acounted(request: HttpRequest) -> Any:
            began = time.perf_counter()
            response = await get_response(request)
            _count(request, response, began)
            return response

        return acounted

    def counted(request: HttpRequest) -> Any:
        began = time.perf_counter()
        response = get_response(request)
        _count(request, response, began)
        return response

    return counted


def _count(request: HttpRequest, response: HttpResponseBase, began: float) -> None:
    # An address that is none of ours must not make a label: anybody could make any number of them.
    known = getattr(request, "resolver_match", None) is not None
    room = (request.path.strip("/").split("/")[0] or "home") if known else "unknown"
    method = request.method if request.method in METHODS else "other"
    requests.labels(room, method, str(response.status_code)).inc()
    seconds.labels(room).observe(time.perf_counter() - began)
