"""The browser's telephone in a running centre: answering by itself, a headset's buttons, a network that goes away."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import soundfile
from browser.caller import TONE, Callers
from browser.network import Network
from browser.whole_desk import VOICE, desk_of, hears, running, shown, talker, view
from playwright.sync_api import expect
from whole import COMPANY, SALES, WholeCentre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from telephony.phone import Call

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(180)]

ORDERS = "74950000103"
"""A queue whose calls are answered by the telephones themselves."""
MARIA = "+79160000001"
CAROL = {
    "login": "carol",
    "full_name": "Карина Ли",
    "roles": ["operator"],
    "kind": "browser",
    "password": "carol-secret",
}
HEADSET = Path(__file__).with_name("fake_headset.js").read_text(encoding="utf-8")
WATCH = """() => {
  const desk = document.getElementById("desk");
  window.seen = [];
  new MutationObserver(() => window.seen.push(desk.dataset.view)).observe(desk, { attributeFilter: ["data-view"] });
}"""
"""What the desk showed, even for a moment."""
RINGS, OFF_HOOK, MUTED = 1, 2, 4
"""The headset's lamps."""
HOOK, MUTE = 1, 2
"""Its buttons."""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeCentre]:
    orders = {"name": "Заказы", "wrapup_s": 0, "announce_first_s": 0, "auto_answer": True}
    company = {
        **COMPANY,
        "queues": [COMPANY["queues"][0] | {"record_pause_s": 120}, *COMPANY["queues"][1:], orders],
        "numbers": COMPANY["numbers"] | {ORDERS: "Заказы"},
        "people": [*COMPANY["people"], CAROL],
    }
    with running(tmp_path_factory.mktemp("phone"), company) as made:
        yield made


