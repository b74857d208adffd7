"""A call that rings at two desks in real browsers: both ring, one answers, and the other says calmly who has it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.test_desk import view
from msgspec import structs
from playwright.sync_api import expect

from gudok.core.ranking.agents.ring import RingAll
from gudok.core.words import CallerGone, Configured, HangUpAsked, LegUp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


@pytest.fixture
def everybody_rings(centre: Centre) -> Iterator[Centre]:
    """Every queue rings all who are free."""
    before = centre.state.settings
    queues = tuple(structs.replace(queue, algorithm=RingAll()) for queue in before.queues)
    centre.come(Configured(0, structs.replace(before, version=before.version + 1, queues=queues)))
    yield centre
    centre.come(Configured(0, structs.replace(before, version=before.version + 2)))


def test_both_ring_and_who_is_second_is_told_who_has_it(enter: Enter, everybody_rings: Centre) -> None:
    centre = everybody_rings
    page, other = enter("alice", "/desk/"), enter("olga", "/desk/")
    centre.ready("alice", "olga")
    view(page, "ready")
    view(other, "ready")
    centre.call("s1")
    for desk in (page, other):
        view(desk, "ringing")
        expect(desk.locator(".gk-panel .gk-name >> visible=true")).to_contain_text("Иванова Мария")
    leg = centre.state.agents[centre.who("olga")].mode.leg  # type: ignore[union-attr]
    centre.come(LegUp(0, "s1", leg))
    view(other, "talking")
    view(page, "ready")
    expect(page.locator("#toast-text")).to_have_text("На звонок отвечает Ольга Снегирёва")
    expect(other.locator("#toast")).to_be_hidden()
    if folder := os.environ.get("GUDOK_LOOK"):
        page.screenshot(path=Path(folder) / "taken.png")
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=Path(folder) / "taken-dark.png")
    assert findings(page) == []
    centre.come(CallerGone(0, "s1"))


def test_one_declines_and_the_other_rings_on(enter: Enter, everybody_rings: Centre) -> None:
    centre = everybody_rings
    page, other = enter("alice", "/desk/"), enter("olga", "/desk/")
    centre.ready("alice", "olga")
    view(page, "ready")
    view(other, "ready")
    centre.call("s2")
    view(page, "ringing")
    centre.come(HangUpAsked(0, centre.who("alice"), centre.who("alice")))
    view(page, "missed")
    view(other, "ringing")
    centre.come(CallerGone(0, "s2"))
    view(other, "ready")
    expect(other.locator("#toast")).to_be_hidden()
