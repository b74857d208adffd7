"""A day looked at afterwards: charts that fit, bars that tell, an operator's line one click away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.conftest import SMALL
from browser.pictures import keep_picture
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.stage import Stage
    from playwright.sync_api import Page

PROGRAM = Path(__file__).with_name("busy_day.py")


@pytest.fixture(scope="module")
def yesterday(played: Stage) -> Iterator[str]:
    """A working day behind us; its date."""
    made = subprocess.run([sys.executable, PROGRAM], env=played.env, capture_output=True, text=True, check=True)
    yield made.stdout
    subprocess.run([sys.executable, PROGRAM, "undo"], env=played.env, check=True)


@pytest.mark.parametrize(("language", "scheme"), [("ru", "light"), ("en", "dark")])
def test_a_day_is_drawn(yesterday: str, enter: Callable[..., Page], language: str, scheme: str) -> None:
    page = enter("bob", f"/days/?date={yesterday}", language=language, scheme=scheme)
    charts = page.locator(".gk-drawing svg.gk-chart")
    expect(charts).to_have_count(4)
    for chart in charts.all():
        assert chart.locator("rect").count() > 20
        assert chart.evaluate("svg => svg.getBBox().width <= svg.viewBox.baseVal.width + 1"), "nothing stands outside"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".gk-bar-lost title").first.text_content()
    keep_picture(page, f"day-{language}.png")
    page.locator(".gk-crew-day a").first.click()
    expect(page.locator(".gk-drawing .gk-band rect").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep_picture(page, f"operator-day-{language}.png")
    assert page.viewport_size == SMALL
