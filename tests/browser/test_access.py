"""The screens for everybody: contrast measured, all by keyboard, no motion where none is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browser.centre import MARIA, STRANGER
from playwright.sync_api import expect

from gudok.core.words import CallerGone, HoldAsked, PauseAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_desk_can_be_read(enter: Enter, centre: Centre, scheme: Literal["light", "dark"]) -> None:
    page = enter("alice", "/desk/", scheme=scheme)
    alice, call = centre.who("alice"), f"x{scheme}"
    poor: dict[str, list[str]] = {}

    def look(name: str) -> None:
        view(page, name)
        poor[name] = page.evaluate(CONTRAST)

    look("away")
    centre.ready("alice")
    look("ready")
    centre.call(call, MARIA)
    look("ringing")
    centre.answer(call)
    look("talking")
    centre.come(HoldAsked(0, alice, alice), PauseAsked(0, alice, alice, "lunch"))
    look("held")
    centre.come(CallerGone(0, call))
    look("wrapup")
    centre.come(PauseAsked(0, alice, alice, "lunch"))
    look("paused")
    centre.come(PauseAsked(0, alice, alice, "missed"))
    look("missed")
    centre.die()
    look("down")
    assert {name: found for name, found in poor.items() if found} == {}


def test_every_text_of_the_wall_can_be_read(enter: Enter, centre: Centre) -> None:
    page = enter("bob", "/wall/")
    centre.ready("alice")
    centre.call("y1", MARIA)
    centre.answer("y1")
    centre.call("y2", STRANGER)
    expect(page.locator("#tile-waiting")).to_have_attribute("data-level", "bad", timeout=15_000)
    page.wait_for_timeout(2200)
    assert page.evaluate(CONTRAST) == []


def test_the_keyboard_reaches_every_control_and_shows_where_it_is(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    centre.ready("alice")
    centre.call("k1")
    centre.answer("k1")
    view(page, "talking")
    expect(page.locator("#card h1")).to_be_visible()
    reached = set()
    page.locator("body").press("Tab")
    where = (
        "document.activeElement === document.body ? '' : document.activeElement.id || document.activeElement.className"
    )
    while name := page.evaluate(where):
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", name
        reached.add(name)
        page.keyboard.press("Tab")
    assert {"state", "hold", "transfer", "hangup", "note"} <= reached


def test_no_motion_where_none_is_wanted(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    page.emulate_media(reduced_motion="reduce")
    centre.ready("alice")
    centre.call("access1")
    view(page, "ringing")
    assert page.evaluate("document.getAnimations().length") == 0
