"""Empty lists: one fact and one thing to do."""

from __future__ import annotations

import re

import pytest

from gudok.web.config.messages import WEB

EMPTY = re.compile(r'<(?P<tag>div|p) class="gk-empty[^"]*"(?P<rest>[^>]*)>(?P<text>.*?)</(?P=tag)>', re.DOTALL)
FACTS = (
    "The call rang at nobody.",
    "Nobody has written a note.",
    "Nobody called on this day: there is nothing to play again.",
    "No orders.",
    "No call was led by this script in these days.",
    "No cases.",
    "No price yet: it cannot be ordered.",
    "No sessions are open.",
    "Nothing yet.",
    "This customer has not called yet.",
    "trial.get_state_display",
    "{{ n }} row more",
)
"""Where there is nothing to be done, or it stands right beside: a part of a page, not a list of its own."""


def empties() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(WEB)), one["text"])
        for path in sorted(WEB.glob("*/templates/**/*.html"))
        for one in EMPTY.finditer(path.read_text(encoding="utf-8"))
        if "data-empty" not in one["rest"]  # the wall's tiles are looked at, not worked with
    ]


@pytest.mark.parametrize(("path", "text"), empties(), ids=lambda value: value[:60])
def test_an_empty_list_has_something_to_do(path: str, text: str) -> None:
    assert "<a " in text or "<button" in text or any(fact in text for fact in FACTS), path


def test_the_exceptions_are_still_there() -> None:
    told = "".join(text for _, text in empties())
    assert [fact for fact in FACTS if fact not in told] == []
