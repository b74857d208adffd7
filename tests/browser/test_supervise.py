"""The supervisor's page in a real browser, with a played centre: what she sees, and what her hands do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.centre import MARIA, STRANGER
from playwright.sync_api import expect

from gudok.core.words import LegUp, Reachable
from gudok.core.words.supervise import HelpAsked, How, SuperviseAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


def choose(page: Page, table: str, text: str, item: str) -> None:
    """The row's menu, and one thing of it."""
    page.locator(f"#{table} tr", has_text=text).locator("[data-menu]").click()
    page.locator("#menu button", has_text=item).click()


@pytest.fixture
def page(enter: Enter, centre: Centre) -> Page:
    made = enter("bob", "/supervise/")
    expect(made.locator("#queues tr", has_text="Продажи")).to_be_visible()
    return made


def test_a_call_for_help_rings_at_the_supervisor_and_ends_with_her(enter: Enter, page: Page, centre: Centre) -> None:
    centre.ready("alice")
    desk = enter("alice", "/desk/")
    centre.call("h1", MARIA)
    centre.answer("h1")
    expect(desk.locator("#call-help")).to_contain_text("Позвать старшего")
    desk.keyboard.press("F4")
    expect(desk.locator("#call-help")).to_contain_text("отменить")
    expect(page.locator("#sos")).to_contain_text("Анна Белова")
    expect(page.locator("#operators tr").first).to_contain_text("Нужна помощь")
    desk.click("#call-help")
    expect(page.locator("#sos")).to_be_hidden()
    desk.keyboard.press("F4")
    expect(page.locator("#sos")).to_be_visible()
    come_in(centre, "h1", "whisper")
    expect(page.locator("#sos")).to_be_hidden()
    expect(page.locator("#mine")).to_have_attribute("data-way", "whisper")
    expect(desk.locator("#listeners")).to_contain_text("подсказывает вам: Борис Орлов")


def come_in(centre: Centre, call: str, how: How) -> None:
    """Bob's telephone, lent when he opened the page, is registered, rings and answers."""
    [boss] = [one.id for one in centre.state.settings.operators if one.name == "Борис Орлов"]
    centre.come(Reachable(0, boss, True))
    centre.come(SuperviseAsked(0, boss, boss, call, how))
    centre.come(LegUp(0, call, centre.state.calls[call].legs))


def test_an_operator_is_sent_to_a_break_and_reads_why(enter: Enter, page: Page, centre: Centre) -> None:
    centre.ready("alice")
    desk = enter("alice", "/desk/")
    choose(page, "operators", "Анна Белова", "На перерыв: Обед")
    page.fill("#force-note", "Сейчас тихо, отдохните")
    page.keyboard.press("Enter")
    expect(page.locator("#operators tr", has_text="Анна Белова")).to_contain_text("Обед")
    letter = desk.locator("#mail li", has_text="Сейчас тихо, отдохните")
    expect(letter).to_contain_text("отправляет вас на перерыв")
    page.click("#toast-act")
    expect(page.locator("#operators tr", has_text="Анна Белова")).to_contain_text("Готов")
    letter.locator("button").click()
    expect(letter).to_have_count(0)
    expect(desk.locator("#mail li", has_text="возвращает вас к работе")).to_be_visible()


def test_a_message_reaches_every_desk_at_once_and_stays_until_read(enter: Enter, page: Page, centre: Centre) -> None:
    desk = enter("alice", "/desk/")
    expect(desk.locator("#state")).to_be_visible()
    page.click("#write-all")
    page.fill("#write-text", "В три собрание")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#write-dialog")).to_be_hidden()
    letter = desk.locator("#mail li", has_text="В три собрание")
    expect(letter).to_be_visible()
    desk.reload()
    expect(letter).to_contain_text("Сообщение: Борис Орлов")
    letter.locator("button").click()
    expect(letter).to_have_count(0)
    desk.reload()
    expect(desk.locator("#state")).to_contain_text("Не на смене")
    expect(letter).to_have_count(0)


def test_waiting_calls_are_put_first_moved_given_and_ended(page: Page, centre: Centre) -> None:
    centre.call("moved1", MARIA)
    centre.call("moved2", STRANGER)
    expect(page.locator("#waiting tr")).to_have_count(2)
    choose(page, "waiting", "+7 495", "Поставить первым")
    expect(page.locator("#waiting tr").first).to_contain_text("поставлен первым")
    page.click("#toast-act")
    expect(page.locator("#waiting tr").first).to_contain_text("Иванова")
    choose(page, "waiting", "+7 495", "В очередь: Поддержка")
    expect(page.locator("#waiting tr", has_text="+7 495")).to_contain_text("Поддержка")
    centre.ready("carol")
    expect(page.locator("#waiting tr")).to_have_count(1)
    choose(page, "waiting", "+7 495", "Завершить звонок")
    expect(page.locator("#waiting-empty")).to_have_text("Никто не ждёт.")


def test_a_queue_is_closed_by_keyboard_and_opened_again(page: Page, centre: Centre) -> None:
    page.locator("#queues tr", has_text="Поддержка").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_contain_text("Закрыть очередь")
    page.keyboard.press("Enter")
    page.fill("#close-note", "авария на складе")
    page.keyboard.press("Enter")
    expect(page.locator("#queues tr", has_text="Продажи")).to_contain_text("закрыта")
    centre.call("closed1", STRANGER)
    expect(page.locator("#waiting-empty")).to_be_visible()
    assert centre.state.calls["closed1"].mode.end == "queue_closed"  # type: ignore[union-attr]
    choose(page, "queues", "Продажи", "Открыть очередь")
    expect(page.locator("#queues tr", has_text="Продажи")).not_to_contain_text("закрыта")


@pytest.mark.parametrize(("language", "scheme"), [("ru", "light"), ("en", "dark")])
def test_nothing_is_cut_off_at_1366(enter: Enter, centre: Centre, language: str, scheme: str) -> None:
    page = enter("bob", "/supervise/", scheme=scheme, language=language)
    expect(page.locator("#queues tr").first).to_be_visible()
    centre.ready("alice", "olga", "oleg")
    call = f"p-{language}"
    centre.call(call, MARIA)
    centre.answer(call)
    for n in range(3):
        centre.call(f"{call}{n}", STRANGER)
    come_in(centre, call, "listen")
    expect(page.locator("#mine")).to_have_attribute("data-way", "listen")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.getElementById('stop').getBoundingClientRect().bottom <= innerHeight")


def test_a_call_for_help_stands_over_the_wall_without_a_name_on_the_television(enter: Enter, centre: Centre) -> None:
    wall, screen = enter("bob", "/wall/"), enter("bob", "/wall/?tv=1")
    centre.ready("alice")
    centre.call("wall1", MARIA)
    centre.answer("wall1")
    alice = centre.who("alice")
    centre.come(HelpAsked(0, alice, alice))
    expect(wall.locator("#sos")).to_have_text("Просят помощи: Анна Белова")
    expect(screen.locator("#sos")).to_have_text("Просят помощи: 1")
    wall.click("#sos")
    expect(wall.locator("#operators tr", has_text="Анна Белова")).to_contain_text("Нужна помощь")
    centre.come(HelpAsked(0, alice, alice, wanted=False))
    expect(screen.locator("#sos")).to_be_hidden()
