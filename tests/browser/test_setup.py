"""The set-up used in a browser: forms checked as typed, hours, a prompt recorded, a change undone."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.stage import Stage


def look(page: Page, name: str) -> None:
    """axe finds nothing; and a picture for whoever asks for one with GUDOK_LOOK."""
    assert findings(page) == []
    folder = os.environ.get("GUDOK_LOOK")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_hours_are_checked_as_typed_and_tell_what_will_be_on_new_years_day(
    stage: Stage, enter: Callable[..., Page]
) -> None:
    page = enter("dave", "/setup/hours/new/")
    page.get_by_label("Название").fill("Офис")
    monday = page.get_by_label("Понедельник")
    monday.fill("9-8")
    expect(page.get_by_role("alert")).to_contain_text("конец должен быть позже начала")
    look(page, "hours-checked")
    monday.fill("9-13, 14-18")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Офис").click()
    page.get_by_label("Праздники и выходные года").fill("2027")
    page.get_by_role("button", name="Добавить праздники России").click()
    expect(page.get_by_label("Праздники и особые дни")).to_have_value(re.compile("01.01.2027 Новогодние"))
    page.get_by_label("Что будет").fill("2027-01-01T12:00")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_role("status").filter(has_text="Закрыто.")).to_contain_text("Откроется 11 января 2027")
    look(page, "hours")


def test_a_prompt_is_recorded_in_the_page_and_heard(stage: Stage, enter: Callable[..., Page]) -> None:
    page = enter("dave", "/setup/prompts/new/")
    page.get_by_label("Название").fill("Приветствие")
    record = page.get_by_role("button", name="Записать")
    record.click()
    stop = page.get_by_role("button", name="Остановить")
    expect(stop).to_be_visible()
    page.wait_for_function("() => new Promise((done) => setTimeout(() => done(true), 1200))")
    stop.click()
    expect(page.locator(".gk-record audio")).to_be_visible()
    look(page, "prompt-recorded")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("cell", name="Записана в браузере")).to_be_visible()
    page.get_by_role("link", name="Приветствие", exact=True).click()
    expect(page.locator(".gk-prompt-wave path")).to_be_attached()
    look(page, "prompt")
    length = page.evaluate(
        "async () => { const a = document.querySelector('.gk-prompt audio'); a.preload = 'metadata'; a.load();"
        " await new Promise((done) => a.addEventListener('loadedmetadata', done)); return a.duration; }"
    )
    assert 0.8 < length < 4


def test_a_change_is_seen_and_undone_with_the_keyboard(stage: Stage, enter: Callable[..., Page]) -> None:
    page = enter("dave", "/setup/queues/")
    page.get_by_role("link", name="Поддержка").click()
    page.get_by_label("Звонить оператору, с").fill("44")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Сохранено: Поддержка")).to_be_visible()
    page.goto(f"{stage.url}/setup/versions/")
    expect(page.get_by_text("20 → 44").first).to_be_visible()
    look(page, "versions")
    page.locator("tbody a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Отменить это изменение")).to_be_visible()
    look(page, "version")
    page.get_by_role("link", name="Отменить это изменение").press("Enter")
    expect(page.get_by_text("44 → 20")).to_be_visible()
    look(page, "undo")
    page.get_by_role("button", name="Отменить").press("Enter")
    expect(page.get_by_text("44 → 20").first).to_be_visible()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pages_speak_the_persons_language(stage: Stage, enter: Callable[..., Page], language: str) -> None:
    page = enter("dave", "/setup/versions/upload/", language=language, scheme="dark" if language == "en" else "light")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look(page, f"upload-{language}")
