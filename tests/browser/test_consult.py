"""Two lines at two desks in real browsers, with a played centre: consultation, swap, conference, and the ways out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.conftest import LARGE, SMALL
from browser.pictures import keep_picture
from browser.test_desk import in_talk, view
from playwright.sync_api import expect

from gudok.core.words import CallerGone, LegGone

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


def look(page: Page, name: str) -> None:
    """Keep a picture for a person who wants to look, where one is wanted."""
    if folder := os.environ.get("GUDOK_LOOK"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def consult(page: Page, name: str = "jkmu") -> None:
    """Ask the one whose name is typed (here in the wrong layout)."""
    page.keyboard.press("Control+KeyK")
    page.locator("#transfer-find").press_sequentially(name)
    expect(page.locator("#transfer-list li[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#lines")).to_be_visible()


def answered(page: Page, centre: Centre, call: str) -> None:
    consult(page)
    centre.answer(call)
    expect(page.locator("#line-consulted")).to_contain_text("Разговор")


def says(page: Page, text: str) -> None:
    expect(page.locator("#line-sentence")).to_contain_text(text)


def test_from_the_question_to_the_conference_by_keys(enter: Enter, centre: Centre) -> None:
    page, other = enter("alice", "/desk/"), enter("olga", "/desk/")
    in_talk(page, centre, "q1")
    centre.ready("olga")
    page.keyboard.press("Control+KeyK")
    expect(page.locator("#transfer-list li >> nth=0")).to_contain_text("Ольга Снегирёва")
    look(page, "search")
    page.keyboard.press("Escape")
    consult(page)
    view(page, "held")
    says(page, "Клиент слышит музыку")
    view(other, "ringing")
    expect(other.locator("[data-text=ringWord]")).to_contain_text("Консультация: Анна Белова")
    expect(other.locator(".gk-panel .gk-name >> visible=true")).to_contain_text("Иванова Мария")
    look(page, "rings")
    look(other, "asked-rings")
    centre.answer("q1")
    says(page, "Клиент вас не слышит")
    view(other, "talking")
    expect(other.locator("#consulted-sentence")).to_contain_text("Клиент вас не слышит")
    expect(other.locator("#card h1")).to_have_text("Иванова Мария Петровна")
    look(page, "private")
    keep_picture(page, "desk-consult-ru.png")
    look(other, "asked-private")
    page.keyboard.press("Shift+F9")
    says(page, "Вы и клиент слышите друг друга")
    expect(other.locator("#consulted-sentence")).to_contain_text("Вы на удержании")
    look(page, "swapped")
    look(other, "asked-held")
    page.keyboard.press("Shift+F9")
    says(page, "Клиент вас не слышит")
    page.click("#line-join")
    says(page, "Все трое слышат друг друга")
    expect(page.locator("#lines .gk-headline")).to_contain_text("Конференция")
    for drop in ("#line-drop-customer", "#line-drop-consulted"):
        expect(page.locator(drop)).to_be_visible()
    look(page, "conference")
    look(other, "asked-conference")
    page.click("#line-complete")
    view(page, "wrapup")
    expect(other.locator("#talk")).to_be_visible()
    assert centre.state.calls["q1"].mode.agent == centre.who("olga")  # type: ignore[union-attr]


def test_hanging_up_with_two_lines_asks_what_is_meant(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, centre, "q2")
    centre.ready("olga")
    answered(page, centre, "q2")
    page.keyboard.press("Shift+F2")
    expect(page.locator("#lines-end-dialog")).to_be_visible()
    look(page, "what-is-to-end")
    page.keyboard.press("Escape")
    says(page, "Клиент вас не слышит")
    page.keyboard.press("Shift+F2")
    page.keyboard.press("Enter")
    expect(page.locator("#talk")).to_be_visible()
    view(page, "talking")
    expect(page.locator("#consult-over")).to_be_visible()


def test_who_refuses_brings_the_customer_back_and_the_reason_is_told(enter: Enter, centre: Centre) -> None:
    page, other = enter("alice", "/desk/"), enter("olga", "/desk/")
    in_talk(page, centre, "q3")
    centre.ready("olga")
    consult(page)
    other.click("#decline")
    view(page, "talking")
    expect(page.locator("#consult-over")).to_contain_text("консультант отклонил звонок")
    look(page, "refused")
    view(other, "ready")


def test_the_customer_hangs_up_and_the_two_talk_on(enter: Enter, centre: Centre) -> None:
    page, other = enter("alice", "/desk/"), enter("olga", "/desk/")
    in_talk(page, centre, "q4")
    centre.ready("olga")
    answered(page, centre, "q4")
    centre.come(CallerGone(0, "q4"))
    says(page, "Клиент положил трубку. Вы и Ольга Снегирёва слышите друг друга.")
    expect(other.locator("#consulted-sentence")).to_contain_text("Клиент положил трубку")
    look(page, "customer-gone")
    other.keyboard.press("Shift+F2")
    view(page, "wrapup")
    view(other, "ready")


def test_a_queue_is_consulted_and_the_question_is_taken_back(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, centre, "q5")
    page.keyboard.press("Control+KeyK")
    page.locator("#transfer-list li", has_text="Заказы").click()
    page.click("#transfer-consult")
    expect(page.locator("#line-consulted")).to_contain_text("В очереди, место 1")
    look(page, "queue")
    page.click("#line-cancel")
    expect(page.locator("#talk")).to_be_visible()
    view(page, "talking")


def test_numbers_are_found_as_they_are_typed_and_a_forbidden_one_says_why(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, centre, "q6")
    page.keyboard.press("Control+KeyK")
    row = page.locator("#transfer-list li")
    page.locator("#transfer-find").fill("+1 212 736-50-00")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("+1 212-736-5000")
    expect(row).to_have_attribute("aria-disabled", "true")
    look(page, "number")
    page.locator("#transfer-find").fill("8 495 123-45-67")
    expect(row).to_contain_text("+7 495 123-45-67")
    expect(row).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#line-consulted")).to_contain_text("Звонит")
    says(page, "+7 495 123-45-67")
    centre.come(LegGone(0, "q6", 2, 17))
    expect(page.locator("#consult-over")).to_contain_text("Вы снова с клиентом")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter: Enter, centre: Centre, scheme: str) -> None:
    page, other = enter("alice", "/desk/", scheme=scheme), enter("olga", "/desk/", scheme=scheme)
    call = f"q8{scheme}"
    in_talk(page, centre, call)
    centre.ready("olga")
    page.keyboard.press("Control+KeyK")
    expect(page.locator("#transfer-list li >> nth=0")).to_contain_text("Ольга Снегирёва")
    assert findings(page) == []
    page.keyboard.press("Escape")
    consult(page)
    view(other, "ringing")
    assert findings(page) + findings(other) == []
    centre.answer(call)
    says(page, "Клиент вас не слышит")
    expect(other.locator("#consulted")).to_be_visible()
    assert findings(page) + findings(other) == []
    page.keyboard.press("Shift+F9")
    expect(other.locator("#consulted-sentence")).to_contain_text("Вы на удержании")
    assert findings(page) + findings(other) == []
    page.click("#line-join")
    says(page, "Все трое")
    assert findings(page) == []
    page.keyboard.press("Shift+F2")
    expect(page.locator("#lines-end-dialog")).to_be_visible()
    assert findings(page) == []


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "ru")])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_everything_fits(enter: Enter, centre: Centre, scheme: str, language: str, size: dict) -> None:
    page, call = enter("alice", "/desk/", size=size, scheme=scheme, language=language), f"q7{scheme}{size['width']}"
    in_talk(page, centre, call)
    centre.ready("olga")
    consult(page)
    centre.answer(call)
    expect(page.locator("#line-join")).to_be_visible()
    look(page, f"fits-{scheme}-{language}-{size['width']}")
    if language == "en" and size == SMALL:
        keep_picture(page, "desk-consult-en.png")
    box = page.locator("#line-end").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size["height"], "hanging up needs no scrolling"
    page.click("#line-join")
    expect(page.locator("#line-drop-customer")).to_be_visible()
    box = page.locator("#line-end").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size["height"]
    look(page, f"fits-conference-{scheme}-{language}-{size['width']}")
    centre.come(LegGone(0, call, 2))
    expect(page.locator("#talk")).to_be_visible()
