"""A ring reaches who looks at another tab: title, icon, notice and sound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from browser.centre import MARIA
from browser.test_day import view
from playwright.sync_api import expect

from gudok.core.words import CallerGone

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]


HIDDEN = """Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
Object.defineProperty(document, "hidden", { get: () => true });"""


def test_a_ring_reaches_who_looks_at_another_tab(enter: Enter, stage: Stage, centre: Centre) -> None:
    """Title, icon and notice come at once and go with the call; the tab in front has the focus and keeps it."""
    page = enter("alice", "/desk/")
    page.add_init_script(
        """window.notices = []; window.Notification = class { static permission = "granted";
        constructor(text, options) { Object.assign(this, { text, options, open: true }); window.notices.push(this); }
        close() { this.open = false; } };"""
        + HIDDEN
    )
    page.reload()
    centre.ready("alice")
    view(page, "ready")
    title = page.title()
    front = page.context.new_page()
    front.goto(f"{stage.url}/calls/")
    front.bring_to_front()
    front.focus("form.gk-filters input >> nth=0")
    centre.call("tab1", MARIA)
    page.wait_for_function("title => document.title !== title", arg=title)
    page.wait_for_function(r"() => /^\(\d+\) Иванова Мария Петровна · Продажи$/.test(document.title)")
    expect(page.locator("#gk-favicon")).to_have_attribute("href", re.compile("gudok-ringing"))
    notices = "notices.map(({ text, options, open }) => [text, options.tag, options.requireInteraction, open])"
    assert page.evaluate(notices) == [["Звонок: Иванова Мария Петровна · Продажи", "tab1", True, True]]
    assert front.evaluate("document.activeElement.matches('form.gk-filters input')")
    centre.come(CallerGone(0, "tab1"))
    page.wait_for_function("title => document.title === title", arg=title)
    expect(page.locator("#gk-favicon")).to_have_attribute("href", re.compile("gudok(?!-ringing)"))
    assert [row[-1] for row in page.evaluate(notices)] == [False]


RING = """window.rung = 0;
const real = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.rung += 1; return real.apply(this, when); };"""


def test_a_ring_is_heard_from_a_hidden_tab_and_ends_with_it(enter: Enter, centre: Centre) -> None:
    page = enter("carol", "/profile/")
    page.add_init_script(RING + HIDDEN)
    page.goto(page.url.replace("/profile/", "/desk/"))
    page.click("#start-shift")
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")
    centre.ready("carol")
    page.wait_for_timeout(500)
    assert page.evaluate("rung") == 0
    centre.call("tab2", MARIA)
    view(page, "ringing")
    expect(page.locator("#answer")).to_contain_text("Принять")
    page.wait_for_function("() => rung >= 8")  # two bursts of four tones, three seconds apart
    centre.come(CallerGone(0, "tab2"))
    expect(page.locator("#desk")).not_to_have_attribute("data-view", "ringing")
    rung = page.evaluate("rung")
    page.wait_for_timeout(3500)
    assert page.evaluate("rung") == rung
