from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import AsyncClient, Client
from msgspec import structs
from prometheus_client.parser import text_string_to_metric_families

from gudok.edges.bus.unix import Answer, Ping, serve
from gudok.web.metrics.table import METRICS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gudok.core.words import AnyInput

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def engine() -> AsyncIterator[None]:
    async def answer(asked: AnyInput | Ping) -> Answer:
        return Answer(True, turn=7, telephony="up", numbers={"inbox": 3, "cpu": 1500})

    server = await serve(settings.DATA.engine_socket, answer)
    yield
    server.close()
    settings.DATA.engine_socket.unlink(missing_ok=True)


async def scrape() -> dict[str, float]:
    """Samples by name and labels."""
    response = await AsyncClient().get("/metrics")
    assert response.status_code == 200
    families = list(text_string_to_metric_families(response.content.decode()))
    assert {family.name for family in families} <= METRICS.keys()
    return {
        f"{sample.name}{sorted(sample.labels.values()) or ''}": sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.usefixtures("engine")
async def test_the_engine_tells_by_the_bus() -> None:
    found = await scrape()
    assert found["gudok_up['engine']"] == 1
    assert found["gudok_up['asterisk']"] == 0
    assert found["gudok_engine_turns_total"] == 7
    assert found["gudok_engine_inbox"] == 3
    assert found["gudok_engine_cpu_seconds_total"] == 1.5
    assert found["gudok_records_lag_turns"] == 0


async def test_without_an_engine_it_is_down_and_the_rest_is_told() -> None:
    await AsyncClient().get("/nothing-of-ours/")
    found = await scrape()
    assert found["gudok_up['engine']"] == 0
    assert found["gudok_up['records']"] == 1
    assert found["gudok_disk_free_bytes"] > 0
    assert found["gudok_web_requests_total['404', 'GET', 'unknown']"] >= 1
    assert not any("nothing-of-ours" in name for name in found)


def test_other_machines_need_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    api = structs.replace(settings.GUDOK.api, metrics_token="a-token-of-16-chars")
    monkeypatch.setattr(settings, "GUDOK", structs.replace(settings.GUDOK, api=api))
    far = Client(REMOTE_ADDR="192.0.2.7")
    assert far.get("/metrics").status_code == 403
    assert far.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert far.get("/metrics", headers={"Authorization": "Bearer a-token-of-16-chars"}).status_code == 200
    assert Client().get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 403


@pytest.mark.usefixtures("engine")
async def test_ready_when_all_parts_are() -> None:
    response = await AsyncClient().get("/readyz")
    assert response.status_code == 200, response.content
    assert json.loads(response.content)["records_lag_turns"] == 0


async def test_not_ready_without_an_engine_but_alive() -> None:
    response = await AsyncClient().get("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content)["engine"] == "down"
    assert (await AsyncClient().get("/livez")).status_code == 200


def test_names_follow_prometheus() -> None:
    for name, metric in METRICS.items():
        assert re.fullmatch(r"gudok_[a-z_]+", name)
        assert metric.kind in {"gauge", "counter", "histogram"}
        assert not name.endswith("_total")
