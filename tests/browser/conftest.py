from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SMALL = {"width": 1366, "height": 625}
LARGE = {"width": 1920, "height": 937}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium with a microphone that gives a test tone and asks nobody."""
    path = os.environ.get("GUDOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Chromium is missing: ./gudok test brings it"
    flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--lang=ru"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def enter(browser: Browser, stage: Stage) -> Iterator[Callable[..., Page]]:
    """enter(login, path): a page of a person who signed in; a script's error on it fails the test."""
    contexts, errors = [], []

    def opened(
        login: str, path: str = "/", size: dict[str, int] = SMALL, scheme: str = "light", language: str = "ru"
    ) -> Page:
        context = browser.new_context(
            viewport=size,
            color_scheme=scheme,
            locale=language,
            timezone_id="Europe/Moscow",
            permissions=["microphone", "notifications"],
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{stage.url}/sign-in/")
        page.fill("[name=username]", login)
        page.fill("[name=password]", f"{login}-secret")
        page.click("main button[type=submit], main form button")
        if language != "ru":
            page.locator(f"button[value={language}]").evaluate("button => button.click()")
        page.goto(f"{stage.url}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
