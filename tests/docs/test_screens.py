"""The page of screens is what the table of screens says."""

from __future__ import annotations

import pytest
from browser import screens


@pytest.mark.parametrize(("language", "name"), [("ru", "screens.ru.md"), ("en", "screens.md")])
def test_the_page_of_screens_is_what_the_table_says(language: str, name: str) -> None:
    told = (screens.DOCS / name).read_text(encoding="utf-8")
    assert told == screens.page(language), f"run: python tests/browser/screens.py {language} > docs/{name}"


def test_each_screen_has_its_pictures() -> None:
    for section in screens.SECTIONS:
        for screen in section:
            for language in ("ru", "en"):
                assert screens.file_of(screen, language).is_file(), screen.name