@pytest.fixture(scope="module")
def toned(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with talker(browser, tmp_path_factory.mktemp("voice")) as started:
        yield started


@pytest.fixture
def desk(toned: Browser, centre: WholeCentre) -> Iterator[Page]:
    """Carol's desk, ready for calls, with a headset that has buttons."""
    with desk_of("carol", toned, centre, script=HEADSET) as page:
        yield page


@pytest.fixture
def callers(centre: WholeCentre) -> Iterator[Callers]:
    made = Callers(centre.settings.asterisk.sip_port)
    yield made
    made.close()


def talk(desk: Page, callers: Callers, number: str = SALES) -> Call:
    call = callers.dial(number, MARIA)
    view(desk, "ringing")
    desk.click("#answer")
    view(desk, "talking")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator")
    return call


def test_a_queue_may_have_its_calls_answered_by_themselves(desk: Page, callers: Callers) -> None:
    call = callers.dial(ORDERS, MARIA)
    view(desk, "ringing")
    began = time.monotonic()
    expect(desk.locator("#answer-soon")).to_be_visible()
    view(desk, "talking")
    assert 2 < time.monotonic() - began < 6
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator")
    callers.hang_up(call)
    view(desk, "ready")


def test_a_talk_comes_along_to_another_computer(
    desk: Page, callers: Callers, toned: Browser, centre: WholeCentre
) -> None:
    call = talk(desk, callers)
    with desk_of("carol", toned, centre, seat="home") as home:
        home.wait_for_function("() => document.querySelector('#voice').srcObject", timeout=30_000)
        view(home, "talking")
        view(desk, "elsewhere")
        expect(desk.locator("[data-text=elsewhereNow]")).to_contain_text("Разговор")
        callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator from there")
        assert hears(home, TONE)
        assert not call.done.is_set()
        home.click("#hangup")
        callers.wait(call.done.is_set, "the call ends there")
        view(home, "ready")
    desk.click("#take-over")
    expect(desk.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok")


def test_no_call_is_answered_by_itself_while_the_operator_types(desk: Page, callers: Callers) -> None:
    desk.evaluate("() => document.body.dispatchEvent(new InputEvent('input', { bubbles: true }))")
    call = callers.dial(ORDERS, MARIA)
    view(desk, "ringing")
    expect(desk.locator("#answer-soon")).to_be_hidden()
    desk.wait_for_timeout(4000)
    assert shown(desk) == "ringing"
    callers.hang_up(call)
    view(desk, "ready")


def test_typing_in_the_last_moment_leaves_the_call_ringing(desk: Page, callers: Callers) -> None:
    call = callers.dial(ORDERS, MARIA)
    expect(desk.locator("#answer-soon")).to_be_visible()
    desk.locator("#note").press_sequentially("Перезвон")
    desk.wait_for_timeout(3500)
    assert shown(desk) == "ringing"
    callers.hang_up(call)
    view(desk, "ready")


def test_the_headsets_buttons_take_mute_and_end_a_call(desk: Page, callers: Callers) -> None:
    def lamps(bits: int) -> None:
        desk.wait_for_function("bits => headset.sent.at(-1)?.[1] === bits", arg=bits)

    def press(*states: int) -> None:
        for bits in states:
            desk.evaluate("bits => headset.press(bits)", bits)

    lamps(0)
    call = callers.dial(SALES, MARIA)
    view(desk, "ringing")
    lamps(RINGS)
    press(HOOK)
    view(desk, "talking")
    lamps(OFF_HOOK)
    assert hears(desk, TONE), "the operator does not hear the caller"
    press(HOOK | MUTE, HOOK)
    expect(desk.locator("#muted")).to_be_visible()
    lamps(OFF_HOOK | MUTED)
    press(HOOK | MUTE, HOOK)
    expect(desk.locator("#muted")).to_be_hidden()
    press(0)
    callers.wait(call.done.is_set, "the hook ends the talk")
    view(desk, "ready")
    lamps(0)
    desk.click("#lamp-sound")
    expect(desk.locator("#headset-now")).to_have_text("Подключено: Test Headset")


def test_a_recording_pauses_while_the_customer_tells_a_secret(
    desk: Page, callers: Callers, centre: WholeCentre
) -> None:
    call = talk(desk, callers)
    desk.wait_for_timeout(1500)
    desk.click("#pause-record")
    expect(desk.get_by_text("Разговор НЕ записывается")).to_be_visible()
    raw = next(centre.data.recordings.rglob("*.raw"))
    desk.wait_for_timeout(500)
    paused = raw.stat().st_size
    desk.wait_for_timeout(2000)
    assert raw.stat().st_size == paused > 32_000, "nothing is written in the pause"
    assert call.voice.hears(VOICE) > 500, "the talk goes on"
    desk.click("#unrecorded button")
    expect(desk.locator("#unrecorded")).to_be_hidden()
    desk.wait_for_timeout(1500)
    desk.keyboard.press("Shift+F2")
    view(desk, "ready")
    desk.goto(f"{centre.url}/calls/")
    desk.click("table a >> nth=0")
    expect(desk.locator("[data-fact=RecordPaused]")).to_contain_text("Запись приостановлена: Карина Ли")
    while not desk.locator(".gk-player").count():
        desk.wait_for_timeout(500)
        desk.reload()
    expect(desk.locator(".gk-player-bar")).to_contain_text("Красные полосы: не записано")
    [(start, end, kind)] = json.loads(desk.locator(".gk-player").get_attribute("data-marks") or "")
    assert kind == "pause"
    sound, rate = soundfile.read(raw.with_suffix(".flac"))
    loud = [
        float(abs(sound[int(at * rate / 1000) : int((at + 200) * rate / 1000)]).max())
        for at in (start - 600, start + 500, end - 600, end + 500)
    ]
    assert [level > 0.05 for level in loud] == [True, False, False, True], loud
    assert end - start > 2000


@pytest.fixture
def network(centre: WholeCentre) -> Iterator[Network]:
    made = Network(centre.settings.asterisk.http_port)
    yield made
    made.close()


@pytest.fixture
def far_desk(toned: Browser, centre: WholeCentre, network: Network) -> Iterator[Page]:
    """Carol's desk behind a network that can be cut."""
    with desk_of("carol", toned, centre, network=network) as page:
        yield page


def test_five_seconds_without_signalling_leave_the_voice_alone(
    far_desk: Page, callers: Callers, network: Network
) -> None:
    call = talk(far_desk, callers)
    network.set_signalling(True)
    expect(far_desk.locator("#lamp-phone")).to_have_attribute("data-lamp", "bad")
    far_desk.wait_for_timeout(5000)
    assert call.voice.hears(VOICE) > 500, "the voice does not stop with the signalling"
    expect(far_desk.locator("#banner")).to_contain_text("Голос идёт")
    network.set_signalling(False)
    expect(far_desk.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok", timeout=20_000)
    ways = len(network.ways)
    far_desk.wait_for_timeout(1500)
    assert shown(far_desk) == "talking"
    assert call.voice.hears(VOICE) > 500
    assert hears(far_desk, TONE)
    assert ways >= 1
    far_desk.keyboard.press("F9")
    view(far_desk, "held")
    far_desk.keyboard.press("F9")
    view(far_desk, "talking")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the talk goes on after hold")
    callers.hang_up(call)
    view(far_desk, "ready")
    far_desk.wait_for_function(
        "() => document.querySelector('#voice').srcObject.getTracks().every(t => t.muted || t.readyState === 'ended')"
    )


def test_five_seconds_without_any_network_heal(far_desk: Page, callers: Callers, network: Network) -> None:
    call = talk(far_desk, callers)
    network.cut_voice = True
    network.set_signalling(True)
    expect(far_desk.locator("#lamp-sound")).to_have_attribute("data-lamp", "bad")
    callers.wait(lambda: call.voice.hears(VOICE) < 100, "nothing is heard of the operator")
    far_desk.wait_for_timeout(5000)
    network.cut_voice = False
    network.set_signalling(False)
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator again")
    expect(far_desk.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok", timeout=20_000)
    view(far_desk, "talking")
    assert hears(far_desk, TONE)
    assert not call.done.is_set()
    callers.hang_up(call)
    view(far_desk, "ready")


def test_a_voice_that_stays_away_is_a_dropped_talk_and_the_operator_is_rung_back(
    far_desk: Page, callers: Callers, network: Network
) -> None:
    call = talk(far_desk, callers)
    far_desk.evaluate(WATCH)
    network.cut_voice = True
    far_desk.wait_for_function("() => seen.includes('returning')")
    network.cut_voice = False
    view(far_desk, "talking")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the talk goes on")
    callers.hang_up(call)
    view(far_desk, "ready")
