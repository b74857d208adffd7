"""What a screen reader is told: each ring once, mute, trouble; and never a timer that runs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from browser.centre import MARIA
from browser.test_day import day  # noqa: F401
from playwright.sync_api import expect

from gudok.core.words import CallerGone, HoldAsked, PauseAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]

pytestmark = pytest.mark.timeout(240)

WATCH = """() => {
  window.said = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const node = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      const region = node?.closest("[aria-live], [role=alert], [role=status]");
      if (region && region.getAttribute("aria-live") !== "off" && region.checkVisibility({ visibilityProperty: true }))
        window.said.push(`${region.id || region.className}: ${region.textContent.trim()}`);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
"""Collects what changes inside the parts that are read out."""


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


def noise_of(page: Page) -> dict[str, int]:
    """The parts that are read out more than once within three seconds in which nothing happens but time."""
    page.wait_for_timeout(600)
    page.evaluate("window.said = []")
    page.wait_for_timeout(3000)
    said = Counter(text.split(":")[0] for text in set(page.evaluate("window.said")))
    return {part: times for part, times in said.items() if times > 1}


def test_a_ring_is_said_once_and_again_for_the_same_caller(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    page.evaluate(WATCH)
    for call in ("said1", "said2"):
        centre.ready("alice")
        view(page, "ready")
        expect(page.locator("#say-now")).to_be_empty()
        page.evaluate("window.said = []")
        centre.call(call, MARIA)
        view(page, "ringing")
        expect(page.locator("#say-now")).to_have_text("Звонок: Иванова Мария Петровна · Продажи")
        assert [text for text in page.evaluate("window.said") if text.startswith("say-now")] == [
            "say-now: Звонок: Иванова Мария Петровна · Продажи"
        ]
        centre.come(CallerGone(0, call))
        view(page, "ready")


def test_no_running_time_is_read_out(
    enter: Enter,
    centre: Centre,
    day: Centre,  # noqa: F811
) -> None:
    page, alice = enter("alice", "/desk/"), centre.who("alice")
    page.evaluate(WATCH)
    noise: dict[str, dict[str, int]] = {}
    centre.ready("alice")
    view(page, "ready")
    noise["ready"] = noise_of(page)
    centre.call("said3", MARIA)
    view(page, "ringing")
    noise["ringing"] = noise_of(page)
    centre.answer("said3")
    centre.come(HoldAsked(0, alice, alice))
    view(page, "held")
    noise["held"] = noise_of(page)
    centre.come(CallerGone(0, "said3"))
    view(page, "wrapup")
    noise["wrapup"] = noise_of(page)
    centre.ago = 40 * 60_000
    centre.come(PauseAsked(0, alice, "bob", "lunch"))
    centre.ago = 0
    view(page, "paused")
    expect(page.locator("[data-views=paused] .gk-over")).to_be_visible()
    noise["paused"] = noise_of(page)
    assert {name: found for name, found in noise.items() if found} == {}


def test_a_lost_server_in_a_talk_is_said_once_while_its_time_runs(enter: Enter, stage: Stage) -> None:
    page = enter("alice", "/desk/")
    stage.centre.ready("alice")
    stage.centre.call("said4", MARIA)
    stage.centre.answer("said4")
    view(page, "talking")
    stage.kill_web()
    banner = page.locator("#banner")
    expect(banner).to_contain_text("Разговор продолжается", timeout=15_000)
    expect(page.locator("#say-now")).to_contain_text("Разговор продолжается")
    page.evaluate(WATCH)
    shown = banner.inner_text()
    assert noise_of(page) == {}
    assert banner.inner_text() != shown, "the time in the banner runs on"
    for control in ("#hold", "#transfer", "#hangup"):
        expect(page.locator(control)).to_be_enabled()
    stage.start_web()
    expect(banner).to_be_hidden(timeout=20_000)
    expect(page.locator("#say-now")).to_be_empty()
    assert re.match(r"\d", page.locator("#clock").inner_text())
