"""The knowledge base beside a call, and what must be read before an operator is ready."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from browser.axe import findings
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


DEAF = 750
"""Milliseconds after a change of state in which the desk takes no F2."""


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


def test_an_article_is_found_and_read_beside_the_talk_by_keyboard(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    centre.ready("alice")
    centre.call("know1")
    centre.answer("know1")
    view(page, "talking")
    # Those of the call's queue stand there before one types.
    expect(page.locator("#know-list button")).to_have_count(2)
    page.keyboard.press("Control+b")
    expect(page.locator("#know-find")).to_be_focused()
    page.keyboard.type("ufhfynbz")
    expect(page.locator("#know-list button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#know-title")).to_be_focused()
    expect(page.locator("#know-title")).to_have_text("Гарантия и ремонт")
    assert findings(page) == []
    # A link to another article is followed in its place.
    page.locator("#know-article a[data-article]").click()
    expect(page.locator("#know-title")).to_have_text("Возврат и обмен")
    page.keyboard.press("Escape")
    expect(page.locator("#know-find")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#know-list button").first).to_be_focused()


def test_a_new_must_is_written_read_before_ready_and_asked_anew(enter: Enter, centre: Centre) -> None:
    his = enter("bob", "/knowledge/new/")
    his.fill("[name=title]", "Как здороваться")
    his.click("main form button")
    his.fill("#draft-text", "Добрый день, магазин.")
    expect(his.locator("#draft-saved")).to_have_text(re.compile("Сохранено"))
    expect(his.locator("#draft-preview")).to_have_text("Добрый день, магазин.")
    try:
        his.check("[name=must_read]")
        his.get_by_role("button", name="Сохранить").click()
        his.get_by_role("button", name="Опубликовать").click()
        expect(his.locator("h1")).to_have_text("Как здороваться")
        page = enter("alice", "/desk/")
        view(page, "away")
        expect(page.locator("#due li")).to_have_count(1)
        page.wait_for_timeout(DEAF)
        page.keyboard.press("F2")
        expect(page.locator("#ask-error")).to_contain_text("Сначала прочитайте: Как здороваться")
        expect(page.locator("#know-title")).to_have_text("Как здороваться")
        assert findings(page) == []
        page.get_by_role("button", name="Прочитано").click()
        expect(page.locator("#due li")).to_have_count(0)
        page.keyboard.press("F2")
        view(page, "ready")
        his.get_by_role("link", name="Кто прочитал").click()
        expect(his.locator("tr", has_text="Анна Белова")).to_contain_text("1")
    finally:
        his.goto(re.sub(r"/knowledge/([^/]+)/.*", r"/knowledge/\1/edit/", his.url))
        his.get_by_role("button", name="Убрать").click()
        his.wait_for_url("**/article/")
