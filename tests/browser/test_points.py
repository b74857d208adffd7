"""Points of the desk that were looked at one by one: undo, keys alone, lamps, zoom, long names."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from browser.centre import MARIA, STRANGER
from browser.conftest import SMALL
from browser.pictures import look
from browser.test_consult import answered, says
from browser.test_day import day  # noqa: F401
from browser.test_dial import on_its_way
from browser.test_feel import walk
from playwright.sync_api import expect

from gudok.core.words import Caller, CustomerUp, LegUp, PauseAsked, TelephonyDown, TelephonyUp

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


def test_a_break_pressed_by_mistake_is_taken_back(enter: Enter, centre: Centre) -> None:
    page, alice = enter("alice", "/desk/"), centre.who("alice")
    for item in ("[data-reason=lunch]", "[data-ask=leave]"):
        centre.ready("alice")
        view(page, "ready")
        page.click("#state")
        page.locator(f".dropdown-menu.show {item}").click()
        view(page, "paused" if "lunch" in item else "away")
        expect(page.locator("#toast-act")).to_have_text("Вернуться")
        look(page, f"points-return-{item[6:11]}")
        page.click("#toast-act")
        view(page, "ready")
        expect(page.locator("#toast")).to_be_hidden()
    page.click("#state")
    page.locator(".dropdown-menu.show [data-reason=lunch]").click()
    expect(page.locator("#toast")).to_be_visible()
    expect(page.locator("#toast")).to_be_hidden(timeout=7000)
    view(page, "paused")
    centre.ready("alice")
    view(page, "ready")
    centre.come(PauseAsked(0, alice, "bob", "lunch"))
    view(page, "paused")
    expect(page.locator("#toast"), "what a supervisor has decided is not offered back").to_be_hidden()


def test_a_page_that_is_still_loading_shows_no_state(enter: Enter, stage: Stage) -> None:
    page = enter("alice", "/profile/")
    page.route("**/desk.js", lambda route: route.abort())
    page.goto(f"{stage.url}/desk/")
    look(page, "points-loading")
    shown = page.locator(".gk-panel section >> visible=true")
    expect(shown).to_have_count(1)
    expect(shown).to_have_text("Загрузка…")
    expect(page.locator("#note")).to_be_hidden()


def focus(page: Page, where: str) -> None:
    """Walk there with Tab, as who has no mouse."""
    for _ in range(60):
        if page.evaluate("where => document.activeElement.matches(where)", where):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {where}")


def settled(page: Page, name: str) -> None:
    """The view, and the moment after a change of state in which F2 is deaf."""
    view(page, name)
    page.wait_for_timeout(750)


def test_three_kinds_of_calls_without_a_mouse(
    enter: Enter,
    day: Centre,  # noqa: F811
) -> None:
    page = enter("alice", "/desk/")
    settled(page, "away")
    page.keyboard.press("F2")
    view(page, "ready")
    incoming(page, day)
    outgoing(page, day)
    consulted(page, day)


def incoming(page: Page, centre: Centre) -> None:
    """In: the SIP telephone is lifted, a note, hold, the result by its digit, on."""
    centre.call("keys1", MARIA)
    view(page, "ringing")
    centre.answer("keys1")
    view(page, "talking")
    focus(page, "#note")
    page.keyboard.type("Доставка завтра")
    page.keyboard.press("F9")
    view(page, "held")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.press("F9")
    view(page, "talking")
    page.wait_for_timeout(2100)  # the focus is not taken from who types
    page.keyboard.press("Shift+F2")
    settled(page, "wrapup")
    expect(page.locator("[data-results=panel] button").first).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("Control+Enter")
    view(page, "ready")


def outgoing(page: Page, centre: Centre) -> None:
    """Out: a number is typed; the customer answers; the call ends."""
    page.keyboard.press("Control+KeyK")
    page.keyboard.type("8 (916) 555-44-33")
    page.keyboard.press("Enter")
    view(page, "dialling")
    call = on_its_way(centre)
    centre.come(LegUp(0, call, 1), CustomerUp(0, call))
    view(page, "talking")
    page.keyboard.press("Shift+F2")
    view(page, "ready")


def consulted(page: Page, centre: Centre) -> None:
    """With a question: another is asked first, the lines are swapped, all three talk, the two are left together."""
    centre.ready("olga")
    centre.call("keys2", STRANGER)
    if centre.state.calls["keys2"].mode.agent != centre.who("alice"):  # type: ignore[union-attr]
        raise AssertionError("Alice has been ready longer")
    centre.answer("keys2")
    view(page, "talking")
    answered(page, centre, "keys2")
    page.keyboard.press("Shift+F9")
    says(page, "Вы и клиент слышите друг друга")
    focus(page, "#line-join")
    page.keyboard.press("Space")
    says(page, "Все трое слышат друг друга")
    focus(page, "#line-complete")
    page.keyboard.press("Enter")
    settled(page, "wrapup")
    page.keyboard.press("1")
    page.keyboard.press("F2")
    view(page, "ready")


def test_the_clock_goes_by_the_centres_time_as_all_other_times_do(enter: Enter, stage: Stage) -> None:
    page = enter("alice", "/desk/")
    browser = page.context.browser
    assert browser
    far = browser.new_context(timezone_id="Asia/Tokyo", storage_state=page.context.storage_state())
    away = far.new_page()
    away.goto(f"{stage.url}/desk/")
    view(away, "away")
    minutes = datetime.now(ZoneInfo("Europe/Moscow"))
    near = [f"{minutes + timedelta(minutes=more):%H:%M}" for more in (-1, 0, 1)]
    expect(away.locator("#clock")).to_have_text(re.compile("|".join(near)))
    far.close()


@pytest.mark.parametrize("gone", ["telephony", "engine"])
def test_the_lamps_tell_what_is_gone(enter: Enter, centre: Centre, gone: str) -> None:
    page = enter("alice", "/desk/")
    centre.ready("alice")
    expect(page.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok")
    centre.come(TelephonyDown(0, True)) if gone == "telephony" else centre.die()
    view(page, "down")
    lamps = {"telephony": ("ok", "bad"), "engine": ("bad", "wait")}[gone]
    for lamp, how in zip(("server", "phone"), lamps, strict=True):
        expect(page.locator(f"#lamp-{lamp}")).to_have_attribute("data-lamp", how)
    cause = {"telephony": "и звонки вместе с ней", "engine": "Служба звонков не отвечает"}[gone]
    expect(page.locator("[data-text=downCause]")).to_contain_text(cause)
    look(page, f"points-lamps-{gone}")
    centre.come(TelephonyUp(0)) if gone == "telephony" else centre.wake()
    expect(page.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok")


OVERLAPS = """() => {
  const seen = [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => !node.closest(".gk-skip, .visually-hidden, dialog"))
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1 && box.left > -50);
  const found = [];
  const name = ({ node }) => node.id || node.textContent.trim();
  for (const [at, a] of seen.entries()) for (const b of seen.slice(at + 1)) {
    if (a.node.contains(b.node) || b.node.contains(a.node)) continue;
    const [w, h] = [Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left),
      Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)];
    if (w > 2 && h > 2) found.push(`${name(a)} / ${name(b)}`);
  }
  return found;
}"""
"""Controls that lie over one another."""
CUT = """() => [...document.querySelectorAll("#desk *, #top *")].filter((node) => {
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  return node.checkVisibility() && box.width > 2 && box.right > innerWidth + 1
    && !node.closest(".visually-hidden, .gk-pressure, dialog");
}).map((node) => node.id || node.className || node.tagName)"""
"""Parts that stand outside the window."""


def test_at_double_zoom_no_control_lies_over_another(enter: Enter, centre: Centre) -> None:
    page = enter("alice", "/desk/", size={"width": 683, "height": 384})
    wrong: dict[str, list[str]] = {}

    def one(name: str) -> None:
        page.evaluate("scrollTo(0, 0)")
        look(page, f"zoom-{name}")
        wrong[name] = page.evaluate(OVERLAPS) + page.evaluate(CUT)
        wanted = {"ringing": ".gk-panel .gk-name >> visible=true", "talking": "#hangup", "held": "#hangup"}.get(name)
        if wanted:
            page.locator(wanted).scroll_into_view_if_needed()
            expect(page.locator(wanted)).to_be_in_viewport(ratio=1)
            look(page, f"zoom-{name}-reached")

    walk(page, centre, "zoomed", one)
    assert {name: found for name, found in wrong.items() if found} == {}


LONG = Caller(
    "+79031112233", "+7 903 111-22-33", "", "Константинопольская-Преображенская Александра Святославовна", True, 14
)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_long_name_is_read_whole_and_pushes_nothing_out(enter: Enter, centre: Centre, language: str) -> None:
    page, call = enter("alice", "/desk/", size=SMALL, language=language), f"long{language}"
    centre.ready("alice")
    centre.call(call, LONG, waited=3_723_000)
    view(page, "ringing")
    look(page, f"long-ringing-{language}")
    name = page.locator(".gk-panel .gk-name >> visible=true")
    expect(name).to_contain_text("Святославовна")
    assert name.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    assert page.evaluate(OVERLAPS) == []
    centre.answer(call)
    view(page, "talking")
    look(page, f"long-talking-{language}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.getElementById('hangup').getBoundingClientRect().bottom <= innerHeight")
    assert page.evaluate(OVERLAPS) == []


def test_the_header_of_who_is_all_at_once_is_one_line(enter: Enter, stage: Stage) -> None:
    page = enter("zoya", "/calls/")
    for width in (1366, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 625})
        look(page, f"header-{width}")
        assert page.locator(".gk-header").evaluate("node => node.offsetHeight") <= 49, width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.locator("button[value=en]").evaluate("button => button.click()")
    page.wait_for_selector("html[lang=en]")
    page.set_viewport_size({"width": 1366, "height": 625})
    assert page.locator(".gk-header").evaluate("node => node.offsetHeight") <= 49
