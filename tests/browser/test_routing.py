"""Who gets a call, set up in a browser: an algorithm with its picture, a skill, a penalty; dark and light."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.stage import Stage


def look(page: Page, name: str) -> None:
    """axe finds nothing; and a picture for whoever asks for one with GUDOK_LOOK."""
    assert findings(page) == []
    folder = os.environ.get("GUDOK_LOOK")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def as_before(enter: Callable[..., Page]) -> Iterator[None]:
    """The queue is again as the other tests know it, however this one ends."""
    yield
    page = enter("dave", "/setup/queues/1/routing/")
    page.get_by_label("Кто получает вызов").select_option("")
    page.get_by_label("Какой вызов первым").select_option("")
    page.get_by_label("Нужные навыки, по одному в строке").fill("")
    page.locator(".gk-standing input").first.fill("0")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("link", name="Кто получает вызов и какой вызов первым")).to_be_visible()


@pytest.mark.usefixtures("as_before")
def test_an_algorithm_is_chosen_with_its_settings_and_a_skill_is_wanted(
    stage: Stage, enter: Callable[..., Page]
) -> None:
    page = enter("dave", "/setup/skills/new/")
    page.get_by_label("Название").fill("Английский")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Английский").click()
    page.locator(".gk-level input").first.fill("3")
    look(page, "skill")
    page.get_by_role("button", name="Сохранить уровни").click()
    page.goto(f"{stage.url}/setup/queues/1/")
    page.get_by_role("link", name="Кто получает вызов и какой вызов первым").click()
    expect(page.locator("[data-panel]:visible")).to_have_count(2)
    page.get_by_label("Кто получает вызов").select_option("sticky")
    page.get_by_label("Ждать только его, с").fill("15")
    page.get_by_label("Какой вызов первым").select_option("head-start")
    expect(page.get_by_label("Фора VIP, мин")).to_have_value("5")
    page.get_by_label("Нужные навыки, по одному в строке").fill("angliyskiy 2 60:0")
    page.locator(".gk-standing input").first.fill("1")
    look(page, "routing")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Кто получает вызов и какой вызов первым").click()
    expect(page.get_by_label("Ждать только его, с")).to_have_value("15")
    page.emulate_media(color_scheme="dark")
    look(page, "routing-dark")


def test_several_telephones_for_one_call(stage: Stage, enter: Callable[..., Page]) -> None:
    page = enter("dave", "/setup/queues/1/routing/")
    page.get_by_label("Кто получает вызов").select_option("ringall")
    expect(page.get_by_label("Не больше стольких сразу (0 — всем)")).to_have_value("0")
    look(page, "ringall")
    page.get_by_label("Кто получает вызов").select_option("ring-progressive")
    expect(page.get_by_label("Ещё один каждые, с")).to_have_value("10")
    look(page, "ring-progressive")
