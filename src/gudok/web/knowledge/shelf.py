"""The index of all articles in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.finding.kept import Kept
from gudok.web.knowledge.models import Article, ArticleShelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.web.finding.kept import Put


def _changed(after: int, upto: int) -> Iterator[Put]:
    rows = Article.objects.filter(counted__gt=after, counted__lte=upto).order_by("counted")
    for row in rows.select_related("published", "section").prefetch_related("tags").iterator(200):
        about = " ".join(str(one) for one in (row.section, *row.tags.all()) if one)
        text = row.published.text if row.published else row.draft_text
        yield row.pk, row.code, row.title, f"{about} {text}", row.published is not None and not row.archived


_kept = Kept(ArticleShelf.stand, _changed)
find = _kept.find
