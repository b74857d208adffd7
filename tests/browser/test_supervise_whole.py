"""A supervisor in the browser and a real talk: what she hears is what is said, and who hears her."""

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
from playwright.sync_api import expect
from whole import SALES, WholeCentre, whole_centre

from gudok.core.words import LeaveAsked, ReadyAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from telephony.phone import Call

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(180)]

OPERATOR, BOSS = 620.0, 880.0
"""What the operator's telephone and the supervisor's microphone speak with; the caller speaks with TONE."""
HEARD, NOT_HEARD = 400, 60
CLEAR = -14.0
"""Decibels below the loudest other tone: two that speak at once are about as loud."""
HEARING = Path(__file__).with_name("hearing.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeCentre]:
    with whole_centre(tmp_path_factory.mktemp("supervised")) as made:
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
    """A browser whose microphone hears the supervisor's tone."""
    sound = tmp_path_factory.mktemp("voice") / "tone.wav"
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        samples = (int(9000 * math.sin(2 * math.pi * BOSS * n / 48_000)) for n in range(48_000 * 5))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    started = browser.browser_type.launch(
        executable_path=chromium(),
        args=[
            "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={sound}",
        ],
    )  # fmt: skip
    yield started
    started.close()


@pytest.fixture
def page(talker: Browser, centre: WholeCentre) -> Iterator[Page]:
    """Bob's page."""
    context = talker.new_context(
        viewport={"width": 1366, "height": 660}, locale="ru", timezone_id="Europe/Moscow", permissions=["microphone"]
    )
    made, errors = context.new_page(), list[str]()
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("dialog", lambda dialog: dialog.accept())
    made.goto(f"{centre.url}/sign-in/")
    made.fill("[name=username]", "bob")
    made.fill("[name=password]", "bob-secret")
    made.click("main form button")
    made.goto(f"{centre.url}/supervise/")
    yield made
    context.close()
    assert errors == []


@pytest.fixture
def callers(centre: WholeCentre) -> Iterator[Callers]:
    made = Callers(centre.settings.asterisk.sip_port)
    yield made
    made.close()


@pytest.fixture
def talk(callers: Callers, centre: WholeCentre) -> Iterator[tuple[Call, Call]]:
    """A customer and an operator who talk: their ends of it."""
    agent = centre.operators["op1"]
    phone = callers.operator(*centre.phones["op1"], OPERATOR)
    callers.run(ready(centre, agent))
    caller = callers.dial(SALES, "+79160000050")
    operator = callers.run(phone.incoming.get())
    callers.run(operator.answer())
    callers.wait(lambda: caller.voice.hears(OPERATOR) > HEARD, "the talk")
    yield caller, operator
    callers.run(centre.ask(LeaveAsked(0, agent, agent)))
    if not caller.done.is_set():
        callers.hang_up(caller)
        callers.wait(caller.done.is_set, "the end")


async def ready(centre: WholeCentre, agent: str) -> None:
    async with asyncio.timeout(15):
        while not (await centre.ask(ReadyAsked(0, agent, agent))).ok:
            await asyncio.sleep(0.05)


def way(page: Page, name: str) -> None:
    expect(page.locator("#mine")).to_have_attribute("data-way", name, timeout=15_000)


def she_hears(page: Page, hertz: float) -> bool:
    """Within a few seconds: the first packets of a talk are on their way while we listen."""
    return any(page.evaluate(HEARING, hertz) > CLEAR for _ in range(10))


def test_she_hears_what_is_said_and_is_heard_as_she_chose(
    page: Page, callers: Callers, talk: tuple[Call, Call]
) -> None:
    caller, operator = talk

    def heard(caller_hears: bool, operator_hears: bool) -> Callable[[], bool]:
        def so() -> bool:
            levels = (caller.voice.hears(BOSS), operator.voice.hears(BOSS))
            wanted = (caller_hears, operator_hears)
            return all(level > HEARD if want else level < NOT_HEARD for level, want in zip(levels, wanted, strict=True))

        return so

    page.locator("#operators tr", has_text="Оператор 1").locator("[data-quick]").click()
    way(page, "listen")
    assert she_hears(page, TONE), "she does not hear the customer"
    assert she_hears(page, OPERATOR), "she does not hear the operator"
    callers.wait(heard(False, False), "nobody hears a mere listener")

    page.keyboard.press("2")
    way(page, "whisper")
    callers.wait(heard(False, True), "only the operator hears a whisper")
    assert she_hears(page, TONE)

    page.keyboard.press("3")
    way(page, "barge")
    callers.wait(heard(True, True), "both hear her in the talk")

    page.click("#mine button[data-way=listen]")
    way(page, "listen")
    callers.wait(heard(False, False), "nobody hears her any more")

    page.keyboard.press("Shift+F2")
    way(page, "idle")
    callers.wait(lambda: caller.voice.hears(OPERATOR) > HEARD, "the talk goes on without her")


def test_she_takes_a_talk_over_and_ends_it(page: Page, callers: Callers, talk: tuple[Call, Call]) -> None:
    caller, operator = talk
    row = page.locator("#operators tr", has_text="Оператор 1")
    row.locator("[data-menu]").click()
    page.locator("#menu button", has_text="Забрать").click()
    way(page, "talking")
    callers.wait(operator.done.is_set, "the operator is released")
    callers.wait(lambda: caller.voice.hears(BOSS) > HEARD, "the customer hears the supervisor")
    assert she_hears(page, TONE)
    expect(page.locator("#operators tr", has_text="Борис Орлов")).to_contain_text("Разговор")
    page.keyboard.press("Shift+F2")
    callers.wait(caller.done.is_set, "the customer is told that the talk is over")
    way(page, "idle")


def test_her_page_loaded_anew_is_in_the_talk_again(page: Page, callers: Callers, talk: tuple[Call, Call]) -> None:
    caller, operator = talk
    page.locator("#operators tr", has_text="Оператор 1").locator("[data-quick]").click()
    way(page, "listen")
    assert she_hears(page, TONE)
    page.reload()
    page.wait_for_function("() => document.getElementById('voice').srcObject")
    way(page, "listen")
    assert she_hears(page, TONE), "she does not hear the talk after a reload"
    callers.hang_up(caller)
    callers.wait(operator.done.is_set, "the talk is over")
    way(page, "idle")
