"""Microphone, headset and ring speaker: chosen on this computer, their troubles told apart, a pulled plug survived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Enter = Callable[..., Page]

# The page's own getUserMedia, which can be told to fail; what it gave last can be pulled out.
PLUGS = """() => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (window.trouble) throw new DOMException("no", window.trouble);
    return (window.given = await real(wanted));
  };
  window.pull = () => {
    const [track] = window.given.getAudioTracks();
    track.stop();
    track.dispatchEvent(new Event("ended"));
  };
}"""


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


@pytest.mark.parametrize(
    ("trouble", "told", "lock"),
    [
        ("NotAllowedError", "запрещено давать микрофон", True),
        ("NotFoundError", "Микрофон не найден", False),
        ("NotReadableError", "занят другой программой", False),
    ],
)
def test_a_microphone_that_is_denied_absent_or_busy_is_told_apart(
    enter: Enter, trouble: str, told: str, lock: bool
) -> None:
    page = enter("carol", "/desk/")
    page.evaluate(PLUGS)
    page.evaluate("name => { window.trouble = name }", trouble)
    view(page, "gate")
    page.click("#start-shift")
    expect(page.locator("#gate-error")).to_contain_text(told)
    expect(page.locator("#gate-lock")).to_be_visible(visible=lock)
    view(page, "gate")
    page.evaluate("() => { window.trouble = '' }")
    page.get_by_role("button", name="Проверить снова").click()
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")


def test_the_chosen_microphone_is_used_and_kept_for_the_next_day(enter: Enter) -> None:
    page = enter("carol", "/desk/")
    page.evaluate(PLUGS)
    page.click("#start-shift")
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")
    page.click("#lamp-sound")
    page.wait_for_function("() => document.getElementById('sound-level').value > 0.01")
    page.select_option("#choose-microphone", label="Fake Audio Input 2")
    expect(page.locator("#mic-now")).to_have_text("Говорим через: Fake Audio Input 2")
    page.select_option("#choose-ring", label="Fake Audio Output 1")
    expect(page.locator("#echo")).to_be_disabled()
    page.keyboard.press("Escape")
    page.reload()
    page.click("#lamp-sound")
    expect(page.locator("#mic-now")).to_have_text("Говорим через: Fake Audio Input 2")
    expect(page.locator("#choose-ring option:checked")).to_have_text("Fake Audio Output 1")


def test_a_pulled_headset_is_told_and_another_microphone_speaks(enter: Enter) -> None:
    page = enter("carol", "/desk/")
    page.evaluate(PLUGS)
    page.click("#start-shift")
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")
    page.evaluate("() => pull()")
    expect(page.locator("#ask-error")).to_contain_text("Гарнитура отключена, говорим через Fake")
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")
    page.evaluate("() => { window.trouble = 'NotFoundError'; pull(); }")
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "bad")
    view(page, "down")
    expect(page.locator("[data-text=downCause]")).to_contain_text("Микрофон не найден")
    page.evaluate("() => { window.trouble = ''; navigator.mediaDevices.dispatchEvent(new Event('devicechange')); }")
    expect(page.locator("#lamp-sound")).to_have_attribute("data-lamp", "ok")
    expect(page.locator("#ask-error")).to_contain_text("Снова говорим через Fake")
