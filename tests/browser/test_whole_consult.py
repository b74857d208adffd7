"""Two operators in browsers, a caller over SIP and the real Asterisk: a consultation, a conference, a transfer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.caller import TONE, Callers
from browser.whole_desk import HEARING, VOICE, desk_of, hears, running, talker, view
from playwright.sync_api import expect
from whole import COMPANY, SALES, WholeCentre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(180)]

TWO = [
    {"login": login, "full_name": name, "roles": ["operator"], "kind": "browser", "password": f"{login}-secret"}
    for login, name in (("carol", "Карина Ли"), ("dina", "Дина Пак"))
]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeCentre]:
    with running(tmp_path_factory.mktemp("whole"), {**COMPANY, "people": [*COMPANY["people"], *TWO]}) as made:
        yield made


@pytest.fixture(scope="module")
def toned(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with talker(browser, tmp_path_factory.mktemp("voice")) as started:
        yield started


@pytest.fixture
def callers(centre: WholeCentre) -> Iterator[Callers]:
    made = Callers(centre.settings.asterisk.sip_port)
    yield made
    made.close()


def hears_both(page: Page) -> bool:
    """Whether the operator hears the caller and the other operator at once: neither tone drowns the other."""
    return any(all(abs(page.evaluate(HEARING, hertz)) < 25 for hertz in (TONE, VOICE)) for _ in range(8))


def test_a_question_a_conference_and_the_call_is_the_others(
    toned: Browser, centre: WholeCentre, callers: Callers
) -> None:
    with desk_of("carol", toned, centre) as carol, desk_of("dina", toned, centre) as dina:
        call = callers.dial(SALES, "+79160000001")
        asker, asked = whose(carol, dina)
        asker.click("#answer")
        view(asker, "talking")
        callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operator")

        asker.keyboard.press("Control+KeyK")
        asker.locator("#transfer-find").press_sequentially("Дина" if asked is dina else "Карина")
        expect(asker.locator("#transfer-list li[aria-selected=true]")).to_have_count(1)
        asker.keyboard.press("Enter")
        view(asked, "ringing")
        expect(asked.locator("#card h1")).to_have_text("Мария Иванова")
        asked.click("#answer")
        expect(asked.locator("#consulted-sentence")).to_contain_text("Клиент вас не слышит")
        assert hears(asked, VOICE), "the one asked does not hear the operator"
        assert hears(asker, VOICE), "the operator does not hear the one asked"
        callers.wait(lambda: call.voice.hears(VOICE) < 100 and call.voice.hears_something(), "music for the customer")

        asker.click("#line-join")
        expect(asker.locator("#line-sentence")).to_contain_text("Все трое")
        callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the operators")
        assert hears_both(asked), "the one asked does not hear both"
        assert hears_both(asker), "the operator does not hear both"
        asker.keyboard.press("F8")
        expect(asker.locator("#lines-muted")).to_be_visible()
        callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller hears the one asked alone")

        asker.click("#line-complete")
        view(asker, "ready")
        expect(asked.locator("#talk")).to_be_visible()
        callers.wait(lambda: call.voice.hears(VOICE) > 500, "the caller goes on with the one asked")
        assert hears(asked, TONE), "the one asked does not hear the caller"
        asked.keyboard.press("Shift+F2")
        callers.wait(call.done.is_set, "the caller is told that the talk is over")


def whose(first: Page, second: Page) -> tuple[Page, Page]:
    """Where the call rings, and the other desk."""
    for _ in range(200):
        for page, other in ((first, second), (second, first)):
            if page.locator("#desk").get_attribute("data-view") == "ringing":
                return page, other
        first.wait_for_timeout(50)
    raise AssertionError("the call rings nowhere")
