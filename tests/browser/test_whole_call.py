"""Real calls: a caller over SIP, the real Asterisk, the engine, and an operator who talks in the browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from browser.caller import TONE, Callers
from browser.whole_desk import VOICE, desk_of, hears, running, talker, view
from playwright.sync_api import expect
from whole import COMPANY, SALES, SUPPORT, WholeCentre

from gudok.core.words import LeaveAsked, ReadyAsked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(180)]

COLLEAGUE = 620.0
"""What the telephone of the operator who takes a transfer speaks with."""
MARIA = "+79160000001"
CAROL = {
    "login": "carol",
    "full_name": "Карина Ли",
    "roles": ["operator"],
    "kind": "browser",
    "password": "carol-secret",
}

PAYING = "74950000007"
PAYMENT = {
    "name": "Оплата",
    "wrapup_s": 0,
    "announce_first_s": 0,
    "record_pause_s": 60,
    "script": {
        "start": "say1",
        "nodes": {
            "say1": {"kind": "say", "text": "Здравствуйте!", "aloud": True, "next": "say2"},
            "say2": {"kind": "say", "text": "Продиктуйте номер карты.", "pause": True, "next": "end3"},
            "end3": {"kind": "end", "text": "Спасибо!"},
        },
    },
}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeCentre]:
    sales, support = COMPANY["queues"]
    queues = [sales, {**support, "wrapup_s": 60}, PAYMENT]
    numbers = COMPANY["numbers"] | {PAYING: "Оплата"}
    company = {**COMPANY, "queues": queues, "numbers": numbers, "people": [*COMPANY["people"], CAROL]}
    with running(tmp_path_factory.mktemp("whole"), company) as made:
        yield made


@pytest.fixture(scope="module")
def toned(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with talker(browser, tmp_path_factory.mktemp("voice")) as started:
        yield started


@pytest.fixture
def desk(toned: Browser, centre: WholeCentre) -> Iterator[Page]:
    """Carol's desk, ready for calls."""
    with desk_of("carol", toned, centre) as page:
        yield page


@pytest.fixture
def callers(centre: WholeCentre) -> Iterator[Callers]:
    made = Callers(centre.settings.asterisk.sip_port)
    yield made
    made.close()


async def ready(centre: WholeCentre, agent: str) -> None:
    """An operator's telephone that has just registered counts once Asterisk has told the engine."""
    async with asyncio.timeout(15):
        while not (await centre.ask(ReadyAsked(0, agent, agent))).ok:
            await asyncio.sleep(0.05)


def test_the_operator_hears_herself_in_the_echo_test(desk: Page) -> None:
    desk.click("#lamp-sound")
    desk.click("#echo")
    expect(desk.locator("#echo-said")).to_have_text("Говорите: вы должны слышать себя.")
    assert hears(desk, VOICE), "the operator does not hear herself"
    expect(desk.locator("#echo-said")).to_contain_text("Вас слышно", timeout=15_000)
    view(desk, "ready")


def test_a_talk_with_hold_reload_and_hang_up(desk: Page, callers: Callers, centre: WholeCentre) -> None:
    call = callers.dial(SALES, MARIA)
    view(desk, "ringing")
    expect(desk.locator("#card h1")).to_have_text("Мария Иванова")
    desk.wait_for_function("() => document.title.includes('Мария Иванова')")
    desk.wait_for_timeout(700)
    desk.keyboard.press("F2")
    view(desk, "talking")
    assert hears(desk, TONE), "the operator does not hear the caller"
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator")

    desk.keyboard.press("F8")
    expect(desk.locator("#muted")).to_be_visible()
    callers.wait(lambda: call.voice.hears(VOICE) < 100, "the caller hears nothing of a muted operator")
    desk.keyboard.press("F8")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator again")

    desk.keyboard.press("F9")
    view(desk, "held")
    callers.wait(lambda: call.voice.hears(VOICE) < 100 and call.voice.hears_something(), "music on hold")
    desk.keyboard.press("F9")
    view(desk, "talking")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the talk after hold")

    desk.reload()
    view(desk, "talking")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the talk after the page was loaded anew")
    assert hears(desk, TONE), "the operator does not hear the caller after a reload"
    assert not call.done.is_set()

    desk.keyboard.press("Shift+F2")
    callers.wait(call.done.is_set, "the caller is told that the talk is over")
    view(desk, "ready")


def test_the_line_is_measured_and_kept_with_the_call(desk: Page, callers: Callers, centre: WholeCentre) -> None:
    callers.dial(SALES, MARIA)
    view(desk, "ringing")
    desk.click("#answer")
    view(desk, "talking")
    expect(desk.locator("#line-word")).to_have_text("Связь: хорошая", timeout=15_000)
    expect(desk.locator("#line-numbers")).to_contain_text("потери 0 %")
    with desk.expect_request("**/desk/line/*", timeout=15_000) as sent:
        desk.wait_for_timeout(6000)
        desk.keyboard.press("Shift+F2")
    view(desk, "ready")
    answer = sent.value.response()
    assert answer is not None
    assert answer.json()["kept"] >= 1
    desk.goto(f"{centre.url}/calls/{sent.value.url.rsplit('/', 1)[1]}/")
    expect(desk.locator("[data-line]")).to_contain_text("Связь: Карина Ли")
    expect(desk.locator("[data-line]")).to_contain_text("MOS 4")


