"""Calling out from the screens, with a played centre."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser.centre import MARIA
from playwright.sync_api import expect

from gudok.core.words import CallerGone, CustomerRings, CustomerUp, LegUp, PauseAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]

NUMBER = "8 (916) 555-44-33"


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


def ready(page: Page, centre: Centre) -> None:
    centre.ready("alice")
    view(page, "ready")


def on_its_way(centre: Centre) -> str:
    """The call that is being placed."""
    [call] = centre.state.calls
    return call


def dialled(page: Page, centre: Centre, number: str = NUMBER) -> str:
    """Alice dials in the field and her telephone answers."""
    page.keyboard.press("Control+KeyK")
    expect(page.locator("#dial-number")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    view(page, "dialling")
    call = on_its_way(centre)
    expect(page.locator("#dial-stage")).to_have_text("Звонит ваш телефон: снимите трубку")
    centre.come(LegUp(0, call, 1))
    expect(page.locator("#dial-stage")).to_have_text("Набираем номер…")
    return call


def test_from_the_field_to_a_talk(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    ready(page, centre)
    call = dialled(page, centre)
    seen = re.compile(r"Клиент видит \+7\s495\s123\u201145\u201167")  # not to be broken across lines
    expect(page.locator("#dial-sees")).to_have_text(seen)
    expect(page.locator("#state")).to_contain_text("Набор номера")
    expect(page.locator("section.gk-dialling .gk-phone-number")).to_have_text("+7 916 555-44-33")
    centre.come(CustomerRings(0, call))
    expect(page.locator("#dial-stage")).to_have_text("У клиента идут гудки")
    centre.come(CustomerUp(0, call))
    view(page, "talking")
    page.keyboard.press("F9")
    view(page, "held")
    page.keyboard.press("Shift+F2")
    view(page, "ready")


def test_a_busy_number_is_told_and_dialled_again(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    ready(page, centre)
    call = dialled(page, centre)
    centre.come(CallerGone(0, call, 17, sip=486))
    view(page, "ready")
    expect(page.locator("#dial-over")).to_contain_text("Занято · +7 916 555-44-33")
    page.keyboard.press("Control+KeyK")
    expect(page.locator("#dial-number")).to_have_value("")
    page.keyboard.press("Enter")
    view(page, "dialling")
    assert centre.state.calls[on_its_way(centre)].caller.number == "+79165554433"


def test_giving_up_with_the_keyboard(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    ready(page, centre)
    dialled(page, centre)
    page.keyboard.press("Shift+F2")
    view(page, "ready")
    expect(page.locator("#dial-over")).to_contain_text("Отменён оператором")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("+7 701 123-45-67", "Звонки на такие номера запрещены."),
        ("+375 29 123-45-67", "Звонки на такие номера не разрешены."),
        ("12", "Это не телефонный номер."),
    ],
)
def test_a_refusal_is_told_and_what_was_typed_stays(enter: Enter, centre: Centre, number: str, told: str) -> None:
    page = enter("alice", "/desk/")
    ready(page, centre)
    page.fill("#dial-number", number)
    page.click("#dial-go")
    expect(page.locator("#dial-error")).to_have_text(told)
    expect(page.locator("#dial-number")).to_have_value(number)


def test_a_customer_is_found_by_name(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    ready(page, centre)
    page.fill("#dial-number", "мария")
    expect(page.locator("#dial-found li")).to_have_text(re.compile("Иванова Мария Петровна.*\\+7 912 345-67-89"))
    page.press("#dial-number", "Enter")
    view(page, "dialling")
    expect(page.locator("#card h1")).to_have_text("Иванова Мария Петровна")
    assert centre.state.calls[on_its_way(centre)].caller.number == MARIA.number


def test_a_break_that_allows_no_calls_shows_no_field(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    ready(page, centre)
    expect(page.locator("#dial-number")).to_be_visible()
    centre.come(PauseAsked(0, centre.who("alice"), centre.who("alice"), "lunch"))
    view(page, "paused")
    expect(page.locator("#dial-number")).to_be_hidden()


def test_from_a_customers_card_and_from_a_link(enter: Enter, centre: Centre) -> None:
    centre.ready("alice")
    page = enter("alice", "/people/1/")
    page.click("button[data-dial]")
    expect(page.locator("#dial-said")).to_have_text("Звоним: сначала зазвонит ваш телефон.")
    assert centre.state.calls[on_its_way(centre)].caller.name == MARIA.name
    page.click("button[data-dial]")
    expect(page.locator("#dial-said")).to_have_text("Звонок уже есть.")
    centre.come(CallerGone(0, on_its_way(centre), 0, lost=True))
    page.goto(page.url.split("/people")[0] + "/call?number=tel:%2B79165554433")
    expect(page.locator("#call-number")).to_have_value("+7 916 555-44-33")
    assert not centre.state.calls
    page.keyboard.press("Enter")
    expect(page.locator("#dial-said")).to_have_text("Звоним: сначала зазвонит ваш телефон.")


def test_a_supervisor_sees_direction_and_no_buttons(enter: Enter) -> None:
    page = enter("bob", "/calls/")
    expect(page.locator(".gk-direction").first).to_have_attribute("title", "Входящий")
    expect(page.locator("[data-dial]")).to_have_count(0)
    page.select_option("[name=direction]", "out")
    page.click(".gk-filters-end button")
    expect(page.locator("[name=direction]")).to_have_value("out")
    expect(page.locator(".gk-direction[title=Входящий]")).to_have_count(0)
