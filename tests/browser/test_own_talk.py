"""A talk that a supervisor took over, on her own page with a played centre: card, note, two lines, transfer, keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from browser.axe import findings
from browser.centre import MARIA
from browser.pictures import look
from browser.test_supervise import come_in
from playwright.sync_api import expect

from gudok.core.words import CallerGone, EndCallAsked, LeaveAsked, LegUp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


@pytest.fixture(autouse=True)
def bob_goes_home(centre: Centre) -> Iterator[None]:
    """His telephone is lent to him by the page, so the stage does not know it."""
    yield
    for operator in [one.id for one in centre.state.settings.operators if one.name == "Борис Орлов"]:
        centre.come(*(EndCallAsked(0, call, "test") for call in list(centre.state.calls)))
        centre.come(LeaveAsked(0, operator, "test"))


def taken(enter: Enter, centre: Centre, call: str, scheme: Literal["light", "dark"] = "light") -> Page:
    """Bob has taken Maria over from Alice; Olga is ready."""
    page = enter("bob", "/supervise/", scheme=scheme)
    expect(page.locator("#queues tr", has_text="Продажи")).to_be_visible()
    expect(page.locator("#own")).to_be_hidden()
    centre.ready("alice", "olga")
    centre.call(call, MARIA)
    [mode] = [centre.state.calls[call].mode]
    if mode.agent != centre.who("alice"):  # type: ignore[union-attr]
        raise AssertionError("who is ready first is asked first")
    centre.answer(call)
    come_in(centre, call, "take")
    centre.come(LegUp(0, call, centre.state.calls[call].legs))
    expect(page.locator("#mine")).to_have_attribute("data-way", "talking")
    return page


def test_she_sees_whom_she_talks_with_and_keeps_a_note(enter: Enter, centre: Centre) -> None:
    page = taken(enter, centre, "own1")
    own = page.locator("#own")
    expect(own.locator("h1")).to_have_text("Иванова Мария Петровна")
    expect(own).to_contain_text("ООО «Ромашка»")
    expect(own.locator("#history-list li").first).to_be_visible()
    own.locator("#note").fill("Обещана скидка")
    expect(page.locator("#saved")).to_have_text(re.compile(r"Сохранено \d\d:\d\d ✓"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look(page, "own-talk")
    assert findings(page) == []
    centre.come(CallerGone(0, "own1"))
    expect(page.locator("#mine")).to_have_attribute("data-way", "wrapup")
    expect(page.locator("#note")).to_have_value("Обещана скидка")
    page.click("#done")
    expect(own).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_she_asks_first_swaps_joins_and_leaves_them_by_keys(enter: Enter, centre: Centre, scheme: str) -> None:
    call = f"own2{scheme}"
    page = taken(enter, centre, call, scheme)  # type: ignore[arg-type]
    page.keyboard.press("Control+KeyK")
    page.locator("#transfer-find").press_sequentially("jkmu")
    expect(page.locator("#transfer-list li[aria-selected=true]")).to_contain_text("Ольга")
    look(page, f"own-transfer-{scheme}")
    page.keyboard.press("Enter")
    expect(page.locator("#line-sentence")).to_contain_text("Клиент слышит музыку")
    expect(page.locator("#plain")).to_be_hidden()
    centre.answer(call)
    expect(page.locator("#line-sentence")).to_contain_text("Клиент вас не слышит")
    look(page, f"own-lines-{scheme}")
    assert findings(page) == []
    page.keyboard.press("Shift+F9")
    expect(page.locator("#line-sentence")).to_contain_text("Вы и клиент слышите друг друга")
    page.click("#line-join")
    expect(page.locator("#line-sentence")).to_contain_text("Все трое слышат друг друга")
    page.keyboard.press("Shift+F2")
    expect(page.locator("#lines-end-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.click("#line-complete")
    expect(page.locator("#lines")).to_be_hidden()
    expect(page.locator("#plain")).to_be_visible()
    assert centre.state.calls[call].mode.agent == centre.who("olga")  # type: ignore[union-attr]


def test_she_hands_the_call_on_at_once_and_takes_a_question_back(enter: Enter, centre: Centre) -> None:
    page = taken(enter, centre, "own3")
    page.click("#transfer")
    page.locator("#transfer-find").press_sequentially("Ольга")
    expect(page.locator("#transfer-list li[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#lines")).to_be_visible()
    page.click("#line-cancel")
    expect(page.locator("#plain")).to_be_visible()
    expect(page.locator("#consult-over")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.locator("#mine")).to_have_attribute("data-way", "held")
    page.keyboard.press("F9")
    expect(page.locator("#mine")).to_have_attribute("data-way", "talking")
    page.keyboard.press("Control+KeyK")
    page.locator("#transfer-find").press_sequentially("Поддержка")
    expect(page.locator("#transfer-list li[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#mine")).not_to_have_attribute("data-way", "talking")
    assert getattr(centre.state.calls["own3"].mode, "queue", "") == "q2"
