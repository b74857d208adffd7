"""What may come out of an article's text, and what may not."""

from __future__ import annotations

import pytest

from gudok.web.knowledge.diff import Line, compare
from gudok.web.knowledge.markdown import excerpt, render

pytestmark = pytest.mark.urls("gudok.web.config.urls")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](&#106;avascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "[click](//evil.example)",
        "![pixel](https://evil.example/pixel.png)",
        '[a](https://x.example "onmouseover=alert(1)")',
        '<https://x.example/"onmouseover=alert(1)>',
        "| a |\n|:-:|\n| b |",
        "```html\n<b onclick=x>\n```",
    ],
)
def test_nothing_that_acts_comes_out(text: str) -> None:
    html = render(text)
    for never in ("<script", "<img", "<b ", 'href="java', 'href="data', 'href="//', "style=", " onerror=", " onclick="):
        # What was typed may be shown as text, never be a tag.
        assert never not in html.replace("&lt;script", "").replace("&lt;img src=x onerror=", "").replace(
            "&lt;b onclick=", ""
        )


def test_links_lead_to_articles_or_open_beside() -> None:
    assert 'data-article="returns"' in render("[как вернуть](returns)")
    assert 'href="/knowledge/returns/article/"' in render("[как вернуть](returns)")
    assert 'target="_blank" rel="noopener noreferrer"' in render("[сайт](https://gudok.example)")


@pytest.mark.parametrize(
    ("text", "tags"), [("# A\n\n### B", "h3 h4"), ("### A", "h3"), ("# A\n\n## B\n\n# C", "h3 h4 h3")]
)
def test_headings_have_no_gap(text: str, tags: str) -> None:
    assert [part[:2] for part in render(text, 3).split("<") if part.startswith("h")] == tags.split()


def test_the_beginning_is_that_of_the_first_paragraph() -> None:
    assert excerpt("# Заголовок\n\nВернуть можно **14 дней**.") == "Вернуть можно 14 дней."
    assert excerpt("слово " * 60).endswith("слово…")
    assert excerpt("") == ""


def test_differences_are_lines_with_some_around() -> None:
    before = "\n".join("абвгдежз")
    after = before.replace("ж", "Ж")
    assert compare(before, after) == [
        Line("gap"), Line("same", "д"), Line("same", "е"), Line("removed", "ж"), Line("added", "Ж"), Line("same", "з"),
    ]  # fmt: skip
    assert compare(before, before) == []
