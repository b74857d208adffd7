"""The desk to a person's liking: keys, density; all states fit the small screen, and zoom does not break them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.centre import MARIA
from browser.conftest import SMALL
from playwright.sync_api import expect

from gudok.core.words import CallerGone, HoldAsked, PauseAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


def choose(page: Page, stage: Stage, density: str, keys: dict[str, str]) -> None:
    """Set the own desk up by keyboard, as a person does."""
    page.goto(f"{stage.url}/desk/choices/")
    page.select_option("[name=density]", density)
    for name, press in keys.items():
        page.focus(f"[name='key-{name}']")
        page.keyboard.press(press)
    page.click("main form button")
    expect(page.locator(".invalid-feedback, .is-invalid")).to_have_count(0)


def test_moved_keys_work_and_are_printed(enter: Enter, stage: Stage, centre: Centre) -> None:
    page = enter("oleg", "/profile/")
    page.get_by_role("link", name="Клавиши и вид").click()
    choose(page, stage, "normal", {"F9": "F2", "F2": "F9"})
    page.goto(f"{stage.url}/desk/")
    view(page, "away")
    page.wait_for_timeout(800)
    page.keyboard.press("F2")
    page.keyboard.press("F9")
    view(page, "ready")
    centre.call("feel1", MARIA, did="7000")
    centre.answer("feel1")
    view(page, "talking")
    expect(page.locator("#hold kbd")).to_have_text("F2")
    page.keyboard.press("F2")
    view(page, "held")
    page.locator("body").press("?")
    expect(page.locator("#help-dialog")).to_contain_text("Удержать")
    expect(page.locator("#help-dialog tr").first).to_contain_text("F9")
    page.keyboard.press("Escape")
    choose(page, stage, "normal", {"F9": "Backspace", "F2": "Backspace"})


SCROLLS = """() => [document.documentElement, document.querySelector(".gk-panel")]
  .filter((node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1)
  .map((node) => `${node.className} ${node.scrollHeight} in ${node.clientHeight}`)"""
"""The parts of the desk that are larger than their place."""
STATES = ("away", "ready", "ringing", "talking", "held", "wrapup", "paused", "missed", "down")


def walk(page: Page, centre: Centre, call: str, look: Callable[[str], None]) -> None:
    """Show every state of the desk."""
    alice = centre.who("alice")
    for name in STATES:
        if name == "ready":
            centre.ready("alice")
        elif name == "ringing":
            centre.call(call, MARIA)
        elif name == "talking":
            centre.answer(call)
        elif name == "held":
            centre.come(HoldAsked(0, alice, alice))
        elif name == "wrapup":
            centre.come(CallerGone(0, call))
        elif name in {"paused", "missed"}:
            centre.come(PauseAsked(0, alice, alice, "lunch" if name == "paused" else "missed"))
        elif name == "down":
            centre.die()
        view(page, name)
        look(name)


@pytest.mark.parametrize("density", ["normal", "dense"])
def test_no_state_scrolls_on_the_small_screen(enter: Enter, stage: Stage, centre: Centre, density: str) -> None:
    page = enter("alice", "/profile/", size=SMALL)
    choose(page, stage, density, {})
    page.goto(f"{stage.url}/desk/")
    tall: dict[str, list[str]] = {}

    def look(name: str) -> None:
        tall[name] = page.evaluate(SCROLLS)

    walk(page, centre, f"fit-{density}", look)
    choose(page, stage, "normal", {})
    assert {name: found for name, found in tall.items() if found} == {}


def test_large_letters_leave_answer_and_hang_up_in_sight(enter: Enter, stage: Stage, centre: Centre) -> None:
    page = enter("alice", "/profile/", size=SMALL)
    choose(page, stage, "large", {})
    page.goto(f"{stage.url}/desk/")

    def look(name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        wanted = {"talking": "#hangup", "held": "#hangup", "wrapup": "#after"}.get(name)
        if wanted:
            page.locator(wanted).scroll_into_view_if_needed()
            expect(page.locator(wanted)).to_be_in_viewport()

    walk(page, centre, "large", look)
    choose(page, stage, "normal", {})


def test_double_zoom_cuts_nothing_off(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/", size={"width": 683, "height": 384})

    def look(name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    walk(page, centre, "zoom", look)
