"""What if: a day that is over is played again with a change; asked, waited for, read and stopped in the browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.pictures import look
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.stage import Stage
    from playwright.sync_api import Page

HERE = Path(__file__).parent


def program(stage: Stage, name: str, *arguments: str, told: str = "") -> str:
    command = [sys.executable, HERE / name, *arguments]
    ran = subprocess.run(command, env=stage.env, input=told, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def yesterday(played: Stage) -> Iterator[str]:
    """A working day behind us; its date. What is asked of it is forgotten afterwards."""
    newest = program(played, "play_trials.py", "newest")
    yield program(played, "busy_day.py")
    program(played, "busy_day.py", "undo")
    program(played, "play_trials.py", "undo", told=newest)


def sound(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing outside the page; a picture for who wants to look."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert findings(page) == [], name
    look(page, name)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("language", "scheme"), [("ru", "light"), ("en", "dark")])
def test_two_more_operators_are_asked_for_and_drawn(
    yesterday: str, played: Stage, enter: Callable[..., Page], language: str, scheme: str
) -> None:
    page = enter("bob", f"/whatif/?date={yesterday}", language=language, scheme=scheme)
    first = page.locator("fieldset").first
    queue = first.locator("legend").inner_text()
    first.locator("input[name$='-more']").fill("2")
    page.select_option("[name=runs]", "5")
    sound(page, f"whatif-{language}")
    page.click("main form[method=post] .btn-primary")
    page.wait_for_url("**/whatif/*/")
    expect(page.locator("#played progress")).to_be_visible()
    sound(page, f"whatif-waits-{language}")

    program(played, "play_trials.py")
    expect(page.locator("#played table").first).to_be_visible(timeout=20_000)
    expect(page.locator("#played progress")).to_have_count(0)
    expect(page.locator("#played > p").first).to_contain_text(f"{queue}:")
    charts = page.locator("#played svg.gk-chart")
    expect(charts).to_have_count(6)
    for chart in charts.all():
        assert chart.evaluate("svg => svg.getBBox().width <= svg.viewBox.baseVal.width + 1"), "nothing stands outside"
    calls = page.locator("#played table").first.locator("tbody tr").first.locator("td")
    happened, _was, _changed, difference = (text.strip() for text in calls.all_inner_texts())
    assert happened == "300"
    assert difference.startswith("0"), "the same callers in both worlds"
    sound(page, f"whatif-played-{language}")
    page.locator(".gk-charts").scroll_into_view_if_needed()
    look(page, f"whatif-charts-{language}")

    page.goto(f"{played.url}/whatif/?date={yesterday}")
    row = page.locator("section", has=page.locator("h2")).locator("tbody tr").first
    expect(row).to_contain_text(f"{queue}:")
    row.scroll_into_view_if_needed()
    look(page, f"whatif-before-{language}")


def test_a_question_is_stopped(yesterday: str, enter: Callable[..., Page]) -> None:
    page = enter("bob", f"/whatif/?date={yesterday}")
    page.click("main form[method=post] .btn-primary")
    page.click("#played form .btn")
    expect(page.locator("#played .gk-empty")).to_be_visible()
    sound(page, "whatif-stopped")


def test_a_change_that_cannot_be_is_told_at_its_field(yesterday: str, enter: Callable[..., Page]) -> None:
    page = enter("bob", f"/whatif/?date={yesterday}")
    page.fill("[name=volume]", "150")
    page.click("main form[method=post] .btn-primary")
    told = page.locator("[role=alert]")
    expect(told).to_have_count(1)
    expect(page.locator("div", has=page.locator("[name=volume]")).last).to_contain_text(told.inner_text())
    expect(page.locator("[name=volume]")).to_have_value("150")
    sound(page, "whatif-refused")
