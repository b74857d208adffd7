"""The operator's day at the desk: breaks with limits, the result of a talk, tasks, own figures."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from browser.axe import findings
from msgspec.structs import replace
from playwright.sync_api import expect

from gudok.core.settings import Break, Result
from gudok.core.words import CallerGone, Configured, PauseAsked, ReadyAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from playwright.sync_api import Page, Route

    Enter = Callable[..., Page]

MINUTE = 60_000
RESULTS = (
    Result("r1-zakaz", "Заказ"),
    Result("r1-vopros", "Вопрос"),
    Result("r1-dostavka", "доставка", "Жалоба"),
    Result("r1-kachestvo", "качество", "Жалоба"),
    Result("r1-ne-dozvonilis", "Не дозвонились", "", True),
    Result("r1-vozvrat", "Возврат", opens="order", article="vozvrat-i-obmen"),
)
BREAKS = (
    Break("lunch", once=30 * MINUTE, daily=60 * MINUTE, most=3),
    Break("break", daily=10 * MINUTE, most=1, full="wait"),
    Break("training", most=1),
)


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


@pytest.fixture
def day(centre: Centre) -> Iterator[Centre]:
    """A centre where breaks have limits and sales ask for a result; wrap-up waits for it, service may owe it."""
    before = centre.state.settings
    ids = tuple(result.id for result in RESULTS)
    sales, service, *others = before.queues
    queues = (
        replace(sales, results=ids, result_needed=True),
        replace(service, results=ids, result_needed=True, unfinished="owe"),
        *others,
    )
    version = before.version + 1
    centre.come(Configured(0, replace(before, version=version, queues=queues, results=RESULTS, breaks=BREAKS)))
    yield centre
    centre.clear()
    centre.come(Configured(0, replace(before, version=version + 1)))


def in_wrap_up(page: Page, centre: Centre, call: str, did: str = "74951234567") -> None:
    centre.ready("alice")
    centre.call(call, did=did)
    centre.answer(call)
    view(page, "talking")
    centre.come(CallerGone(0, call))
    view(page, "wrapup")


def test_wrap_up_ends_with_a_result_chosen_by_a_digit(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    in_wrap_up(page, day, "r1a")
    expect(page.locator("#missing")).to_be_visible()
    expect(page.locator("#after")).to_contain_text("Сохранить и готов")
    expect(page.locator("[data-results=panel] button").first).to_be_focused()
    page.wait_for_timeout(750)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#ask-error")).to_contain_text("Не хватает итога")
    view(page, "wrapup")
    page.keyboard.press("3")
    expect(page.locator("[data-results=panel] button").nth(2)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#missing")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    view(page, "ready")
    expect(page.locator("#toast")).to_contain_text("Итог: Жалоба: доставка")
    page.click("#toast-act")
    expect(page.locator("#result-list button").first).to_be_focused()


def test_a_digit_pressed_before_the_server_has_ended_the_call_is_for_the_result(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    day.ready("alice")
    day.call("r1b")
    day.answer("r1b")
    view(page, "talking")
    expect(page.locator("[data-results=talk] button").first).to_be_visible()
    page.keyboard.press("2")
    asked: list[Route] = []
    page.route("**/desk/ask/hangup", lambda route: asked.append(route))
    with page.expect_request("**/desk/ask/hangup"):
        page.keyboard.press("Shift+F2")
    with page.expect_response("**/results/r1b"):
        page.keyboard.press("3")
    view(page, "talking")
    asked[0].continue_()
    view(page, "wrapup")
    assert day.state.agents[day.who("alice")].work.result == "r1-dostavka"
    expect(page.locator("[data-results=panel] button").nth(2)).to_have_attribute("aria-pressed", "true")


def test_a_result_chosen_in_the_talk_stays_over_a_reload(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    day.ready("alice")
    day.call("r2a")
    day.answer("r2a")
    view(page, "talking")
    page.locator("[data-results=talk] button", has_text="Заказ").click()
    expect(page.locator("[data-results=talk] button").first).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("[data-results=talk] button").first).to_have_attribute("aria-pressed", "true")
    assert day.state.agents[day.who("alice")].work.result == "r1-zakaz"


def test_a_result_chosen_while_the_engine_is_away_is_kept_and_sent_when_it_is_back(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    day.ready("alice")
    day.call("r2b")
    day.answer("r2b")
    view(page, "talking")
    chosen = page.locator("[data-results=talk] button").nth(1)
    expect(chosen).to_be_visible()
    day.die()
    chosen.click()
    expect(page.locator("#ask-error")).to_contain_text("копия в браузере")
    page.reload()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    assert day.state.agents[day.who("alice")].work.result == ""
    day.wake()
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('gudok-result:'))")
    assert day.state.agents[day.who("alice")].work.result == "r1-vopros"


def test_a_result_brings_up_its_form_and_its_article(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    in_wrap_up(page, day, "r2c")
    expect(page.get_by_role("button", name="6 Возврат")).to_be_visible()  # or there is nothing to press yet
    page.keyboard.press("6")
    expect(page.locator("#order-search")).to_be_focused()
    expect(page.locator("#know-title")).to_have_text("Возврат и обмен")
    assert day.state.agents[day.who("alice")].work.result == "r1-vozvrat"


def test_overtime_is_counted_and_shown(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    day.ago = 40_000
    in_wrap_up(page, day, "r3a")
    day.ago = 0
    expect(page.locator("[data-views=wrapup] [data-countdown]")).to_have_text(re.compile(r"^\+0:\d\d$"))
    expect(page.locator("#desk")).to_have_class(re.compile("gk-overtime"))


def test_what_may_be_owed_needs_a_second_press_and_a_callback_opens_its_form(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    in_wrap_up(page, day, "r4a", did="74950000000")
    page.wait_for_timeout(750)
    page.keyboard.press("F2")
    view(page, "wrapup")
    page.keyboard.press("5")
    expect(page.locator("#task-dialog")).to_be_visible()
    page.locator("#task-form [name=text]").fill("Перезвонить про доставку")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("Запланировано")
    page.keyboard.press("F2")
    view(page, "ready")
    task = page.locator("#tasks li").filter(has_text="Перезвонить про доставку")
    expect(task).to_contain_text("Иванова Мария Петровна")
    task.get_by_role("button", name="Сделано").click()
    expect(page.locator("#tasks li").filter(has_text="Перезвонить про доставку")).to_have_count(0)


def test_a_break_shows_its_limit_its_overtime_and_how_many_have_one(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    day.ready("alice", "olga")
    day.come(PauseAsked(0, day.who("olga"), day.who("olga"), "lunch"))
    view(page, "ready")
    page.click("#state")
    menu = page.locator(".dropdown-menu.show")
    expect(menu.locator("[data-reason=lunch]")).to_contain_text("1 из 3")
    menu.locator("[data-reason=lunch]").click()
    view(page, "paused")
    panel = page.locator("[data-views=paused]")
    expect(panel).to_contain_text("из 30:00")
    expect(panel).to_contain_text("На этом перерыве сейчас: 2 из 3")
    expect(panel).to_contain_text("Сегодня использовано: 0:")
    expect(panel.locator(".gk-over")).to_be_hidden()
    panel.locator("[data-ask=ready]").click()  # F2 is deaf for a moment after a change of state
    view(page, "ready")
    day.ago = 31 * MINUTE
    day.come(PauseAsked(0, day.who("alice"), day.who("alice"), "lunch"))
    day.ago = 0
    expect(panel.locator(".gk-over")).to_contain_text("Дольше положенного")
    expect(panel.locator(".gk-over time")).to_have_text(re.compile(r"^\+1:\d\d$"))


def test_a_refusal_tells_the_figures_and_a_full_break_can_be_waited_for(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    day.ready("alice", "olga")
    for reason in ("training", "break"):
        day.come(PauseAsked(0, day.who("olga"), day.who("olga"), reason))
        view(page, "ready")
        page.click("#state")
        page.locator(f".dropdown-menu.show [data-reason={reason}]").click()
        if reason == "training":
            error = "На этом перерыве уже столько операторов, сколько можно (сейчас на нём: 1, одновременно можно: 1)."
            expect(page.locator("#ask-error")).to_have_text(error)
            day.come(ReadyAsked(0, day.who("olga"), day.who("olga")))
    expect(page.locator("#next")).to_contain_text("ждёт места, 1-")
    view(page, "ready")
    page.click("#next")
    expect(page.locator("#next")).to_be_hidden()


def test_the_own_figures_stand_beside_everybodys(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/")
    day.ready("olga")
    day.call("day1")
    day.answer("day1")
    day.come(CallerGone(0, "day1"))
    team = page.locator("[data-team=talks]")
    expect(team).not_to_have_text("0")
    expect(page.locator("[data-team=level]")).to_contain_text("%")


def test_axe_finds_nothing_in_the_states_of_the_day(enter: Enter, day: Centre) -> None:
    page = enter("alice", "/desk/", scheme="dark")
    in_wrap_up(page, day, "x1")
    assert findings(page) == []
    page.keyboard.press("5")
    expect(page.locator("#task-dialog")).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.wait_for_timeout(700)
    page.keyboard.press("Control+Enter")
    view(page, "ready")
    expect(page.locator("#toast")).to_be_visible()
    assert findings(page) == []
    page.click("#toast-act")
    expect(page.locator("#result-list button").first).to_be_focused()
    assert findings(page) == []
    page.keyboard.press("Escape")
    day.ago = 40 * MINUTE
    day.come(PauseAsked(0, day.who("alice"), "bob", "lunch"))
    day.ago = 0
    expect(page.locator("[data-views=paused] .gk-over")).to_be_visible()
    assert findings(page) == []


def test_the_planned_break_is_shown_and_reminded_of(enter: Enter, day: Centre) -> None:
    """The time is put into the page: a set-up's change is the forms' test."""
    page = enter("pavel", "/desk/")
    day.ready("pavel")
    view(page, "ready")
    now = datetime.now(ZoneInfo("Europe/Moscow"))
    page.evaluate("time => document.getElementById('desk').dataset.lunch = time", f"{now:%H:%M}")
    expect(page.locator("[data-views=ready] [data-text=lunch]")).to_contain_text("Пора: Обед")
    expect(page.locator("#toast-text")).to_contain_text("Пора: Обед")
    page.click("#toast-act")
    view(page, "paused")
