"""Alerts on the supervisor's pages: told while they go on, silent once somebody has seen or muted them."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.pictures import look
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.stage import Stage
    from playwright.sync_api import Page

WORDS = "Нет готовых, а кто-то ждёт"
HEARD = """
  window.said = [];
  window.Notification = class extends Notification {
    constructor(title, options) { super(title, options); window.said.push(`${title}: ${options.body}`); }
  };
"""
ASKED = """
  let answer = "default";
  Object.defineProperty(Notification, "permission", { get: () => answer });
  Notification.requestPermission = async () => { answer = window.choice; return answer; };
"""


@pytest.fixture
def watched(stage: Stage) -> Iterator[Stage]:
    """The worker watches the played centre; its disk and engine give no alert of their own."""
    with (stage.data.log / "work.log").open("w") as log:
        worker = subprocess.Popen([sys.executable, "-m", "gudok", "work"], env=stage.env, stderr=log)
        yield stage
        worker.terminate()
        worker.wait(30)


@pytest.mark.timeout(240)
def test_somebody_waits_and_nobody_is_ready(watched: Stage, enter: Callable[..., Page]) -> None:
    """Seen on the wall, taken note of and muted on the page of alerts, which is never loaded again; then over."""
    wall, page = enter("bob", "/wall/"), enter("bob", "/alerts/")
    page.evaluate("window.same = true")
    wall.evaluate(f"() => {{{HEARD}}}")
    wall.click("h2 >> nth=0")
    watched.centre.call("c0000000a1e47")
    line = wall.locator("#alerts li[data-level=bad]").filter(has_text=WORDS)
    expect(line).to_be_visible(timeout=60_000)
    expect(wall.locator("[data-alert-count]")).to_have_text(re.compile(r"[1-9]"))
    wall.wait_for_function("words => window.said.some((text) => text.includes(words))", arg=WORDS)
    row = page.locator("#board li").filter(has_text=WORDS)
    expect(row).to_be_visible()
    expect(page.locator("#say")).to_contain_text("Плохо")
    look(page, "alerts-now")
    row.get_by_role("button", name="Вижу").click()
    expect(row).to_contain_text("видит Борис Орлов")
    expect(line).to_have_count(0)
    mute = row.locator("summary")
    mute.focus()
    page.keyboard.press("Enter")
    look(page, "alerts-mute")
    page.wait_for_timeout(2500)  # longer than the page waits between two looks: the choice stays open
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("заглушил(а) Борис Орлов")
    assert findings(page) == []
    watched.centre.clear()
    muted = page.locator("#board li[data-quiet]").filter(has_text=WORDS)
    expect(page.locator("#board")).to_contain_text("Заглушено, сейчас не происходит", timeout=20_000)
    over = page.locator("#over-rows tbody tr").filter(has_text=WORDS).first
    expect(over).to_contain_text("Борис Орлов")
    look(page, "alerts-muted")
    muted.get_by_role("button", name="Снова сообщать").click()
    expect(muted).to_have_count(0)
    page.select_option("[name=kind]", "nobody")
    expect(page).to_have_url(re.compile("kind=nobody"))
    expect(page.locator("#over-rows tbody tr").first).to_contain_text("Борис Орлов")
    page.select_option("[name=level]", "warn")
    expect(page.locator("#over-rows")).to_contain_text("Ничего не найдено")
    assert page.evaluate("window.same"), "the page was never loaded again"
    look(page, "alerts-over")


@pytest.mark.parametrize(("choice", "after"), [("granted", "hidden"), ("denied", "disabled")])
def test_notifications_are_asked_for_by_a_press_alone(enter: Callable[..., Page], choice: str, after: str) -> None:
    page = enter("bob", "/wall/")
    page.add_init_script(f"window.choice = '{choice}';{ASKED}")
    page.goto(page.url.replace("/wall/", "/alerts/"))
    button = page.locator("[data-notify]")
    expect(button).to_be_enabled()
    button.click()
    if after == "hidden":
        expect(button).to_be_hidden()
    else:
        expect(button).to_be_disabled()
        expect(button).to_have_attribute("title", re.compile("замка"))


def test_a_test_letter_says_why_it_cannot_be_sent(enter: Callable[..., Page]) -> None:
    page = enter("dave", "/alerts/")
    page.get_by_role("button", name="Пробное письмо мне").click()
    expect(page.locator("#mail-trial")).to_contain_text("gudok.toml")
    look(page, "alerts-mail")


def test_a_server_that_is_away_is_said_and_changes_nothing(stage: Stage, enter: Callable[..., Page]) -> None:
    page = enter("bob", "/alerts/")
    stage.kill_web()
    expect(page.locator("#board-lost")).to_be_visible()
    stage.start_web()
    expect(page.locator("#board-lost")).to_be_hidden()
