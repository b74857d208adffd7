"""The pictures of the READMEs: taken by the tests, kept in docs/ when GUDOK_PICTURES=1 asks for new ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST = 150_000


def look(page: Page, name: str) -> None:
    """A picture for a person who wants to look: GUDOK_LOOK names the folder."""
    if folder := os.environ.get("GUDOK_LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def keep_picture(page: Page, name: str) -> None:
    """Take the page's picture when new ones are asked for; one that is kept must be small."""
    data = page.screenshot()
    if os.environ.get("GUDOK_PICTURES") == "1":
        assert len(data) < LARGEST, f"{name} is {len(data)} bytes; run its test alone, on an empty day"
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(data)
