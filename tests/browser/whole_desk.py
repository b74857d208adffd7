"""What the tests of whole calls share: a desk in a browser whose microphone hears a tone, in a running centre."""

from __future__ import annotations

import asyncio
import math
import struct
import wave
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from browser.conftest import chromium
from playwright.sync_api import expect
from whole import WholeCentre, whole_centre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from browser.network import Network
    from playwright.sync_api import Browser, Page

VOICE = 880.0
"""What the operator's microphone hears."""
HEARING = Path(__file__).with_name("hearing.js").read_text(encoding="utf-8")


@contextmanager
def running(
    folder: Path,
    company: Mapping[str, Any],
    ari_port: int = 0,
    before: Callable[[WholeCentre], object] = lambda centre: None,
) -> Iterator[WholeCentre]:
    """A whole centre at work; `before` is called when it is made and has not started."""
    with whole_centre(folder, company, ari_port) as made:
        before(made)
        # A child dies with the thread that started it, so this one starts them; the browser's loop lives here too,
        # so another thread waits until they work.
        for process in made.processes.values():
            process.start()
        with ThreadPoolExecutor(1) as waiting:
            waiting.submit(asyncio.run, all_ready(made)).result()
        yield made


async def all_ready(centre: WholeCentre) -> None:
    await asyncio.gather(*(process.ready() for process in centre.processes.values()))


@contextmanager
def talker(browser: Browser, folder: Path) -> Iterator[Browser]:
    """A browser whose microphone hears a tone."""
    sound = folder / "tone.wav"
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        samples = (int(9000 * math.sin(2 * math.pi * VOICE * n / 48_000)) for n in range(48_000 * 5))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    started = browser.browser_type.launch(
        executable_path=chromium(),
        args=[
            "--no-sandbox",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={sound}",
        ],
    )
    yield started
    started.close()


@contextmanager
def desk_of(
    login: str,
    talker: Browser,
    centre: WholeCentre,
    script: str = "",
    network: Network | None = None,
    seat: str = "office",
) -> Iterator[Page]:
    """The desk of an operator with a browser telephone, ready for calls; `script` runs before any of the page's.

    Desks of one `seat` are at one computer; away from the office a talk goes on that began there.
    """
    context = talker.new_context(
        viewport={"width": 1366, "height": 660},
        locale="ru",
        timezone_id="Europe/Moscow",
        permissions=["microphone", "notifications"],
    )
    try:
        context.add_init_script(script)
        context.add_cookies([{"name": "gudok_seat", "value": f"{seat}-{login}", "url": centre.url}])
        if network is not None:
            network.lead(context)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        sign_in(page, login, centre)
        if seat == "office":
            start_shift(page)
        else:
            take_over(page)
        yield page
    finally:
        context.close()  # or a desk that did not get ready would go on holding the line
    assert errors == []


def sign_in(page: Page, login: str, centre: WholeCentre) -> None:
    page.goto(f"{centre.url}/sign-in/")
    page.fill("[name=username]", login)
    page.fill("[name=password]", f"{login}-secret")
    page.click("main form button")
    page.goto(f"{centre.url}/desk/")
    page.wait_for_function("() => document.getElementById('desk').dataset.view !== 'loading'")


def start_shift(page: Page) -> None:
    """Take the telephone and press «ready»."""
    page.click("#start-shift")
    expect(page.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok")
    page.wait_for_function(
        "() => ['away', 'missed', 'ready', 'talking'].includes(document.getElementById('desk').dataset.view)"
    )
    if shown(page) not in {"ready", "talking"}:
        page.click(".gk-panel [data-ask=ready] >> visible=true")
        view(page, "ready")


def take_over(page: Page) -> None:
    """Go on with a talk that another computer has."""
    page.click("#take-over")
    expect(page.locator("#lamp-phone")).to_have_attribute("data-lamp", "ok")
    view(page, "talking")


def shown(page: Page) -> str | None:
    return page.locator("#desk").get_attribute("data-view")


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name, timeout=20_000)


def hears(page: Page, hertz: float) -> bool:
    """Whether the operator hears this tone above all others."""
    return any(page.evaluate(HEARING, hertz) > 6 for _ in range(8))
