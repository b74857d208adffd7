"""Every screen once, in both languages: it opens, fits 1366 px, and has its picture in the docs."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Literal

import pytest
from browser.centre import MARIA, STRANGER
from browser.screens import ADMINISTRATOR, ALL, FOLDER, LARGEST, OPERATOR, SUPERVISOR, Screen, file_of
from browser.test_call_script import brought_up  # noqa: F401
from browser.test_calls import CALL, talked  # noqa: F401
from browser.test_days import yesterday  # noqa: F401
from browser.test_own_talk import bob_goes_home  # noqa: F401
from browser.test_supervise import come_in
from playwright.sync_api import expect

from gudok.core.words import CallerGone, CustomerRings, DialAsked, HoldAsked, LegUp, PauseAsked, ResumeAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]
    Language = Literal["ru", "en"]

pytestmark = pytest.mark.timeout(300)
SIZE = {"width": 1366, "height": 768}
BY_NAME = {screen.name: screen for screen in (*OPERATOR, *SUPERVISOR, *ADMINISTRATOR)}
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


def take(page: Page, name: str, language: str) -> None:
    """The screen fits; its picture is kept where new ones are asked for."""
    screen = BY_NAME[name]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    if os.environ.get("GUDOK_PICTURES") != "1":
        return
    # WebP comes from the browser itself: a third of a PNG's size.
    told = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 72})
    data = base64.b64decode(told["data"])
    assert len(data) < LARGEST, f"{name}: {len(data)} bytes"
    FOLDER.mkdir(parents=True, exist_ok=True)
    file_of(screen, language).write_bytes(data)


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


@LANGUAGES
def test_the_operators_screens(enter: Enter, centre: Centre, language: Language) -> None:
    page, alice, call = enter("alice", "/desk/", SIZE, language=language), centre.who("alice"), f"screen-{language}"
    carol = enter("carol", "/desk/", SIZE, language=language)
    view(carol, "gate")
    take(carol, "start", language)
    centre.ready("alice")
    view(page, "ready")
    expect(page.locator("#figures")).to_be_visible()
    take(page, "ready", language)
    centre.call(call, MARIA, waited=31_000)
    view(page, "ringing")
    expect(page.locator("#card h1")).to_be_visible()
    take(page, "ringing", language)
    centre.answer(call)
    view(page, "talking")
    page.locator("#note").fill("Доставка завтра после шести." if language == "ru" else "Delivery tomorrow after six.")
    expect(page.locator("#saved")).not_to_be_empty()
    take(page, "talking", language)
    page.emulate_media(color_scheme="dark")
    page.reload()
    view(page, "talking")
    expect(page.locator("#card h1")).to_be_visible()
    take(page, "talking-dark", language)
    page.emulate_media(color_scheme="light")
    page.reload()
    view(page, "talking")
    expect(page.locator("#card h1")).to_be_visible()
    centre.come(HoldAsked(0, alice, alice))
    view(page, "held")
    take(page, "held", language)
    centre.come(ResumeAsked(0, alice, alice))
    view(page, "talking")
    two_lines(page, centre, call, language)
    centre.come(CallerGone(0, call))
    view(page, "wrapup")
    page.wait_for_timeout(500)
    take(page, "wrapup", language)


def two_lines(page: Page, centre: Centre, call: str, language: Language) -> None:
    """Olga is asked, joins, and is let go."""
    centre.ready("olga")
    centre.come(PauseAsked(0, centre.who("pavel"), centre.who("pavel"), "lunch"))
    page.keyboard.press("Control+KeyK")
    expect(page.locator("#transfer-list li").nth(2)).to_be_visible()
    page.keyboard.press("ArrowDown")
    take(page, "transfer", language)
    page.keyboard.press("Enter")
    expect(page.locator("#lines")).to_be_visible()
    centre.answer(call)
    expect(page.locator("#line-join")).to_be_visible()
    take(page, "consult", language)
    page.click("#line-join")
    expect(page.locator("#line-drop-consulted")).to_be_visible()
    take(page, "conference", language)
    page.click("#line-drop-consulted")
    expect(page.locator("#talk")).to_be_visible()


@LANGUAGES
def test_the_operators_other_screens(enter: Enter, centre: Centre, language: Language) -> None:
    page, alice = enter("alice", "/desk/", SIZE, language=language), centre.who("alice")
    centre.ready("alice", "olga")
    centre.ago = 11 * 60_000
    centre.come(*(PauseAsked(0, centre.who(who), centre.who(who), "lunch") for who in ("olga", "alice")))
    centre.ago = 0
    view(page, "paused")
    take(page, "paused", language)
    centre.ready("alice")
    view(page, "ready")
    call = f"screen-out-{language}"
    centre.come(DialAsked(0, alice, alice, call, MARIA.number, MARIA), LegUp(0, call, 1), CustomerRings(0, call))
    view(page, "dialling")
    expect(page.locator("#card h1")).to_be_visible()
    take(page, "dialling", language)
    page.keyboard.press("F1")
    take(page, "keys", language)
    carol = enter("carol", "/desk/", SIZE, language=language)
    carol.click("#start-shift")
    expect(carol.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")
    carol.click("#lamp-sound")
    expect(carol.locator("#sound-dialog")).to_be_visible()
    take(carol, "sound", language)


@LANGUAGES
@pytest.mark.usefixtures("brought_up")
def test_what_an_operator_fills_in_while_she_talks(enter: Enter, centre: Centre, language: Language) -> None:
    page, call = enter("alice", "/desk/", SIZE, language=language), f"screen-forms-{language}"
    centre.ready("alice")
    centre.call(call, MARIA)
    centre.answer(call)
    view(page, "talking")
    keys = page.keyboard
    expect(page.locator("#desk [data-script] [data-step]")).to_be_focused()
    take(page, "script", language)
    keys.press("Control+o")
    expect(page.locator("#order-search")).to_be_focused()
    keys.type("чай зел")
    keys.press("Enter")
    expect(page.locator("#order-lines tr")).to_have_count(1)
    take(page, "order-desk", language)
    keys.press("Control+j")
    expect(page.locator("#case-form [name=kind]")).to_be_focused()
    keys.press("ArrowDown")
    page.locator("#case-form [name=subject]").fill("Чай пришёл вскрытым")
    take(page, "case-desk", language)
    keys.press("Control+b")
    expect(page.locator("#know-find")).to_be_focused()
    keys.type("гарантия и ремонт")
    expect(page.locator("#know-list button")).to_have_count(1)
    keys.press("Enter")
    expect(page.locator("#know-title")).to_be_focused()
    take(page, "knowledge-desk", language)


@LANGUAGES
def test_the_supervisors_screens(enter: Enter, centre: Centre, language: Language) -> None:
    page, call = enter("bob", "/supervise/", SIZE, language=language), f"screen-boss-{language}"
    expect(page.locator("#queues tr").first).to_be_visible()
    centre.ready("alice", "olga", "oleg")
    centre.call(call, MARIA)
    centre.answer(call)
    for n, caller in enumerate((STRANGER, MARIA, STRANGER, STRANGER)):
        centre.call(f"{call}{n}", caller, waited=20_000 * (n + 1))
    centre.come(PauseAsked(0, centre.who("pavel"), centre.who("pavel"), "break"))
    come_in(centre, call, "whisper")
    expect(page.locator("#mine")).to_have_attribute("data-way", "whisper")
    take(page, "supervise", language)
    wall = enter("bob", "/wall/", SIZE, language=language)
    expect(wall.locator("#agents tr").first).to_be_visible()
    take(wall, "wall", language)
    wall.set_viewport_size({"width": 1366, "height": 768})
    wall.goto(wall.url.split("?")[0] + "?tv=1")
    expect(wall.locator("#tile-waiting [data-text=figure]")).not_to_be_empty()
    take(wall, "wall-tv", language)
    come_in(centre, call, "take")
    centre.come(LegUp(0, call, centre.state.calls[call].legs))
    expect(page.locator("#own h1")).to_be_visible()
    take(page, "own-talk", language)


@LANGUAGES
def test_pages_that_are_only_opened(
    enter: Enter,
    talked: Stage,  # noqa: F811
    yesterday: str,  # noqa: F811
    language: Language,
) -> None:
    pages = {login: enter(login, "/profile/", SIZE, language=language) for login in ("alice", "bob", "dave")}
    for page in pages.values():
        page.set_default_timeout(30_000)  # a machine that does much besides opens fifty pages slowly
    for screen in BY_NAME.values():
        if screen.path:
            show(pages[screen.login], talked, screen, yesterday, language)


def show(page: Page, stage: Stage, screen: Screen, day: str, language: Language) -> None:
    answer = page.goto(stage.url + screen.path.replace("DAY", day).replace("CALL", CALL))
    assert answer is not None
    assert answer.status == 200, screen.path
    assert page.locator("h1").first.inner_text().strip()
    page.evaluate("document.fonts.ready")
    take(page, screen.name, language)


def test_the_pictures_in_the_docs_are_those_of_the_screens_and_small() -> None:
    wanted = {file_of(screen, language).name for screen in BY_NAME.values() for language in ("ru", "en")}
    kept = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert kept.keys() == wanted
    assert sum(kept.values()) < ALL
