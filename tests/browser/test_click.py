"""A page of another program: its telephone links open Gudok's window, where the operator presses the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.stage import Stage
    from playwright.sync_api import Page

PAGE = """<!doctype html><title>CRM</title><script src="{url}/static/gudok/click.js" defer></script>
<a id="link" href="tel:+79123456789"><b>Anna</b></a> <button id="button" data-gudok-call="8 912 345-67-89">Call</button>
<a id="other" href="#stay">Other</a>"""


@pytest.mark.parametrize("what", ["#link b", "#button"])
def test_a_click_on_a_number_opens_the_window_with_it(enter: Callable[..., Page], stage: Stage, what: str) -> None:
    crm = enter("alice", "/profile/").context.new_page()
    # A page of elsewhere may not load scripts of this machine, where the test's server is.
    address = f"{stage.url}/of-another-program"
    crm.route(address, lambda route: route.fulfill(body=PAGE.format(url=stage.url), content_type="text/html"))
    crm.goto(address)
    with crm.expect_popup() as opened:
        crm.click(what)
    window = opened.value
    expect(window.locator("#call-number")).to_have_value("+7 912 345-67-89")
    assert window.url.startswith(f"{stage.url}/call?number=")
    crm.click("#other")
    assert crm.url.endswith("#stay"), "other links are left alone"
