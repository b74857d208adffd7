"""The operator's desk in a real browser, with a played centre."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser.centre import HIDDEN, MARIA
from browser.conftest import LARGE, SMALL
from msgspec import structs
from playwright.sync_api import expect

from gudok.core.words import CallerGone, Configured, EndCallAsked, PauseAsked, Reachable, TelephonyDown, TelephonyUp

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


def view(page: Page, name: str, timeout: int = 10_000) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name, timeout=timeout)


def in_talk(page: Page, centre: Centre, call: str) -> None:
    """Alice talks with Maria."""
    centre.ready("alice")
    centre.call(call)
    centre.answer(call)
    view(page, "talking")


def test_a_call_from_ringing_to_wrap_up(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    view(page, "away")
    page.click("[data-views=away] [data-ask=ready]")
    view(page, "ready")
    centre.call("a1", waited=31_000)
    view(page, "ringing")
    expect(page.locator("#card h1")).to_have_text("Иванова Мария Петровна")
    expect(page.locator(".gk-panel .gk-name >> visible=true")).to_contain_text("Иванова Мария Петровна")
    # The latest ones only; other tests call as her, too.
    expect(page.locator("#history-list li").last).to_contain_text(re.compile("Продажи · (Олег Дроздов|Анна Белова)"))
    centre.answer("a1")
    view(page, "talking")
    page.keyboard.press("F9")
    view(page, "held")
    page.keyboard.press("F9")
    view(page, "talking")
    page.keyboard.press("Shift+F2")
    view(page, "wrapup")
    page.wait_for_timeout(800)
    page.keyboard.press("F2")
    view(page, "ready")


def test_the_note_saves_itself_and_survives_a_reload(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, centre, "b1")
    page.locator("#note").press_sequentially("Доставка завтра")
    expect(page.locator("#saved")).to_have_text(re.compile(r"Сохранено \d\d:\d\d ✓"))
    page.reload()
    view(page, "talking")
    expect(page.locator("#note")).to_have_value("Доставка завтра")


def test_a_note_typed_while_the_server_is_away_is_kept_and_saved_later(enter: Enter, stage: Stage) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, stage.centre, "b2")
    expect(page.locator("#card h1")).to_be_visible()
    stage.kill_web()
    page.locator("#note").press_sequentially("Жалоба")
    expect(page.locator("#saved")).to_have_text("Не сохранено, копия в браузере", timeout=15_000)
    expect(page.locator("#banner")).to_contain_text("Разговор продолжается", timeout=15_000)
    stage.start_web()
    expect(page.locator("#saved")).to_have_text(re.compile("Сохранено"), timeout=20_000)
    expect(page.locator("#banner")).to_be_hidden(timeout=20_000)
    view(page, "talking")


def test_what_happened_while_the_server_was_away_is_shown_when_it_is_back(enter: Enter, stage: Stage) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, stage.centre, "b3")
    stage.kill_web()
    stage.centre.come(CallerGone(0, "b3"))
    stage.start_web()
    view(page, "wrapup", timeout=20_000)
    expect(page.locator("[data-views=wrapup] .gk-name")).to_contain_text("Иванова")


def test_what_comes_next_is_chosen_in_mid_talk_and_can_be_cancelled(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, centre, "c1")
    page.click("#state")
    page.click(".dropdown-menu.show [data-ask=pause] >> nth=0")
    expect(page.locator("#next")).to_contain_text("Далее:")
    page.click("#next")
    expect(page.locator("#next")).to_be_hidden()
    centre.come(PauseAsked(0, centre.who("alice"), "x", "lunch"))
    centre.come(CallerGone(0, "c1"))
    view(page, "wrapup")
    page.wait_for_timeout(800)
    page.keyboard.press("F2")
    view(page, "paused")


def test_a_transfer_needs_a_chosen_row(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    centre.ready("alice")
    centre.call("d1")
    centre.answer("d1")
    centre.ready("olga")
    view(page, "talking")
    page.keyboard.press("Control+KeyK")
    field = page.locator("#transfer-find")
    expect(page.locator("#transfer-list li >> nth=0")).to_contain_text("Ольга Снегирёва")
    field.press("Enter")
    view(page, "talking")
    field.press_sequentially("jkmu")
    expect(page.locator("#transfer-list li")).to_have_count(1)
    expect(page.locator("#transfer-list li")).to_have_attribute("aria-selected", "true")
    field.press("Shift+Enter")
    expect(page.locator("#transfer-now")).to_contain_text("Ещё раз")
    view(page, "talking")
    field.press("Shift+Enter")
    view(page, "wrapup")
    assert centre.state.calls["d1"].mode.agent == centre.who("olga")


def test_a_refusal_is_told_in_red_and_nothing_changes(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, centre, "e1")
    centre.die()
    page.click("#hold")
    expect(page.locator("#ask-error")).to_contain_text("Ничего не изменилось")
    view(page, "talking")


def test_a_missed_call_asks_for_a_sign_of_life(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    centre.come(PauseAsked(0, centre.who("alice"), "x", "missed"))
    view(page, "missed")
    head = page.locator(".gk-missed .gk-headline")
    assert head.locator("span").bounding_box()["height"] < 36, "one line beside its timer"  # type: ignore[index]
    page.wait_for_timeout(800)
    page.keyboard.press("F2")
    view(page, "ready")


def test_failures_name_themselves(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    centre.ready("alice")
    view(page, "ready")
    centre.come(TelephonyDown(0, False))
    view(page, "down")
    expect(page.locator("[data-text=downCause]")).to_contain_text("Клиенты слышат музыку")
    centre.come(TelephonyUp(0))
    centre.ready("alice")
    centre.die()
    expect(page.locator("[data-text=downCause]")).to_contain_text("Служба звонков не отвечает", timeout=10_000)


def test_a_ringing_call_is_seen_from_another_tab(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    centre.ready("alice")
    view(page, "ready")
    title = page.title()
    centre.call("f1", HIDDEN, did="7000")
    view(page, "ringing")
    page.wait_for_function("() => document.title.includes('Номер скрыт · Поддержка')")
    expect(page.locator("#gk-favicon")).to_have_attribute("href", re.compile("ringing"))
    expect(page.locator("#decline")).to_be_hidden()
    centre.come(CallerGone(0, "f1"))
    view(page, "ready")
    assert page.title() == title


def test_the_shift_begins_with_a_check_of_sound(enter: Enter, centre: Centre) -> None:
    page = enter("carol", "/desk/")
    view(page, "gate")
    page.click("#start-shift")
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")
    view(page, "down")
    expect(page.locator("[data-text=downCause]")).to_contain_text("Телефон не подключён")
    second = page.context.new_page()
    second.goto(page.url)
    view(second, "elsewhere")
    expect(second.locator("#answer")).to_be_hidden()
    second.click("#take-over")
    view(page, "elsewhere")
    view(second, "gate")


def test_the_telephone_moves_to_another_machine_and_back(enter: Enter, centre: Centre) -> None:
    first, second = enter("carol", "/desk/"), enter("carol", "/desk/", seat="home")
    # The test before may have left the telephone lent at the office, for half a minute.
    expect(second.locator("#desk")).to_have_attribute("data-view", "gate", timeout=60_000)
    first.click("#start-shift")
    view(first, "down")
    second.click("#start-shift")  # the telephone is at the first one: only shown here
    view(second, "elsewhere")
    expect(second.locator("[data-text=elsewhereTitle]")).to_have_text("Телефон на другом компьютере")
    expect(second.locator("[data-text=elsewhereText]")).to_contain_text("Chrome")
    centre.come(PauseAsked(0, centre.who("carol"), centre.who("carol"), "lunch"))
    expect(second.locator("[data-text=elsewhereNow]")).to_have_text("Сейчас там: Обед")
    second.click("#take-over")
    view(first, "elsewhere")
    view(second, "down")
    first.click("#take-over")
    view(second, "elsewhere")
    view(first, "down")
    second.reload()
    view(second, "elsewhere")  # without a gate first: the server knows where the telephone is


def test_an_operator_with_two_telephones_chooses_where_calls_ring(enter: Enter, centre: Centre) -> None:
    carol, before = centre.who("carol"), centre.state.settings
    both = [structs.replace(one, desk="carol-desk") if one.id == carol else one for one in before.operators]
    centre.come(Configured(0, structs.replace(before, version=before.version + 1, operators=tuple(both))))
    page = enter("carol", "/desk/")
    view(page, "gate")
    page.click("#state")
    there = page.locator("[data-where='1']")
    expect(there).to_contain_text("нет связи")
    there.click()
    expect(page.locator("#ask-error")).to_contain_text("не на связи")
    centre.come(Reachable(0, carol, True, desk=True))
    page.click("#state")
    expect(there).to_contain_text("на связи")
    there.click()
    view(page, "away")  # her telephone on the desk needs no microphone here
    expect(page.locator("#lamp-phone")).to_contain_text("Настольный телефон")
    page.click("[data-views=away] [data-ask=ready]")
    view(page, "ready")
    centre.call("where1")
    view(page, "ringing")
    expect(page.locator("#answer-there")).to_be_visible()
    centre.answer("where1")
    view(page, "talking")
    page.click("#state")
    page.locator("[data-where='0']").click()
    expect(page.locator("[data-where='0']")).to_have_attribute("aria-pressed", "true")
    view(page, "talking")  # the talk stays where it is
    centre.come(EndCallAsked(0, "where1", "test"))
    view(page, "gate")  # the next call would ring in the browser: its gate comes first
    centre.come(Configured(0, structs.replace(before, version=before.version + 2)))
    expect(page.locator("#where")).to_be_hidden()


def test_a_desk_goes_on_after_its_person_signed_in_again_in_another_tab(
    enter: Enter, stage: Stage, centre: Centre
) -> None:
    page = enter("alice", "/desk/")
    in_talk(page, centre, "relogin")
    other = page.context.new_page()
    page.context.clear_cookies()
    page.click("#hold")
    expect(page.locator("#ask-error")).to_contain_text("Вход истёк")
    other.goto(f"{stage.url}/sign-in/")
    other.fill("[name=username]", "alice")
    other.fill("[name=password]", "alice-secret")
    other.click("main form button")
    other.wait_for_url("**/desk/")
    page.click("#hold")
    view(page, "held")
    page.context.clear_cookies()
    other.goto(f"{stage.url}/sign-in/")
    other.fill("[name=username]", "oleg")
    other.fill("[name=password]", "oleg-secret")
    other.click("main form button")
    other.wait_for_url("**/desk/")
    page.click("#hold")
    expect(page.locator("#ask-error")).to_contain_text("Вход истёк")
    view(page, "held")


def test_one_notice_tells_of_a_ringing_call_and_goes_with_it(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/")
    page.add_init_script(
        """window.notices = [];
        window.Notification = class { static permission = "granted";
          constructor(text, options) { window.notices.push({ text, tag: options.tag, open: true }); }
          close() { window.notices.at(-1).open = false; } };"""
    )
    page.reload()
    centre.ready("alice")
    view(page, "ready")
    centre.call("n1", MARIA)
    view(page, "ringing")
    assert page.evaluate("notices") == [{"text": "Звонок: Иванова Мария Петровна · Продажи", "tag": "n1", "open": True}]
    centre.answer("n1")
    view(page, "talking")
    assert [notice["open"] for notice in page.evaluate("notices")] == [False]


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_nothing_runs_over_the_edge(enter: Enter, centre: Centre, size: dict[str, int]) -> None:
    page = enter("alice", "/desk/", size=size)
    in_talk(page, centre, f"g{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#hangup").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size["height"]


def test_at_double_zoom_answer_and_hang_up_can_be_reached(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/", size={"width": 683, "height": 384})
    in_talk(page, centre, "z1")
    page.locator("#hangup").scroll_into_view_if_needed()
    page.click("#hangup")
    view(page, "wrapup")


def test_english_has_no_russian_left(enter: Enter, centre: Centre) -> None:
    page = enter("oleg", "/desk/", language="en")
    centre.come(*(PauseAsked(0, centre.who(name), "x", "lunch") for name in ("alice", "olga", "pavel")))
    centre.ready("oleg")
    view(page, "ready")
    shown = page.locator("body").inner_text()
    # Names of queues and people stay as they are written.
    for name in ("Продажи", "Поддержка", "Олег Дроздов", "Русский"):
        shown = shown.replace(name, "")
    assert re.findall("[а-яё]+", shown, re.IGNORECASE) == []
