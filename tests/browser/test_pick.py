"""Calls that operators pick: the list on two desks, by mouse and by keys; who is second is told calmly."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.centre import HIDDEN, STRANGER
from browser.test_desk import view
from msgspec import structs
from playwright.sync_api import expect

from gudok.core.ranking.agents.own import Manual
from gudok.core.words import CallerGone, Configured, HangUpAsked, LegUp, PickAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


@pytest.fixture
def picked_by_hand(centre: Centre) -> Iterator[Centre]:
    """Nothing of sales is given out."""
    before = centre.state.settings
    sales, *others = before.queues
    queues = (structs.replace(sales, algorithm=Manual(), wrapup=0), *others)
    centre.come(Configured(0, structs.replace(before, version=before.version + 1, queues=queues)))
    yield centre
    centre.come(Configured(0, structs.replace(before, version=before.version + 2)))


def look(page: Page, name: str) -> None:
    """axe finds nothing, light and dark; and pictures for whoever asks for them with GUDOK_LOOK."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == []
        if folder := os.environ.get("GUDOK_LOOK"):
            page.screenshot(path=Path(folder) / f"{name}-{scheme}.png")


def pick(centre: Centre, login: str, call: str) -> None:
    centre.come(PickAsked(0, centre.who(login), centre.who(login), call))


def test_two_desks_see_the_list_and_one_picks(enter: Enter, picked_by_hand: Centre) -> None:
    centre = picked_by_hand
    alice, olga = enter("alice", "/desk/"), enter("olga", "/desk/")
    expect(alice.locator("#picks")).to_be_hidden()
    centre.ready("alice", "olga")
    for desk in (alice, olga):
        view(desk, "ready")
        expect(desk.locator("#pick-none")).to_be_visible()
    centre.call("p1", STRANGER, waited=75_000)
    centre.call("p2")
    centre.call("p3", HIDDEN)
    rows = alice.locator("#pick-list button")
    for desk in (alice, olga):
        expect(desk.locator("#pick-list .gk-pick-who b")).to_have_text(
            ["Иванова Мария Петровна", "+7 495 222-33-44", "Номер скрыт"]
        )
    expect(rows.nth(0)).to_contain_text("VIP")
    expect(rows.nth(1)).to_contain_text("1:")
    look(alice, "picks")

    # By keys: to the list, one down, taken. The other desk loses the row, and its focus stays in the list.
    olga.keyboard.press("F3")
    expect(olga.locator("#pick-list button").nth(0)).to_be_focused()
    olga.keyboard.press("ArrowDown")
    alice.keyboard.press("F3")
    alice.keyboard.press("ArrowDown")
    alice.keyboard.press("Enter")
    view(alice, "ringing")
    expect(alice.locator("#picks")).to_be_hidden()
    assert centre.state.calls["p1"].mode.agent == centre.who("alice")  # type: ignore[union-attr]
    expect(olga.locator("#pick-list button")).to_have_count(2)
    expect(olga.locator("#pick-list button").nth(1)).to_be_focused()

    # Not answered and not wanted: it is back in the other's list, at its place; she takes the first with the mouse.
    centre.come(HangUpAsked(0, centre.who("alice"), centre.who("alice")))
    view(alice, "missed")
    expect(olga.locator("#pick-list .gk-pick-who b")).to_have_text(
        ["Иванова Мария Петровна", "+7 495 222-33-44", "Номер скрыт"]
    )
    olga.locator("#pick-list button").first.click()
    view(olga, "ringing")
    expect(olga.locator(".gk-panel .gk-name >> visible=true")).to_contain_text("Иванова Мария")
    centre.come(LegUp(0, "p2", 1))
    view(olga, "talking")


def test_who_is_second_is_told_in_passing(enter: Enter, picked_by_hand: Centre) -> None:
    centre = picked_by_hand
    page = enter("alice", "/desk/")
    centre.ready("alice", "olga")
    view(page, "ready")
    centre.call("p4")
    row = page.locator("#pick-list button")
    expect(row).to_have_count(1)
    # The desk's stream is behind: what a colleague did a moment ago is not seen here yet.
    page.route("**/desk/ask/pick", lambda route: (pick(centre, "olga", "p4"), route.continue_()))
    row.click()
    expect(page.locator("#toast-text")).to_have_text("Этот звонок уже у коллеги.")
    expect(page.locator("#ask-error")).to_have_text("")
    expect(row).to_have_count(0)
    view(page, "ready")
    centre.come(CallerGone(0, "p4"))
