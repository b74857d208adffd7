"""Trunks and spoken prompts in the browser: a template fills the form in, a text is heard before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browser.test_setup import look
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.stage import Stage
    from playwright.sync_api import Page

VOICE = "Здравствуйте! Все операторы заняты, пожалуйста, подождите."


def test_a_template_fills_the_form_in_and_says_what_to_type(stage: Stage, enter: Callable[..., Page]) -> None:
    page = enter("dave", "/setup/trunks/new/")
    look(page, "trunk-templates")
    page.get_by_role("link", name="Twilio Elastic SIP Trunking").click()
    expect(page.get_by_label("Кодеки")).to_have_value("ulaw,alaw")
    expect(page.get_by_label("Название")).to_have_value("Twilio Elastic SIP Trunking")
    expect(page.get_by_text("Пароль из Credential List.")).to_be_visible()
    expect(page.get_by_role("link", name="источник 1")).to_have_attribute(
        "href", "https://www.twilio.com/docs/sip-trunking"
    )
    look(page, "trunk-template")
    page.get_by_label("Узел провайдера").fill("gudok.pstn.twilio.com, 192.0.2.0/30")
    page.get_by_label("Домен").fill("gudok.pstn.twilio.com")
    page.get_by_label("Логин у провайдера").fill("gudok")
    page.get_by_label("Пароль у провайдера").fill("secret")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Twilio Elastic SIP Trunking").click()
    try:
        expect(page.get_by_label("Куда позвонить")).to_be_visible()
    finally:
        page.get_by_text("Удалить", exact=True).click()
        page.get_by_role("button", name="Удалить навсегда").click()


def test_the_page_of_a_new_trunk_in_the_dark(stage: Stage, enter: Callable[..., Page]) -> None:
    page = enter("dave", "/setup/trunks/new/?template=yeastar-gsm", scheme="dark")
    look(page, "trunk-dark")


def test_a_text_is_heard_before_it_is_saved(stage: Stage, enter: Callable[..., Page]) -> None:
    page = enter("dave", "/setup/prompts/new/")
    page.get_by_label("Текст для озвучивания").fill(VOICE)
    page.get_by_role("button", name="Прослушать до сохранения").click()
    audio = page.locator("#spoken audio")
    expect(audio).to_be_visible(timeout=30_000)
    page.wait_for_function("() => document.querySelector('#spoken audio').duration > 1")
    look(page, "prompt-preview")
