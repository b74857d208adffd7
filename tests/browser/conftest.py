from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Literal

import pytest
from browser.stage import Stage
from playwright.sync_api import ViewportSize, expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from playwright.sync_api import Browser, BrowserContext, Page

Size = ViewportSize
Scheme = Literal["light", "dark"]
SMALL: Size = {"width": 1366, "height": 625}
LARGE: Size = {"width": 1920, "height": 937}

# A machine that builds and tests at once is slow; what must be quick is measured where it is said.
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """Where the browser stands."""
    path = os.environ.get("GUDOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Chromium is missing: ./gudok test brings it"
    return path


# Not for the session: while it lives an event loop runs in this thread, and no test with a loop of its own can.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium with a microphone that gives a test tone and asks nobody."""
    flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--lang=ru"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield started
        started.close()


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One web server for all tests of the screens; making its people takes seconds."""
    made = Stage(tmp_path_factory.mktemp("stage") / "data")
    yield made
    made.close()


@pytest.fixture
def stage(played: Stage) -> Iterator[Stage]:
    """The stage with nobody at work and no call."""
    yield played
    if played.web is None:
        played.start_web()
    played.centre.clear()


@pytest.fixture
def centre(stage: Stage) -> Centre:
    return stage.centre


def sign_in(context: BrowserContext, url: str, login: str, language: str) -> None:
    """With no page shown: those of signing in have tests of their own, and each takes its part of a second."""
    context.request.get(f"{url}/sign-in/", fail_on_status_code=True)
    send(context, f"{url}/sign-in/", username=login, password=f"{login}-secret")
    send(context, f"{url}/language/", language=language)


def send(context: BrowserContext, address: str, **values: str) -> None:
    """As a form would; the page that it leads to is not fetched."""
    [token] = [cookie["value"] for cookie in context.cookies() if cookie["name"].startswith("gudok_csrf")]
    answer = context.request.post(address, form={"csrfmiddlewaretoken": token, **values}, max_redirects=0)
    assert answer.status == 302, answer.text()


@pytest.fixture
def enter(browser: Browser, stage: Stage) -> Iterator[Callable[..., Page]]:
    """enter(login, path): a page of a person who signed in; a script's error on it fails the test.

    Pages of one `seat` are at one computer.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(
        login: str,
        path: str,
        size: Size = SMALL,
        scheme: Scheme = "light",
        language: str = "ru",
        seat: str = "office",
    ) -> Page:
        context = browser.new_context(
            viewport=size,
            color_scheme=scheme,
            locale=language,
            timezone_id="Europe/Moscow",
            permissions=["microphone", "notifications"],
        )
        contexts.append(context)
        context.add_cookies([{"name": "gudok_seat", "value": f"{seat}-{login}", "url": stage.url}])
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        sign_in(context, stage.url, login, language)
        page.goto(f"{stage.url}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
