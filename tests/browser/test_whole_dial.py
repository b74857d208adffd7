"""An operator calls a customer from the browser: real Asterisk and engine; a telephone stands for the provider."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from browser.caller import TONE, Callers
from browser.whole_desk import VOICE, desk_of, hears, running, talker, view
from playwright.sync_api import expect
from telephony.phone import Call, Phone
from whole import COMPANY, WholeCentre, free

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(180)]

OURS, MARIA, HOST = "74950000777", "+79160000001", "127.0.0.5"
CAROL = {
    "login": "carol", "full_name": "Карина Ли", "roles": ["operator"], "kind": "browser", "password": "carol-secret",
}  # fmt: skip
DAVE = {"login": "dave", "full_name": "Дмитрий Грачёв", "roles": ["administrator"], "password": "dave-secret"}


class Provider:
    """A telephone at the address the trunk leads to: whatever number is dialled, it rings."""

    def __init__(self, callers: Callers, port: int) -> None:
        self.callers = callers
        self.phone = Phone("provider", callers.port, "", TONE)
        self.phone.home, self.phone.home_port = HOST, port
        callers.phones.append(self.phone)
        callers.run(self.phone.start())

    def rung(self) -> Call:
        return self.callers.run(asyncio.wait_for(self.phone.incoming.get(), 25))

    def rings(self, call: Call) -> None:
        self.callers.loop.call_soon_threadsafe(call.ring)

    def refuse(self, call: Call, code: int) -> None:
        self.callers.loop.call_soon_threadsafe(call.refuse, code)


@pytest.fixture(scope="module")
def port() -> int:
    return free(udp=True)


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[tuple[WholeCentre, Callers, Provider]]:
    """A centre and its provider, there before it: Asterisk asks for him now and then, and believes what it found."""
    there: list[tuple[Callers, Provider]] = []

    def provide(centre: WholeCentre) -> None:
        callers = Callers(centre.settings.asterisk.sip_port)
        there.append((callers, Provider(callers, port)))

    people = [*COMPANY["people"], CAROL, DAVE]
    company = {**COMPANY, "people": people, "provider": {"host": HOST, "port": port, "number": OURS}}
    with running(tmp_path_factory.mktemp("whole"), company, before=provide) as made:
        yield (made, *there[0])
    there[0][0].close()


@pytest.fixture(scope="module")
def centre(working: tuple[WholeCentre, Callers, Provider]) -> WholeCentre:
    return working[0]


@pytest.fixture(scope="module")
def callers(working: tuple[WholeCentre, Callers, Provider]) -> Callers:
    return working[1]


@pytest.fixture(scope="module")
def provider(working: tuple[WholeCentre, Callers, Provider]) -> Provider:
    return working[2]


@pytest.fixture(scope="module")
def toned(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with talker(browser, tmp_path_factory.mktemp("voice")) as started:
        yield started


@pytest.fixture
def desk(toned: Browser, centre: WholeCentre) -> Iterator[Page]:
    with desk_of("carol", toned, centre) as page:
        yield page


def dial(desk: Page, text: str) -> None:
    desk.keyboard.press("Control+KeyK")
    desk.keyboard.type(text)
    desk.keyboard.press("Enter")
    view(desk, "dialling")


def test_a_call_out_from_the_field_to_its_recording(
    desk: Page, callers: Callers, provider: Provider, centre: WholeCentre
) -> None:
    dial(desk, "8 (916) 000-00-01")
    expect(desk.locator("#card h1")).to_have_text("Мария Иванова")
    call = provider.rung()
    assert call.invite is not None
    assert MARIA in call.invite.start
    assert f"<sip:+{OURS}@" in call.header("from")
    assert f"<sip:+{OURS}@" in call.header("p-asserted-identity")
    provider.rings(call)
    expect(desk.locator("#dial-stage")).to_have_text("У клиента идут гудки")
    assert hears(desk, 425), "the operator does not hear that it rings"
    callers.run(call.answer())
    view(desk, "talking")
    assert hears(desk, TONE), "the operator does not hear the customer"
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the customer hears the operator")
    desk.keyboard.press("F9")
    view(desk, "held")
    callers.wait(lambda: call.voice.hears(VOICE) < 100 and call.voice.hears_something(), "music on hold")
    desk.keyboard.press("F9")
    view(desk, "talking")
    callers.wait(lambda: call.voice.hears(VOICE) > 500, "the talk after hold")
    desk.keyboard.press("Shift+F2")
    callers.wait(call.done.is_set, "the customer is told that the talk is over")
    view(desk, "ready")
    expect(desk.locator("#dial-recent li").first).to_contain_text("Мария Иванова")
    expect(desk.locator("#dial-recent [title=Исходящий]")).to_have_count(1)
    desk.goto(f"{centre.url}/calls/?direction=out")
    expect(desk.locator(".gk-direction")).to_have_attribute("title", "Исходящий")
    desk.click("table a")
    expect(desk.locator(".gk-story")).to_contain_text("Исходящий звонок")
    expect(desk.locator(".gk-story")).to_contain_text("Идут гудки")
    expect(desk.locator(".gk-story")).to_contain_text("клиент ответил")


def test_busy_and_dialled_again_from_the_notice(desk: Page, callers: Callers, provider: Provider) -> None:
    dial(desk, "+79165554433")
    call = provider.rung()
    provider.refuse(call, 486)
    view(desk, "ready")
    expect(desk.locator("#dial-over")).to_contain_text("Занято · +7 916 555-44-33")
    desk.click("#dial-again")
    view(desk, "dialling")
    again = provider.rung()
    provider.rings(again)
    expect(desk.locator("#dial-stage")).to_have_text("У клиента идут гудки")
    desk.keyboard.press("Shift+F2")
    callers.wait(again.done.is_set, "it rings no more")
    view(desk, "ready")
    expect(desk.locator("#dial-over")).to_contain_text("Отменён оператором")


def test_the_page_loaded_anew_lets_the_call_go(desk: Page, callers: Callers, provider: Provider) -> None:
    dial(desk, "+79165554433")
    call = provider.rung()
    provider.rings(call)
    expect(desk.locator("#dial-stage")).to_have_text("У клиента идут гудки")
    desk.reload()
    callers.wait(call.done.is_set, "it rings no more")
    view(desk, "ready")