def test_the_caller_hangs_up(desk: Page, callers: Callers, centre: WholeCentre) -> None:
    call = callers.dial(SALES, "+79160000044")
    view(desk, "ringing")
    expect(desk.locator("#card h1")).to_have_text("Новый номер")
    desk.click("#answer")
    view(desk, "talking")
    callers.hang_up(call)
    view(desk, "ready")


def test_a_declined_call_goes_on_waiting_and_the_operator_pauses(
    desk: Page, callers: Callers, centre: WholeCentre
) -> None:
    call = callers.dial(SALES, "+79160000045")
    view(desk, "ringing")
    desk.click("#decline")
    view(desk, "missed")
    expect(desk.locator("[data-views=missed] [data-text=pauseWord]")).to_have_text("Звонок отклонён")
    assert not call.done.is_set()
    desk.wait_for_timeout(800)
    desk.keyboard.press("F2")
    view(desk, "ringing")
    callers.hang_up(call)
    view(desk, "ready")


def test_a_caller_who_called_before_is_known(desk: Page, callers: Callers, centre: WholeCentre) -> None:
    call = callers.dial(SALES, MARIA)
    view(desk, "ringing")
    expect(desk.locator("#history-list li").first).to_contain_text("Продажи · Карина Ли")
    desk.click("#answer")
    view(desk, "talking")
    waiting = callers.dial(SALES, "+79160000046")
    desk.fill("#note", "Доставка завтра после 15:00, адрес прежний.")
    desk.locator("#saved").click()
    expect(desk.locator("#saved")).to_contain_text("Сохранено")
    expect(desk.locator("#pressure")).to_contain_text("Продажи1")
    desk.wait_for_timeout(2000)
    callers.hang_up(waiting)
    desk.keyboard.press("Shift+F2")
    callers.wait(call.done.is_set, "the end of the talk")
    view(desk, "ready")


def test_keys_reach_the_caller_and_a_blind_transfer_a_colleague(
    desk: Page, callers: Callers, centre: WholeCentre
) -> None:
    call = callers.dial(SUPPORT, MARIA)
    view(desk, "ringing")
    desk.click("#answer")
    view(desk, "talking")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator")

    desk.keyboard.press("Shift+F8")
    desk.click("#keypad-dialog [data-key='4']")
    desk.keyboard.type("2#")
    expect(desk.locator("#typed")).to_have_text("42#")
    callers.wait(lambda: call.voice.keys == "42#", "the keys pressed at the desk arrive at the caller")
    desk.keyboard.press("Escape")

    colleague = centre.operators["op1"]
    phone = callers.operator(*centre.phones["op1"], COLLEAGUE)
    callers.run(ready(centre, colleague))
    desk.keyboard.press("Control+KeyK")
    desk.locator("#transfer-find").press_sequentially("Оператор 1")
    expect(desk.locator("#transfer-list li[aria-selected=true]")).to_contain_text("Оператор 1")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.press("Shift+Enter")
    second = callers.run(phone.incoming.get())
    view(desk, "wrapup")
    callers.run(second.answer())
    callers.wait(lambda: call.voice.hears(COLLEAGUE) > 500, "the caller hears the colleague")
    callers.wait(lambda: second.voice.hears(TONE) > 500, "the colleague hears the caller")
    callers.wait(lambda: call.voice.hears(VOICE) < 100, "the caller no longer hears the first operator")

    callers.run(centre.ask(LeaveAsked(0, colleague, colleague)))
    callers.hang_up(call)
    callers.wait(second.done.is_set, "the colleague's talk is over")
    desk.click("#after")
    view(desk, "ready")


def test_a_script_pauses_the_recording_while_its_step_is_open(
    desk: Page, callers: Callers, centre: WholeCentre
) -> None:
    before = set(centre.data.recordings.rglob("*.raw"))
    callers.dial(PAYING, MARIA)
    view(desk, "ringing")
    desk.click("#answer")
    view(desk, "talking")
    words = desk.locator("#desk .gk-script-words")
    expect(words).to_have_text("Здравствуйте!")
    expect(desk.locator("[data-step]")).to_be_focused()
    callers.wait(lambda: bool(set(centre.data.recordings.rglob("*.raw")) - before), "the talk is recorded")
    [raw] = set(centre.data.recordings.rglob("*.raw")) - before
    desk.keyboard.press("Enter")
    expect(words).to_have_text("Продиктуйте номер карты.")
    expect(desk.get_by_text("Разговор НЕ записывается")).to_be_visible()
    desk.wait_for_timeout(500)
    paused = raw.stat().st_size
    desk.wait_for_timeout(1000)
    assert raw.stat().st_size == paused, "nothing is written while the step is open"
    desk.keyboard.press("Enter")
    expect(words).to_have_text("Спасибо!")
    expect(desk.locator("#unrecorded")).to_be_hidden()
    callers.wait(lambda: raw.stat().st_size > paused, "it goes on behind the step")
    desk.keyboard.press("Shift+F2")
    view(desk, "ready")
    desk.goto(f"{centre.url}/calls/")
    desk.click("table a >> nth=0")
    expect(desk.locator("[data-fact=RecordPaused]")).to_contain_text("на этом шаге скрипт ставит запись на паузу")
