"""A call led by its script, by keyboard alone: answers, objections, a pause of the recording, a web that is killed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.conftest import LARGE
from browser.pictures import look
from msgspec.structs import replace
from playwright.sync_api import expect

from gudok.core.words import Configured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Locator, Page

    Enter = Callable[..., Page]

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def brought_up(enter: Enter, centre: Centre) -> Iterator[None]:
    """The queue of the sales brings the script up, and lets a recording pause."""
    page, before = enter("dave", "/setup/queues/1/"), centre.state.settings

    def choose(label: str, seconds: str) -> None:
        page.select_option("[name=script]", label=label)
        page.fill("[name=record_pause_s]", seconds)
        page.locator("main form button.btn-primary").first.click()
        page.wait_for_url("**/setup/queues/")
        page.goto(page.url + "1/")

    choose("Продажи", "120")
    pausing = tuple(replace(queue, record_pause=120_000) for queue in before.queues)
    centre.come(Configured(0, replace(before, queues=pausing, version=before.version + 1)))
    yield
    centre.come(Configured(0, replace(before, version=before.version + 2)))
    choose("---------", "0")


def script(page: Page) -> Locator:
    return page.locator("#desk [data-script]")


def words(page: Page, text: str) -> None:
    expect(script(page).locator(".gk-script-words")).to_contain_text(text)


@pytest.mark.usefixtures("brought_up")
def test_a_whole_script_by_keyboard_in_a_call(enter: Enter, stage: Stage, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    centre.ready("alice")
    centre.call("scr1")
    words(page, "меня зовут Анна Белова")
    centre.answer("scr1")
    expect(script(page).locator("[data-step]")).to_be_focused()
    expect(script(page).locator(".gk-script-marks")).to_contain_text("Прочитайте вслух")
    expect(script(page).locator("[data-missing]")).to_contain_text("спасибо за звонок")
    keys = page.keyboard
    keys.press("Enter")
    expect(script(page).get_by_role("button", name="Хочет заказать")).to_be_visible()
    # An objection on the way, and back to the same step.
    keys.press("0")
    keys.press("1")
    words(page, "В цену входят доставка")
    look(page, "script-objection")
    keys.press("Backspace")
    keys.press("1")
    expect(script(page).locator("[data-answer]")).to_be_focused()
    keys.type("Мария")
    keys.press("Enter")
    words(page, "Очень приятно, Мария.")
    keys.press("Enter")
    expect(script(page).locator("[data-note]")).to_have_text("Этот ответ обязателен.")
    # Half a sentence is on the server within a second, or waits in the browser until the server is there.
    keys.type("Чай зелёный")
    expect(script(page).locator("[data-saved]")).to_have_text(re.compile("Сохранено"))
    stage.kill_web()
    keys.type(", две пачки")
    expect(script(page).locator("[data-saved]")).to_have_text(re.compile("Не сохранено"))
    stage.start_web()
    expect(script(page).locator("[data-saved]")).to_have_text(re.compile("Сохранено"), timeout=20_000)
    look(page, "script-question")
    assert findings(page) == []
    page.context.close()
    page = enter("alice", "/desk/", size=LARGE, scheme="dark")
    keys = page.keyboard
    field = script(page).locator("[data-answer]")
    expect(field).to_have_value("Чай зелёный, две пачки")
    field.focus()
    keys.press("Enter")
    words(page, "Откройте заказ")
    # Back to look at what was said, and on again.
    keys.press("Backspace")
    expect(script(page).locator("[data-answer]")).to_have_value("Чай зелёный, две пачки")
    keys.press("Enter")
    keys.press("Enter")
    # «By card»: the recording pauses at this step alone, and the call's story says that the script asked for it.
    keys.press("1")
    words(page, "Продиктуйте, пожалуйста, номер карты")
    expect(page.locator("#unrecorded")).to_be_visible()
    look(page, "script-pause")
    assert findings(page) == []
    keys.press("Enter")
    words(page, "Мария, спасибо за звонок")
    expect(page.locator("#unrecorded")).to_be_hidden()
    keys.press("Enter")
    expect(script(page).locator(".gk-script-end")).to_be_visible()
    expect(script(page).locator("[data-missing]")).to_be_hidden()
    look(page, "script-end")
    said = [fact.why.code for fact in centre.heard("RecordPaused", "RecordResumed")]
    assert said == ["script_record_pause", "script_record_resume"]


def test_a_script_is_drawn_and_tried_by_keyboard(enter: Enter) -> None:
    page = enter("bob", "/scripts/1/")
    page.locator("[data-node=say1]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    text = page.locator("[name='f:text']")
    text.fill("С чем звонит {клиент}?")
    expect(page.locator("[data-problem=text]")).to_contain_text("«клиент» нечем заполнить")
    look(page, "script-editor")
    assert findings(page) == []
    text.fill("С чем звонит клиент?")
    expect(page.locator("#use")).to_be_enabled()
    page.click("#tab-walk")
    page.click("#try-again")
    expect(page.locator("[data-script] [data-step]")).to_be_focused()
    expect(page.locator("[data-script] .gk-script-words")).to_contain_text("меня зовут Борис Орлов")
    page.keyboard.press("Enter")
    expect(page.locator("[data-node=choice2]")).to_have_class(re.compile("gk-node-here"))
    page.keyboard.press("2")
    expect(page.locator("[data-node=say4]")).to_have_class(re.compile("gk-node-here"))
    look(page, "script-tried")
    assert findings(page) == []
    page.click("#use")
    expect(page.locator("#said")).to_contain_text("В работе")
