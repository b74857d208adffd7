"""Real calls: a caller over SIP, the real Asterisk, the engine, and an operator who talks in the browser."""

from __future__ import annotations

import asyncio
import math
import struct
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.caller import TONE, Callers
from browser.conftest import chromium
from browser.pictures import keep_picture
from playwright.sync_api import expect
from whole import COMPANY, SALES, SUPPORT, WholeCentre, whole_centre

from gudok.core.words import LeaveAsked, ReadyAsked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserType, Page

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(180)]

VOICE = 880.0
"""What the operator's microphone hears."""
COLLEAGUE = 620.0
"""What the telephone of the operator who takes a transfer speaks with."""
MARIA = "+79160000001"
HEARING = Path(__file__).with_name("hearing.js").read_text(encoding="utf-8")
CAROL = {
    "login": "carol",
    "full_name": "Карина Ли",
    "roles": ["operator"],
    "kind": "browser",
    "password": "carol-secret",
}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeCentre]:
    sales, support = COMPANY["queues"]
    queues = [sales, {**support, "wrapup_s": 60}]
    company = {**COMPANY, "queues": queues, "people": [*COMPANY["people"], CAROL]}
    with whole_centre(tmp_path_factory.mktemp("whole"), company) as made:
        # A child dies with the thread that started it, so this one starts them; the browser's loop lives here too,
        # so another thread waits until they work.
        for process in made.processes.values():
            process.start()
        with ThreadPoolExecutor(1) as waiting:
            waiting.submit(asyncio.run, all_ready(made)).result()
        yield made


async def all_ready(centre: WholeCentre) -> None:
    await asyncio.gather(*(process.ready() for process in centre.processes.values()))


@pytest.fixture(scope="module")
def talker(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose microphone hears a tone."""
    sound = tmp_path_factory.mktemp("voice") / "tone.wav"
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        samples = (int(9000 * math.sin(2 * math.pi * VOICE * n / 48_000)) for n in range(48_000 * 5))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    kind: BrowserType = browser.browser_type
    started = kind.launch(
        executable_path=chromium(),
        args=[
            "--no-sandbox",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={sound}",
        ],
    )
    yield started
    started.close()


@pytest.fixture
def desk(talker: Browser, centre: WholeCentre) -> Iterator[Page]:
    """Carol's desk, ready for calls."""
    context = talker.new_context(
        viewport={"width": 1366, "height": 660},
        locale="ru",
        timezone_id="Europe/Moscow",
        permissions=["microphone", "notifications"],
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{centre.url}/sign-in/")
    page.fill("[name=username]", "carol")
    page.fill("[name=password]", "carol-secret")
    page.click("main form button")
    page.goto(f"{centre.url}/desk/")
    page.wait_for_function("() => document.getElementById('desk').dataset.view !== 'loading'")
    page.click("#start-shift")
    expect(page.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok")
    page.wait_for_function("() => ['away', 'missed', 'ready'].includes(document.getElementById('desk').dataset.view)")
    if shown(page) != "ready":
        page.click(".gk-panel [data-ask=ready] >> visible=true")
    view(page, "ready")
    yield page
    context.close()
    assert errors == []


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


def shown(page: Page) -> str | None:
    return page.locator("#desk").get_attribute("data-view")


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name, timeout=20_000)


def hears(page: Page, hertz: float) -> bool:
    """Whether the operator hears this tone above all others."""
    return any(page.evaluate(HEARING, hertz) > 6 for _ in range(8))


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
    keep_picture(desk, "desk-ru.png")
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
    desk.keyboard.press("Enter")
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
