"""What the demo is for: somebody signs in, presses «Готов», and the next robot's call rings in the browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from gudok.city.demo import Pace
from gudok.city.voices.step import folder
from gudok.core.words import CallConnected
from gudok.install.place import tools
from tests.city.whole_demo import Demo, speech
from tests.run.processes import until

pytestmark = [pytest.mark.telephony, pytest.mark.browser, pytest.mark.timeout(300)]


@contextmanager
def newcomer(city: Demo, login: str) -> Iterator[Page]:
    """A person signed in at the desk, whose microphone says one greeting and then listens."""
    path = os.environ.get("GUDOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Chromium is missing: ./gudok test brings it"
    greeting = folder(tools()) / "operators" / "olga" / "hello.wav"
    flags = [
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={greeting}%noloop",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        page = browser.new_context(locale="ru", permissions=["microphone", "notifications"]).new_page()
        page.goto(f"{city.settings.web.url}/sign-in/")
        page.fill("[name=username]", login)
        page.fill("[name=password]", city.passwords[login])
        page.click("main form button")
        page.goto(f"{city.settings.web.url}/desk/")
        yield page
        browser.close()


def test_a_newcomer_answers_a_robot(made_demo: Callable[[Pace], Demo]) -> None:
    city = made_demo(Pace())
    city.start()
    with newcomer(city, "anna") as page:
        desk = page.locator("#desk")
        page.click("#start-shift")
        page.click("[data-views=away] [data-ask=ready]")
        expect(desk).to_have_attribute("data-view", "ringing", timeout=30_000)
        page.click("#answer")
        expect(desk).to_have_attribute("data-view", "talking", timeout=10_000)
        # The robot hears that a person is there, and speaks; the person hangs up.
        page.wait_for_timeout(12_000)
        page.keyboard.press("Shift+F2")
        expect(desk).to_have_attribute("data-view", "wrapup", timeout=10_000)

    anna = city.operator("anna")
    talks = [fact for fact in city.facts() if isinstance(fact, CallConnected) and fact.agent == anna]
    assert len(talks) == 1
    assert until(lambda: talks[0] in city.ended_talks(), 10)
    customer, _, _ = speech(city.recording(talks[0]))
    assert customer > 6
