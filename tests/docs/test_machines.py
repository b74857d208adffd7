"""What programs are told is true: scopes, refusals, metrics in both languages; the dashboard asks for what there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gudok.web.api.problems import CODES
from gudok.web.api.resources.asks import ASKS
from gudok.web.api.resources.supervise import TABLE
from gudok.web.api.scopes import SCOPES
from gudok.web.metrics.table import METRICS

ROOT = Path(__file__).parents[2]
NAMES = {f"{name}_total" if metric.kind == "counter" else name for name, metric in METRICS.items()}
PAGES = ["api.md", "api.ru.md"]


def read(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_scope_refusal_and_metric_has_its_line(page: str) -> None:
    first = set(re.findall(r"^\| `([\w:]+)", read(page), re.MULTILINE))
    assert set(SCOPES) <= first
    assert set(CODES) <= first
    assert first >= NAMES
    assert {name for name in first if name.startswith("gudok_")} == NAMES, "and none that is no more"


@pytest.mark.parametrize("page", PAGES)
def test_every_ask_and_power_is_named(page: str) -> None:
    text = read(page)
    known = set(re.findall(r"[\w-]+", text))
    assert [name for name in [*ASKS, *TABLE] if name not in known | {"message"}] == []


def test_the_dashboard_asks_only_for_what_is_measured_and_for_all_of_it() -> None:
    board = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    asked = {
        name.removesuffix("_bucket")
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"gudok_\w+", target["expr"])
    }
    assert asked == NAMES
