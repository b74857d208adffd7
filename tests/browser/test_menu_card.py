"""What a caller chose and typed in the voice menu stands on his operator's card, at the first ring and in the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from browser.axe import findings
from browser.centre import MARIA
from browser.test_screens import SIZE, take, view
from msgspec import structs
from playwright.sync_api import expect

from gudok.core.settings import Number
from gudok.core.words import CallArrived, Configured, KeyPressed
from gudok.web.ivr.walking import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from playwright.sync_api import Page

    Enter = Callable[..., Page]

pytestmark = pytest.mark.timeout(120)
DID = "74950000011"


@pytest.fixture
def led(centre: Centre) -> Iterator[Centre]:
    """A number leads to the voice menu of the stage, at any time."""
    before = centre.state.settings
    flow = before.flows[0]
    numbers = (*before.numbers, Number(DID, before.queues[0].id, flow=flow.id))
    centre.come(Configured(0, structs.replace(before, numbers=numbers, schedules=opened(before.schedules, "open"))))
    yield centre
    centre.clear()
    centre.come(Configured(0, before))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_his_operator_sees_the_way_and_what_was_typed(enter: Enter, led: Centre, language: Literal["ru", "en"]) -> None:
    page, call = enter("alice", "/desk/", SIZE, language=language), f"menu-card-{language}"
    led.ready("alice")
    view(page, "ready")
    led.come(CallArrived(0, call, f"channel-{call}", DID, MARIA, 0))
    led.come(*(KeyPressed(0, call, key) for key in "340517#"))
    view(page, "ringing")
    card = page.locator("#card")
    expect(card.locator(".gk-way li")).to_have_text(["Главное меню: 3 → Номер договора"])
    expect(card.get_by_text("40517", exact=True)).to_be_visible()
    assert findings(page) == []
    take(page, "menu-card", language)
    led.answer(call)
    view(page, "talking")
    expect(card.get_by_text("40517", exact=True)).to_be_visible()
