"""What happens to articles. Each action locks the article's row, so that one change is merged after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.drafts.merge import newer
from gudok.web.knowledge.models import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Article,
    ArticleShelf,
    ArticleTag,
    Edition,
    Receipt,
    Section,
)
from gudok.web.news.actions import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.accounts.models import User
    from gudok.web.drafts.merge import Change

LIMITS = {"title": LONGEST_TITLE, "text": LONGEST_TEXT}
"""The fields of a draft, and how long each may be."""


class Drafted(NamedTuple):
    """The article after it; by field somebody else's later value, which was not written over, and whose it is."""

    article: Article
    conflicts: dict[str, dict[str, str]]


@transaction.atomic
def add_article(actor: User | None, title: str, text: str = "", section: str = "") -> Article:
    """A new one, a draft until it is published."""
    row = Article(title=title, draft_title=title, draft_text=text, section=_section(section), drafted_by=actor)
    row.counted = ArticleShelf.step()
    row.save()
    write_change(actor, "article.added", row, {}, _picture(row))
    return row


@transaction.atomic
def save_draft(actor: User, pk: int, changes: Iterable[Change], seat: str) -> Drafted:
    """Save each change of `title` or `text` unless another page (`seat`) has changed the field since it was seen."""
    row, conflicts, changed = _locked(pk), {}, False
    for change in changes:
        if change.field not in LIMITS:
            continue
        value = change.value.replace("\0", "").replace("\r\n", "\n")[: LIMITS[change.field]]
        name = f"draft_{change.field}"
        if getattr(row, name) == value:
            continue
        if who := newer(row.versions, change, seat):
            conflicts[change.field] = {"theirs": getattr(row, name), "who": who}
            continue
        setattr(row, name, value)
        row.version += 1
        row.versions[change.field] = [row.version, seat, str(actor)]
        changed = True
    if changed:
        row.drafted_by, row.drafted_at = actor, timezone.now()
        row.save()
    return Drafted(row, conflicts)


@transaction.atomic
def keep_about(actor: User | None, pk: int, values: dict[str, Any]) -> Article:
    """Where it belongs. `values`: section (a name), tags (names), queues, must_read."""
    row = _locked(pk)
    before = _picture(row)
    row.section, row.must_read = _section(values["section"]), values["must_read"]
    row.tags.set([ArticleTag.objects.get_or_create(name=name)[0] for name in values["tags"]])
    row.queues.set(values["queues"])
    _count(row)
    # Shelves and tags come with the first article that names them, and go with the last.
    Section.objects.filter(articles=None).delete()
    ArticleTag.objects.filter(articles=None).delete()
    write_change(actor, "article.changed", row, before, _picture(row))
    return row


@transaction.atomic
def publish(actor: User | None, pk: int, seen: int, note: str = "") -> Edition | None:
    """Make the draft the newest version; None where it is not what was `seen`, says nothing new, or is empty."""
    row = _locked(pk)
    if row.version != seen or not row.drafted or not row.draft_title.strip() or not row.draft_text.strip():
        return None
    return _publish(actor, row, note)


@transaction.atomic
def go_back(actor: User | None, pk: int, n: int) -> Edition | None:
    """Publish an old version anew; the draft is its text then. None where that is what stands."""
    row = _locked(pk)
    old = row.editions.get(n=n)
    now = row.published
    if now is not None and (now.title, now.text) == (old.title, old.text):
        return None
    row.draft_title, row.draft_text = old.title, old.text
    row.version += 1
    row.versions = {field: [row.version, "", str(actor or "")] for field in LIMITS}
    return _publish(actor, row, "", back_to=n)


def _publish(actor: User | None, row: Article, note: str, back_to: int | None = None) -> Edition:
    before = _picture(row)
    last = row.editions.first()
    made = Edition.objects.create(
        article=row,
        n=last.n + 1 if last else 1,
        title=row.draft_title.strip(),
        text=row.draft_text,
        note=note,
        by=actor,
        by_name=str(actor or ""),
        back_to=back_to,
    )
    row.draft_title = row.title = made.title
    row.published, row.archived = made, False
    _count(row)
    write_change(actor, "article.published", row, before, _picture(row) | {"version": made.n})
    tell("article.published", {"id": str(row.pk), "code": row.code, "title": row.title, "version": made.n})
    return made


@transaction.atomic
def put_away(actor: User, pk: int, *, away: bool) -> None:
    """Readers find it no more; nothing of it is lost."""
    row = _locked(pk)
    if row.archived == away:
        return
    before = _picture(row)
    row.archived = away
    _count(row)
    write_change(actor, "article.changed", row, before, _picture(row))


def confirm(user: User, edition: Edition) -> None:
    """This person has read this version."""
    Receipt.objects.get_or_create(edition=edition, user=user)


def _locked(pk: int) -> Article:
    return Article.objects.select_for_update(of=("self",)).select_related("published").get(pk=pk)


def _count(row: Article) -> None:
    """Save it so that the search hears of it."""
    row.counted = ArticleShelf.step()
    row.save()


def _section(name: str) -> Section | None:
    return Section.objects.get_or_create(name=name)[0] if name else None


def _picture(row: Article) -> dict[str, Any]:
    """What the audit shows: where it belongs and what stands, not every letter of a draft."""
    return {
        "title": row.title,
        "section": str(row.section or ""),
        "tags": sorted(row.tags.values_list("name", flat=True)) if row.pk else [],
        "queues": sorted(row.queues.values_list("name", flat=True)) if row.pk else [],
        "must_read": row.must_read,
        "archived": row.archived,
    }
