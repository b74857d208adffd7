"""A voice menu drawn with the keyboard, tried with pretend keys, and put to use on a number."""

from __future__ import annotations

import io
import math
import re
import struct
import wave
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.pictures import keep_picture, look
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.stage import Stage
    from playwright.sync_api import Locator, Page

    Enter = Callable[..., Page]

pytestmark = pytest.mark.timeout(120)


def tone(pitch: int) -> bytes:
    """Half a second of it (Hz), as a sound file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n * pitch / 1273))) for n in range(4000)))
    return buffer.getvalue()


def add_prompt(page: Page, name: str) -> None:
    page.goto(page.url.split("/setup/")[0] + "/setup/prompts/new/")
    page.fill("[name=name]", name)
    page.set_input_files(
        "[name=upload]", {"name": "a.wav", "mimeType": "audio/wav", "buffer": tone(300 + 7 * len(name))}
    )
    page.get_by_role("button", name="Сохранить").click()
    page.wait_for_url("**/setup/prompts/")


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """The prompts there are, made once by whoever comes first."""
    return []


def begin(page: Page, heard: list[str], name: str, beginning: str) -> None:
    """Two prompts, and a new voice menu open to be drawn."""
    for prompt in ("Добро пожаловать", "Для продаж нажмите один"):
        if prompt not in heard:
            add_prompt(page, prompt)
            heard.append(prompt)
    page.goto(page.url.split("/setup/")[0] + "/setup/flows/new/")
    page.fill("[name=name]", name)
    page.select_option("[name=begin]", beginning)
    page.locator("main form button").click()
    page.wait_for_selector("#picture *")


def key(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def fresh(page: Page, exit_: str, downs: int) -> None:
    """By keyboard: a new node behind a way out, of the kind so far down in the menu."""
    page.get_by_role("button", name=f"Новый узел: {exit_}", exact=True).focus()
    key(page, "Enter", *["ArrowDown"] * downs, "Enter")


def pick(page: Page, label: str) -> None:
    """By keyboard: down the choices of the field in focus to the one."""
    for _ in range(20):
        key(page, "ArrowDown")
        if page.evaluate("document.activeElement.selectedOptions[0].textContent").startswith(label):
            return
    raise AssertionError(label)


def chosen(page: Page, kind: str) -> Locator:
    found = page.locator(f"[data-kind={kind}][aria-pressed=true]")
    expect(found).to_be_visible()
    return found


def test_a_menu_is_drawn_with_the_keyboard_walked_and_put_to_use_on_a_number(
    enter: Enter, stage: Stage, heard: list[str]
) -> None:
    page = enter("dave", "/setup/flows/")
    begin(page, heard, "Главное", "empty")
    page.locator("[data-first=say]").focus()
    key(page, "Enter")
    chosen(page, "say")
    pick(page, "Доб")
    fresh(page, "дальше", 2)
    chosen(page, "menu")
    pick(page, "Для")
    page.locator("#add-exit").focus()
    key(page, "Enter")
    expect(page.locator("[name='to:key:1']")).to_be_focused()
    fresh(page, "1", 9)
    chosen(page, "queue")
    pick(page, "Про")
    key(page, "Escape", "ArrowLeft")
    expect(chosen(page, "menu")).to_be_focused()
    expect(page.locator("#problems")).to_have_text("Ошибок: 2")
    expect(page.locator("#use")).to_be_disabled()
    look(page, "ivr-drawn")
    key(page, "Enter")
    for way in ("nothing", "wrong"):
        page.locator(f"[name='to:{way}']").focus()
        pick(page, "В очередь: Продажи")
    expect(page.locator("#problems")).to_be_hidden()
    assert findings(page) == []

    page.locator("#tab-walk").focus()
    key(page, "Enter")
    page.locator("#walk-call").focus()
    key(page, "Enter")
    expect(page.locator("#walk-told")).to_contain_text("Прозвучало: Добро пожаловать, Для продаж нажмите один.")
    expect(page.locator(".gk-node-here")).to_have_attribute("data-kind", "menu")
    key(page, "1")
    expect(page.locator("#walk-told")).to_contain_text("Звонящий пришёл: В очередь: Продажи.")
    expect(page.locator("path.gk-arrow-walked:not(.gk-arrow-head)")).to_have_count(2)
    look(page, "ivr-walked")
    assert findings(page) == []

    page.locator("#use").focus()
    key(page, "Enter")
    expect(page.locator("#state")).to_have_text("Используется")
    page.goto(f"{stage.url}/setup/numbers/new/")
    page.fill("[name=did]", "74950000077")
    page.select_option("[name=flow]", label="Главное")
    page.select_option("[name=queue]", label="Продажи")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("row", name="74950000077")).to_contain_text("Главное")
    page.goto(f"{stage.url}/setup/flows/")
    expect(page.get_by_role("row", name="Главное")).to_contain_text("74950000077")
    look(page, "ivr-list")
    assert findings(page) == []


def test_a_draft_outlives_the_server_and_the_mouse_does_all_too(enter: Enter, stage: Stage, heard: list[str]) -> None:
    page = enter("dave", "/setup/flows/")
    begin(page, heard, "Языки", "languages")
    page.click("[data-node=menu2]")
    page.select_option("[name='sound:0']", label="Для продаж нажмите один")
    page.click("#add-exit")
    page.click("[data-grow='key:3']")
    page.locator(".dropdown-menu.show").get_by_role("button", name="Перезвонить").click()
    chosen(page, "callback")
    expect(page.locator("#said")).to_have_text("Черновик сохранён.")
    stage.kill_web()
    stage.start_web()
    page.reload()
    expect(page.locator("[data-kind=callback]")).to_be_visible()
    expect(page.locator("[data-node=menu2]")).to_contain_text("Для продаж нажмите один")
    page.click("[data-kind=callback]")
    key(page, "Delete")
    expect(page.locator("[data-kind=callback]")).to_have_count(0)
    page.click("#undo")
    expect(page.locator("[data-kind=callback]")).to_have_count(1)
    page.click("#problems")
    expect(page.locator("#node [role=alert]:visible")).to_have_text("Выберите, что звучит.")


def test_the_size_the_steps_and_the_sounds_of_asterisk(enter: Enter) -> None:
    page = enter("dave", "/setup/flows/")
    page.get_by_role("link", name="Главная линия").click()
    fits = "(() => { const p = document.getElementById('picture'); return p.scrollWidth <= p.clientWidth + 1; })()"
    expect(page.locator("#zoom-fit")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-node=say1]").focus()
    key(page, "0")
    assert page.evaluate(fits)
    key(page, "+", "+", "+", "+", "+", "+")
    expect(page.locator("#zoom-fit")).to_have_attribute("aria-pressed", "false")
    assert not page.evaluate(fits)
    expect(page.locator("#said")).to_contain_text("Масштаб")
    page.click("#zoom-out")
    page.click("#zoom-fit")
    assert page.evaluate(fits)
    page.locator(".gk-flow-more > summary").click()
    page.fill("#flow-steps", "0")
    expect(page.locator("#problems")).to_have_text("Ошибок: 1")
    page.fill("#flow-steps", "150")
    expect(page.locator("#problems")).to_be_hidden()
    expect(page.locator("#said")).to_have_text("Черновик сохранён.")
    look(page, "ivr-steps")
    assert findings(page) == []
    page.locator(".gk-flow-more > summary").click()
    page.click("[data-node=say1]")
    with page.expect_response("**/sounds/ru/hello.wav") as heard:
        page.get_by_role("button", name=re.compile("^Прослушать")).first.click()
    assert heard.value.status in (200, 206)
    page.reload()
    page.locator(".gk-flow-more > summary").click()
    expect(page.locator("#flow-steps")).to_have_value("150")
    page.get_by_role("button", name="Выбросить черновик").click()


def test_a_key_breaks_off_what_is_said(enter: Enter, heard: list[str]) -> None:
    page = enter("dave", "/setup/flows/")
    begin(page, heard, "Перебить", "greeting")
    page.click("[data-kind=say]")
    for at in range(3):  # long enough to be broken off
        if at:
            page.click("#add-sound")
        page.select_option(f"[name='sound:{at}']", label="Спасибо за терпение")
    page.click("#tab-walk")
    page.click("#walk-call")
    expect(page.locator("[data-press='1']")).to_be_enabled()
    page.locator("#walk-call").focus()
    key(page, "1")
    expect(page.locator("#walk-steps li").first).to_contain_text("клавиш")
    expect(page.locator("[data-press='1']")).to_be_disabled()


@pytest.mark.parametrize(("language", "scheme"), [("ru", "light"), ("en", "dark")])
def test_counts_stand_on_the_arrows_and_a_closed_line_is_walked(enter: Enter, language: str, scheme: str) -> None:
    page = enter("dave", "/setup/flows/", scheme=scheme, language=language)
    page.get_by_role("link", name="Главная линия").click()
    page.select_option("#span", "week")
    expect(page.locator("[data-count='menu3 key:1']")).to_have_text("61")
    expect(page.locator("[data-node=queue5] .gk-arrow-count")).to_have_text("75")
    expect(page.locator("[data-node=menu3] .gk-node-left")).to_contain_text("10")
    page.click("#tab-walk")
    page.select_option("#walk-when", "closed")
    page.click("#walk-call")
    expect(page.locator("[data-node=end4]")).to_have_class(re.compile("gk-node-here"))
    page.select_option("#walk-when", "open")
    page.click("#walk-call")
    expect(page.locator("[data-node=menu3]")).to_have_class(re.compile("gk-node-here"))
    page.click("[data-press='9']")
    page.click("[data-press='2']")
    expect(page.locator("#walk-steps li")).to_have_count(5)
    page.click("#walk-back")
    expect(page.locator("#walk-steps li")).to_have_count(3)
    keep_picture(page, f"ivr-{language}.png")
    assert findings(page) == []
