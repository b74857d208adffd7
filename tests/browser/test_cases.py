"""A complaint and a wish taken at the desk while one talks, by keyboard, through a web that is killed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from browser.axe import findings
from browser.test_orders import talking
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]

NUMBERED = re.compile(r"№ \d+")
SAVED = re.compile("Сохранено")


def choose(page: Page, kind: str) -> None:
    """Down the list of kinds to this one. (Letters typed ahead cannot be sent: Russian ones are no keys here.)"""
    chosen = page.locator("#case-form [name=kind] option:checked")
    for _ in range(page.locator("#case-form [name=kind] option").count()):
        if chosen.text_content() == kind:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no such kind: {kind}")


def test_a_complaint_and_a_wish_by_keyboard(enter: Enter, stage: Stage, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    talking(page, centre, "case1")
    keys = page.keyboard
    keys.press("Control+j")
    expect(page.locator("#case-form [name=kind]")).to_be_focused()
    choose(page, "Жалоба")
    keys.press("Enter")
    keys.press("Enter")
    expect(page.locator("#case-form [name=subject]")).to_be_focused()
    keys.type("Чай пришёл вскрытым")
    expect(page.locator("#case-saved")).to_have_text(SAVED)
    # Registered it is only when what its kind wants is there.
    keys.press("Control+Enter")
    expect(page.locator("#case-error")).to_contain_text("Что случилось")
    expect(page.locator("#case-form [name=text]")).to_be_focused()
    # The web dies in the middle of a word: nothing typed is lost.
    stage.kill_web()
    keys.type("Пачка открыта, чая нет")
    expect(page.locator("#case-saved")).to_have_text(re.compile("Не сохранено"))
    stage.start_web()
    expect(page.locator("#case-saved")).to_have_text(SAVED, timeout=20_000)
    keys.press("Tab")
    keys.type("Прислать новую")
    keys.press("Control+Enter")
    expect(page.locator("#case-number")).to_have_text(NUMBERED)
    expect(page.locator("#case-status")).to_have_text("В работе")
    assert findings(page) == []
    complaint = page.locator("#case-number").text_content()

    page.locator("#case-more").click()
    expect(page.locator("#case-number")).to_have_text("")
    expect(page.locator("#case-form [name=kind]")).to_be_focused()
    choose(page, "Пожелание")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("Чай с мятой")
    keys.press("Control+Enter")
    expect(page.locator("#case-number")).to_have_text(NUMBERED)
    assert page.locator("#case-number").text_content() != complaint

    # Bob is responsible for complaints; he writes the reply on the case's page.
    his = enter("bob", "/cases/?show=mine&q=Чай пришёл")
    his.get_by_role("link", name=str(complaint)).click()
    expect(his.locator("#case-form [name=wanted]")).to_have_value("Прислать новую")
    his.fill("#case-form [name=reply]", "Вышлем завтра")
    his.get_by_role("button", name="Дан ответ").click()
    expect(his.locator("#case-status")).to_have_text("Дан ответ")
