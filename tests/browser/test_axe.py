"""axe-core finds nothing on any page of the product: pages are taken from the table of doors, so none is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browser.axe import findings
from browser.centre import MARIA
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch
from playwright.sync_api import expect

from gudok.core.words import CallerGone, DialAsked, HangUpAsked, HoldAsked, PauseAsked
from gudok.web.config.tests.doors import ARGUMENTS, DOORS, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.centre import Centre
    from browser.conftest import Scheme
    from browser.stage import Stage
    from playwright.sync_api import Page

    Enter = Callable[..., Page]

FILLED = """() => [...document.querySelectorAll("h1, h2, h3, button")].every(
  (node) => !node.checkVisibility() || node.textContent.trim() || node.getAttribute("aria-label"))"""
"""A page that lives has its first picture: before, what it shows is still empty."""
REAL: dict[str, dict[str, Any]] = {
    "customer": {"pk": 1},
    "customer_story": {"pk": 1},
    "customer_held": {"pk": 1},
    "good": {"pk": 1},
    "category": {"pk": 1},
    "order": {"pk": 1},
    "case": {"pk": 1},
    "case_call": {"pk": 1},
    **{
        name: {"code": "garantiya-i-remont"}
        for name in ("article", "article_edit", "article_history", "article_readers")
    },
    "article_edition": {"code": "garantiya-i-remont", "n": 2},
    "call": {"pk": "cold0"},
    "setup_person": {"pk": 1},
    "setup_row": {"kind": "queues", "pk": 1},
    "flow": {"pk": 1},
    "script": {"pk": 1},
    "script_answers": {"pk": 1},
    "script_edition": {"pk": 1, "n": 1},
    "whatif_trial": {"pk": 1},
}
"""Addresses whose example in the table of doors leads to nothing."""


def address(name: str) -> str:
    """The page's address: with real rows where the table's examples have none."""
    if name in REAL:
        return reverse(name, kwargs=REAL[name])
    wanted = {key: of.get(name) if isinstance(of, dict) else of for key, of in ARGUMENTS.items()}
    known = {key: value for key, value in wanted.items() if value is not None}
    for kwargs in ({}, *({key: value} for key, value in known.items()), known):
        try:
            return reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}: name its arguments in REAL")


def pages_of(person: str) -> list[str]:
    at = PEOPLE.index(person)
    return [name for name, outcomes in DOORS.items() if outcomes[at] == 200 or (name in REAL and outcomes[at] == 404)]


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("person", "scheme"), [("alice", "light"), ("bob", "dark"), ("dave", "light"), ("dave", "dark")]
)
def test_axe_finds_nothing_on_any_page(enter: Enter, stage: Stage, person: str, scheme: Scheme) -> None:
    page = enter(person, "/nowhere/", scheme=scheme)
    found = {"nowhere": findings(page)}
    for name in pages_of(person):
        # Streams never end; the API's answers are no pages, and its description is shown by another's program.
        skipped = "live" in name or name.startswith("api_")
        answer = None if skipped else page.request.get(f"{stage.url}{address(name)}", timeout=5000)
        if answer is None or "text/html" not in answer.headers["content-type"] or "<html" not in answer.text():
            continue
        page.goto(f"{stage.url}{address(name)}")
        page.wait_for_function(FILLED)
        found[name] = findings(page)
    assert len(found) > 3
    told = [f"{name}: {problem}" for name, problems in found.items() for problem in problems]
    assert not told, "\n".join(told)


def test_axe_finds_nothing_before_signing_in(enter: Enter, stage: Stage) -> None:
    page = enter("alice", "/profile/")
    page.context.clear_cookies()
    page.goto(f"{stage.url}/sign-in/")
    assert findings(page) == []


def view(page: Page, name: str) -> None:
    expect(page.locator("#desk")).to_have_attribute("data-view", name)


def test_axe_finds_nothing_in_any_state_of_the_desk(enter: Enter, centre: Centre) -> None:
    page, alice = enter("alice", "/desk/"), centre.who("alice")
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        view(page, name)
        found[name] = findings(page)

    look("away")
    page.click("#lamp-sound")
    found["sound"] = findings(page)
    page.keyboard.press("Escape")
    centre.ready("alice")
    look("ready")
    centre.come(DialAsked(0, alice, alice, "axe0", MARIA.number, MARIA))
    look("dialling")
    centre.come(HangUpAsked(0, alice, alice))
    look("ready")
    centre.call("axe1", MARIA)
    look("ringing")
    centre.answer("axe1")
    look("talking")
    for key in ("F1", "Control+KeyK", "Shift+F8"):
        page.keyboard.press(key)
        found[key] = findings(page)
        page.keyboard.press("Escape")
    centre.come(HoldAsked(0, alice, alice))
    look("held")
    centre.come(CallerGone(0, "axe1"))
    look("wrapup")
    centre.come(PauseAsked(0, alice, alice, "lunch"))
    look("paused")
    centre.come(PauseAsked(0, alice, alice, "missed"))
    look("missed")
    centre.die()
    look("down")
    told = [f"{name}: {problem}" for name, problems in found.items() for problem in problems]
    assert not told, "\n".join(told)
