"""The pictures of the READMEs: taken by the tests, kept in docs/ when GUDOK_PICTURES=1 asks for new ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST = 150_000


def keep_picture(page: Page, name: str) -> None:
    """Take the page's picture; it must be small."""
    data = page.screenshot()
    assert len(data) < LARGEST
    if os.environ.get("GUDOK_PICTURES") == "1":
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(data)
