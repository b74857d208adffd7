"""A call read afterwards: the list, its story, its recording played in the browser."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from playwright.sync_api import expect

from gudok.core.words import CallerGone, HoldAsked, ResumeAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.stage import Stage
    from playwright.sync_api import Page

CALL = "c00000000ca11"
SECONDS = 40


@pytest.fixture(scope="module")
def talked(played: Stage) -> Iterator[Stage]:
    """Maria has talked with alice for 40 seconds, ten of them on hold; the worker has written it all down.

    The talk is had once in a session, however many modules ask for it.
    """
    known = played.data.path / "talked"
    if not known.exists():
        raw = talk(played)
        write_sound(raw)
        known.write_text(str(raw))
    raw = Path(known.read_text())
    worker = subprocess.Popen([sys.executable, "-m", "gudok", "work"], env=played.env, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while not raw.with_suffix(".flac").exists() or raw.exists():
            assert time.monotonic() < until, "the recording was not finished"
            time.sleep(0.1)
        yield played
    finally:
        worker.terminate()
        worker.wait(10)


def talk(played: Stage) -> Path:
    """The talk itself; where its raw recording goes."""
    centre, alice = played.centre, played.centre.who("alice")
    centre.ago = 60_000
    centre.ready("alice")
    centre.call(CALL)
    centre.answer(CALL)
    raw = played.data.recordings / f"{centre.state.calls[CALL].record}.raw"
    centre.ago = 50_000
    centre.come(HoldAsked(0, alice, alice))
    centre.ago = 40_000
    centre.come(ResumeAsked(0, alice, alice))
    centre.ago = 20_000
    centre.come(CallerGone(0, CALL))
    centre.clear()
    return raw


def write_sound(raw: Path) -> None:
    """The operator hums low, the customer high, as Asterisk would have written it a minute ago."""
    at = np.arange(SECONDS * 8000) / 8000
    tones = [np.sin(2 * np.pi * hertz * at) * 9000 for hertz in (300, 1000)]
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_bytes(np.column_stack(tones).astype("<i2").tobytes())
    os.utime(raw, (time.time() - 60,) * 2)


def position(page: Page) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def test_bob_finds_the_call_reads_its_story_and_listens(talked: Stage, enter: Callable[..., Page]) -> None:
    page = enter("bob", "/calls/?q=912 345")
    row = page.locator("tbody tr", has=page.locator(f"a[href*='{CALL}']"))
    expect(row).to_contain_text("Иванова Мария Петровна")
    row.get_by_label("Слушать запись").click()
    titles = page.locator(".gk-story strong")
    expect(titles).to_have_count(8)
    expect(titles.nth(3)).to_have_text("Разговор: Анна Белова")
    expect(page.locator(".gk-wave")).to_be_visible()
    expect(page.locator(".gk-player-time")).to_have_text("0:00 / 0:40")

    page.locator(".gk-wave").focus()
    page.keyboard.press("Space")
    expect(page.locator(".gk-player-time")).to_contain_text("0:01")
    page.keyboard.press("Space")
    before = position(page)
    page.keyboard.press("ArrowRight")
    assert position(page) == pytest.approx(before + 5, abs=0.3)
    page.keyboard.press("ArrowLeft")
    assert position(page) == pytest.approx(before, abs=0.3)

    box = page.locator(".gk-wave").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + 20)
    assert position(page) == pytest.approx(30, abs=1)
    page.select_option("[data-act=speed]", "2")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 2


def test_without_peaks_the_plain_player_stays(talked: Stage, enter: Callable[..., Page]) -> None:
    page = enter("bob", "/calls/")
    page.route("**/peaks/**", lambda route: route.abort())
    page.goto(f"{talked.url}/calls/{CALL}/")
    expect(page.locator(".gk-wave")).to_be_hidden()
    assert page.locator("audio").get_attribute("controls") is not None


def test_in_english_too(talked: Stage, enter: Callable[..., Page]) -> None:
    page = enter("dave", f"/calls/{CALL}/", language="en")
    expect(page.locator(".gk-story")).to_contain_text("put the customer on hold (by Анна Белова)")


def test_an_operator_finds_only_calls_that_rang_at_hers(talked: Stage, enter: Callable[..., Page]) -> None:
    page = enter("carol", "/calls/")
    expect(page.locator("main table, main .gk-empty")).to_be_visible()
    expect(page.locator(f"a[href='/calls/{CALL}/']")).to_have_count(0)
    page.goto(f"{talked.url}/calls/{CALL}/")
    expect(page.locator("h1")).to_have_text("Такой страницы нет")
