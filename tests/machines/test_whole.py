"""Metrics, health and the command line on a whole centre with a real Asterisk."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest
from machines.conftest import MAKE
from prometheus_client.parser import text_string_to_metric_families
from whole import DJANGO, WholeCentre, whole_centre

from gudok.install.step import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.telephony


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeCentre]:
    try:
        with whole_centre(tmp_path_factory.mktemp("whole") / "data") as made:
            asyncio.run(made.start())
            yield made
    except SetupError as error:
        pytest.skip(str(error))


def environment(centre: WholeCentre) -> dict[str, str]:
    return {**os.environ, **DJANGO, "GUDOK_DATA": str(centre.data.path)}


@pytest.fixture(scope="module")
def bob(centre: WholeCentre) -> str:
    """bob's token."""
    command = [sys.executable, "-c", MAKE, "bob", "calls:read", "live:read", "operators:ask"]
    done = subprocess.run(command, env=environment(centre), capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def scrape(centre: WholeCentre) -> dict[str, float]:
    with urllib.request.urlopen(f"{centre.url}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    return {
        f"{sample.name}{sorted(sample.labels.values()) or ''}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_every_part_is_measured(centre: WholeCentre) -> None:
    found = scrape(centre)
    for part in ("engine", "telephony", "asterisk", "records"):
        assert found[f"gudok_up['{part}']"] == 1, part
    assert found["gudok_engine_memory_bytes"] > 10_000_000
    assert found["gudok_engine_turns_total"] == found["gudok_journal_turns_total"] > 0
    assert found["gudok_asterisk_channels"] == 0
    assert found["gudok_asterisk_uptime_seconds"] > 0
    assert sum(value for name, value in found.items() if name.startswith("gudok_asterisk_endpoints")) >= 6
    assert found["gudok_queue_waiting['Продажи']"] == 0


def test_ready_until_the_engine_is_gone(centre: WholeCentre) -> None:
    with urllib.request.urlopen(f"{centre.url}/readyz", timeout=10) as answer:
        assert json.load(answer)["telephony"] == "ok"
    centre.kill("engine")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{centre.url}/readyz", timeout=10)
    assert refused.value.code == 503
    assert json.load(refused.value)["engine"] == "down"
    assert scrape(centre)["gudok_up['engine']"] == 0
    asyncio.run(centre.start("engine"))


def gudok(centre: WholeCentre, *arguments: str, token: str) -> Any:
    """`gudok api …`: its output, read as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "gudok", "api", "--url", centre.url, "--json", *arguments],
        env=environment(centre) | {"GUDOK_TOKEN": token},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_command_line_asks_the_same_api(centre: WholeCentre, bob: str) -> None:
    queues = gudok(centre, "queues", token=bob)
    assert {queue["name"] for queue in queues} == {"Продажи", "Поддержка"}
    operators = gudok(centre, "operators", token=bob)
    assert {one["name"] for one in operators} >= {"Оператор 1"}
    assert gudok(centre, "calls", "--limit", "5", token=bob) == []


def test_the_command_line_tells_a_refusal_in_words(centre: WholeCentre) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gudok", "api", "--url", centre.url, "--token", "gudok_x_y", "calls"],
        env=environment(centre),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "no such token" in done.stderr
    assert "Traceback" not in done.stderr
