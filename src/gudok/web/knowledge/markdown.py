"""Articles' text as HTML: Markdown without HTML of its own, so that nothing but our own tags comes out. Pure.

A link whose target is only an article's code leads to that article; every other opens in a window of its own, for a
call may go on in this one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
LINKS = re.compile(r"(https?://|mailto:|tel:|/(?!/)|#|[a-z0-9][a-z0-9-]*$)", re.IGNORECASE)
LOWEST = 6
EXCERPT = 140


def _parser() -> MarkdownIt:
    # The preset that its authors name for text of others: HTML is shown as it was typed, not taken.
    made = MarkdownIt("js-default", {"html": False}).disable("image")
    made.validateLink = lambda url: LINKS.match(url.strip()) is not None  # type: ignore[method-assign]
    return made


_PARSER = _parser()


@lru_cache(maxsize=256)
def render(text: str, top: int = 2) -> str:
    """The text as HTML; its highest heading becomes one of level `top`."""
    tokens = _PARSER.parse(text)
    _settle_headings(tokens, top)
    for token in _all(tokens):
        # The page's policy forbids styles in tags: a column stands as the table does.
        token.attrs.pop("style", None)
        if token.type == "link_open":
            token.attrs |= _link(str(token.attrs.get("href", "")))
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def excerpt(text: str) -> str:
    """The beginning of its first paragraph, without marks."""
    tokens = _PARSER.parse(text)
    inline = (token for before, token in pairwise(tokens) if before.type == "paragraph_open")
    first = next(inline, None)
    plain = "".join(one.content for one in (first.children or []) if one.content) if first else ""
    return plain if len(plain) <= EXCERPT else f"{plain[:EXCERPT].rsplit(' ', 1)[0]}…"


def _settle_headings(tokens: Sequence[Token], top: int) -> None:
    """Levels without a gap from `top` on, whatever the writer began with."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(top + levels.index(token.tag), LOWEST)}"


def _link(href: str) -> dict[str, Any]:
    if CODE.fullmatch(href):
        return {"href": reverse("article", args=[href]), "data-article": href}
    return {"target": "_blank", "rel": "noopener noreferrer"}


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])
