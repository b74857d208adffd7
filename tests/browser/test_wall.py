"""The supervisor's wall in a real browser, with a played centre."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from browser.centre import HIDDEN, MARIA, STRANGER
from playwright.sync_api import expect

from gudok.core.words import Caller, CallerGone, HoldAsked, PauseAsked, TelephonyDown, TelephonyUp

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


def figure(page: Page, tile: str) -> str:
    return page.locator(f"#tile-{tile} [data-text=figure]").inner_text()


def test_a_call_shows_within_a_second(enter: Enter, centre: Centre) -> None:
    page = enter("bob", "/wall/")
    centre.ready("alice")
    expect(page.locator("#agents tr")).to_contain_text(["Анна Белова"])
    assert min(delay_of(page, centre, f"w{n}") for n in range(10, 13)) < 1
    centre.call("w1")
    expect(page.locator("#agents tr >> nth=0")).to_contain_text("Звонит")
    centre.answer("w1")
    expect(page.locator("#agents tr >> nth=0")).to_contain_text("Разговор")
    centre.come(HoldAsked(0, centre.who("alice"), centre.who("alice")))
    expect(page.locator("#agents tr >> nth=0")).to_contain_text("Удержание")
    expect(page.locator("#tile-talks [data-text=figure]")).to_have_text("1")
    centre.come(CallerGone(0, "w1"))
    expect(page.locator("#calls tr")).to_have_count(0)
    expect(page.locator("#calls-empty")).to_have_text("Звонков сейчас нет.")


def delay_of(page: Page, centre: Centre, call: str) -> float:
    """Seconds from a call's turn in the journal to its row on the wall; the best of a few counts on a busy machine."""
    centre.call(call, STRANGER)
    began = time.monotonic()
    expect(page.locator(f"#calls tr[data-id={call}]")).to_be_visible()
    delay = time.monotonic() - began
    centre.come(CallerGone(0, call))
    expect(page.locator(f"#calls tr[data-id={call}]")).to_have_count(0)
    return delay


def test_lost_and_answered_calls_are_counted_at_once(enter: Enter, centre: Centre) -> None:
    page = enter("bob", "/wall/")
    expect(page.locator("#queues tr")).to_have_count(3)
    before = int(figure(page, "lost"))
    centre.call("w2", STRANGER)
    expect(page.locator("#tile-waiting [data-text=figure]")).to_have_text("1")
    centre.come(CallerGone(0, "w2"))
    expect(page.locator("#tile-lost [data-text=figure]")).to_have_text(str(before + 1))
    expect(page.locator("#tile-waiting [data-text=figure]")).to_have_text("0")


def test_a_tile_turns_red_only_with_an_action(enter: Enter, centre: Centre) -> None:
    page = enter("bob", "/wall/")
    tile = page.locator("#tile-waiting")
    expect(tile).to_have_attribute("data-level", "ok")
    centre.call("w3", STRANGER)
    expect(tile).to_have_attribute("data-level", "bad", timeout=10_000)
    expect(tile).to_contain_text("■ Плохо")
    expect(tile).to_contain_text("Нет готовых операторов")
    centre.come(CallerGone(0, "w3"))
    expect(tile).to_have_attribute("data-level", "ok")


def test_the_supervisor_is_told_of_failures(enter: Enter, centre: Centre) -> None:
    page = enter("bob", "/wall/")
    expect(page.locator("#alert")).to_be_hidden()
    centre.come(TelephonyDown(0, True))
    expect(page.locator("#alert")).to_contain_text("Asterisk упал")
    centre.come(TelephonyUp(0))
    expect(page.locator("#alert")).to_be_hidden()
    centre.die()
    expect(page.locator("#alert")).to_contain_text("Служба звонков не отвечает")


def test_old_data_looks_old(enter: Enter, stage: Stage) -> None:
    page = enter("bob", "/wall/")
    expect(page.locator("#age")).to_have_text("данные свежие")
    stage.kill_web()
    expect(page.locator("#main")).to_have_attribute("data-freshness", "old", timeout=20_000)
    expect(page.locator("#age")).to_contain_text("с назад")
    stage.start_web()
    expect(page.locator("#main")).to_have_attribute("data-freshness", "fresh", timeout=20_000)


def test_the_television_is_readable_from_five_metres(enter: Enter, centre: Centre) -> None:
    page = enter("bob", "/wall/?tv=1", size={"width": 1920, "height": 1080})
    centre.ready("alice")
    centre.call("w4", HIDDEN)
    expect(page.locator("#queues tr")).to_have_count(3)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.gk-tile *, .gk-rows *, #age, #clock')]
        .filter(node => node.children.length === 0 && node.textContent.trim() && node.offsetParent)
        .map(node => parseFloat(getComputedStyle(node).fontSize))"""
    )
    assert min(sizes) >= 0.047 * 1080 - 0.5
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "Анна" not in page.locator("main").inner_text()


def test_picture(enter: Enter, centre: Centre) -> None:
    busy_day(centre)
    page = enter("bob", "/wall/", size={"width": 1440, "height": 870})
    expect(page.locator("#calls tr")).to_have_count(6)
    page.wait_for_timeout(1000)


def busy_day(centre: Centre, mark: str = "") -> None:
    """Half an hour of calls, then a moment with talks, a hold, a ringing call and two who wait.

    `mark` begins the calls' names, which no two tests of a session may share.
    """
    crew = ("alice", "carol", "olga", "oleg", "pavel")
    centre.ago = 1_500_000
    for n in range(14):
        centre.ready(*crew)
        centre.call(f"{mark}busy{n}", Caller(f"+7495222330{n:x}", ""))
        if n % 6 != 5:
            centre.answer(f"{mark}busy{n}")
        centre.ago -= 70_000
        centre.come(CallerGone(0, f"{mark}busy{n}"))
    centre.ago = 200_000
    centre.ready(*crew)
    centre.call(f"{mark}now1", MARIA)
    centre.answer(f"{mark}now1")
    centre.ago = 125_000
    centre.call(f"{mark}now2", STRANGER)
    centre.answer(f"{mark}now2")
    centre.call(f"{mark}now3", HIDDEN, did="7000")
    centre.answer(f"{mark}now3")
    centre.ago = 80_000
    holder = centre.state.calls[f"{mark}now2"].mode.agent
    centre.come(HoldAsked(0, holder, holder))
    resting = next(who for who, agent in centre.state.agents.items() if type(agent.mode).__name__ == "Ready")
    centre.come(PauseAsked(0, resting, resting, "lunch"))
    centre.ago = 4_000
    centre.call(f"{mark}now4", Caller("+79161112233", "+7 916 111-22-33", "2", "Петров Илья"))
    centre.call(f"{mark}now5", Caller("+79035556677", "+7 903 555-66-77"), waited=27_000)
    centre.call(f"{mark}now6", Caller("+78123334455", "+7 812 333-44-55"), waited=9_000)
    centre.ago = 0
