"""An order taken at the desk while one talks: by keyboard, through a web that is killed, by two at once."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from browser.axe import findings
from playwright.sync_api import expect

from gudok.core.words import CallerGone

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]

KEY = 0.28
"""Seconds a key takes an average typist (Card, Moran and Newell's keystroke-level model)."""
LONGEST = 40.0


class Hands:
    """Presses keys and counts them; only waiting for the screen takes time."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.began = page, 0, time.monotonic()

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
            self.keys += 1 + name.count("+")

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    @property
    def seconds(self) -> float:
        return self.keys * KEY + time.monotonic() - self.began


def talking(page: Page, centre: Centre, call: str, login: str = "alice") -> None:
    centre.ready(login)
    centre.call(call)
    centre.answer(call)
    expect(page.locator("#desk")).to_have_attribute("data-view", "talking")


def quantity(page: Page, line: int) -> None:
    """The quantity of the line that was just added has the focus."""
    expect(page.locator("#order-lines tr")).to_have_count(line)
    expect(page.locator("#order-lines tr").nth(line - 1).locator("[name$='.quantity']")).to_be_focused()


def test_three_lines_by_keyboard_alone_in_forty_seconds(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    talking(page, centre, "ord1")
    hands = Hands(page)
    hands.press("Control+o")
    expect(page.locator("#order-search")).to_be_focused()
    # As typed; in the other layout; with a slip.
    for line, (typed, many) in enumerate((("чай зел", "2"), ("rjat", "1"), ("маолко", "3")), 1):
        hands.write(typed)
        hands.press("Enter")
        quantity(page, line)
        hands.write(many)
        hands.press("Enter")
        expect(page.locator("#order-search")).to_be_focused()
    hands.press("Tab", "Enter", "Enter", "ArrowDown", "Enter", "ArrowDown", "Enter")
    expect(page.locator("#order-form [name=address]")).to_be_focused()
    hands.write("ул. Мира, 5")
    hands.press("Control+Enter")
    expect(page.locator("#order-number")).to_have_text(re.compile(r"№ \d+"))
    took = hands.seconds
    assert took < LONGEST, f"{hands.keys} keys, {took:.1f} s"
    expect(page.locator("#order-total")).to_have_text("2 158,70 ₽")
    aloud = page.locator("#order-aloud")
    expect(aloud).to_contain_text("Ваш заказ: Чай зелёный «Утро», 100 г, 2 уп.: 900 ₽; Кофе молотый")
    expect(aloud).to_contain_text("Итого: 2 158,70 ₽. Адрес: ул. Мира, 5.")
    assert findings(page) == []
    # In wrap-up it is still there to be changed, and the call's page knows it.
    centre.come(CallerGone(0, "ord1"))
    expect(page.locator("#desk")).to_have_attribute("data-view", "wrapup")
    page.fill("#order-form [name=comment]", "Код 17")
    expect(page.locator("#order-saved")).to_have_text(re.compile("Сохранено"))


def test_a_killed_web_and_a_closed_browser_lose_nothing(enter: Enter, stage: Stage, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    talking(page, centre, "ord2")
    page.keyboard.press("Control+o")
    expect(page.locator("#order-search")).to_be_focused()
    page.keyboard.type("чай чер")
    page.keyboard.press("Enter")
    quantity(page, 1)
    page.fill("#order-form [name=address]", "проспект Ми")
    expect(page.locator("#order-saved")).to_have_text(re.compile("Сохранено"))
    stage.kill_web()
    page.fill("#order-form [name=address]", "проспект Мира, 7")
    page.fill("#order-form [name=comment]", "Домофон 12")
    expect(page.locator("#order-saved")).to_have_text(re.compile("Не сохранено"))
    stage.start_web()
    expect(page.locator("#order-saved")).to_have_text(re.compile("Сохранено"), timeout=20_000)
    # What was typed a second ago is on the server: another browser has it, and the draft comes up by itself.
    page.fill("#order-form [name=wished]", "в пятницу")
    page.wait_for_timeout(1000)
    page.context.close()
    again = enter("alice", "/desk/")
    expect(again.locator("#order-form [name=address]")).to_have_value("проспект Мира, 7")
    expect(again.locator("#order-form [name=comment]")).to_have_value("Домофон 12")
    expect(again.locator("#order-form [name=wished]")).to_have_value("в пятницу")
    expect(again.locator("#order-lines tr")).to_have_count(1)


def test_two_at_one_order_see_each_other_and_are_asked(enter: Enter) -> None:
    hers, his = enter("alice", "/orders/1/"), enter("bob", "/orders/1/")
    expect(hers.locator("#order-others")).to_contain_text("Борис Орлов")
    expect(his.locator("#order-others")).to_contain_text("Анна Белова")
    # Different fields are merged.
    hers.fill("#order-form [name=address]", "ул. Лесная, 1")
    expect(his.locator("#order-form [name=address]")).to_have_value("ул. Лесная, 1")
    # One field: his is saved while hers is on its way.
    hers.route("**/save/", lambda route: route.abort())
    hers.fill("#order-form [name=wished]", "утром")
    his.fill("#order-form [name=wished]", "вечером")
    expect(his.locator("#order-saved")).to_have_text(re.compile("Сохранено"))
    hers.unroute("**/save/")
    asked = hers.locator(".gk-draft-conflict")
    expect(asked).to_contain_text("«вечером» (Борис Орлов), у вас «утром»")
    assert findings(hers) == []
    asked.get_by_role("button", name="Оставить моё").click()
    expect(his.locator("#order-form [name=wished]")).to_have_value("утром")


def test_the_list_finds_an_order_by_its_number(enter: Enter) -> None:
    page = enter("bob", "/orders/?q=1")
    page.get_by_role("link", name="№ 1").click()
    expect(page.locator("#order-lines tr")).to_have_count(1)
    expect(page.locator("#order-total")).to_have_text("1 350 ₽")
