"""Reading the knowledge base: lists, the search, what an operator still has to read, who has read what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q

from gudok.web.accounts.scope import scope_of
from gudok.web.finding.words import words_of
from gudok.web.knowledge import shelf
from gudok.web.knowledge.models import Article, Edition, Receipt

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from gudok.web.accounts.models import User

MOST = 500
OFFERED = 8


def open_articles() -> QuerySet[Article]:
    """What everybody reads: published and not put away."""
    return Article.objects.filter(archived=False, published__isnull=False).select_related("published", "section")


def drafts() -> QuerySet[Article]:
    """What is not published as it is written: never yet, or worked at since."""
    same = Q(published__title=F("draft_title"), published__text=F("draft_text"))
    rows = Article.objects.filter(archived=False).exclude(same, published__isnull=False)
    return rows.select_related("published", "section")


def search(text: str, rows: QuerySet[Article], most: int = MOST) -> list[Article]:
    """Those of `rows` that fit what was typed, best first; all of them for nothing typed.

    Where no article has every word, those with the most of them come: a question is asked in many words.
    """
    if not text.strip():
        return list(rows[:most])
    ids = shelf.find(text[:200], MOST, inactive=True) or _by_words(text[:200])
    found = rows.in_bulk(ids)
    return [found[id_] for id_ in ids if id_ in found][:most]


def _by_words(text: str) -> list[int]:
    hits: Counter[int] = Counter()
    for word in dict.fromkeys(words_of(text)):
        hits.update(shelf.find(word, MOST, inactive=True))
    most = max(hits.values(), default=0)
    return [id_ for id_, count in hits.most_common() if count == most]


def beside_call(text: str, queue: str) -> list[Article]:
    """What the desk offers for what was typed, the call's queue first; for nothing typed what the queue has."""
    own = Q(queues=queue[1:]) if queue[1:].isdecimal() and len(queue) < 18 else Q(pk=None)
    if not text.strip():
        return list(open_articles().filter(own).distinct()[:OFFERED])
    found = search(text, open_articles(), OFFERED * 4)
    of_queue = set(Article.objects.filter(own).values_list("pk", flat=True))
    return sorted(found, key=lambda row: row.pk not in of_queue)[:OFFERED]


def due(user: User) -> list[Article]:
    """The articles this operator has to read: of the own queues or of all, in the version that is not confirmed yet."""
    operator = getattr(user, "operator", None)
    if operator is None or not operator.active or not user.has_perm("knowledge.see"):
        return []
    read = Receipt.objects.filter(edition=OuterRef("published"), user=user)
    mine = Q(queues=None) | Q(queues__in=operator.queues.all())
    rows = open_articles().filter(mine, ~Exists(read), must_read=True)
    return list(rows.distinct().order_by("published__at", "pk"))


class Reader(NamedTuple):
    """An operator an article is for, the newest version confirmed (0 for none) and when."""

    user: User
    n: int
    at: datetime | None
    current: bool


def readers(viewer: User, article: Article) -> list[Reader]:
    """Of the operators this person sees those the article is for; who has not read the newest version first."""
    rows = (
        Receipt.objects.filter(edition__article=article).order_by("edition__n").values_list("user", "edition__n", "at")
    )
    newest = {user: (n, at) for user, n, at in rows}
    now = article.published.n if article.published else 0
    found = []
    for operator in _operators(viewer, article):
        n, at = newest.get(operator.user_id, (0, None))
        found.append(Reader(operator.user, n, at, n == now > 0))
    return sorted(found, key=lambda one: (one.current, str(one.user)))


def _operators(viewer: User, article: Article) -> list[Any]:
    # The set-up owns these rows; they are only asked for by name.
    rows = apps.get_model("setup", "Operator").objects.filter(active=True).select_related("user")
    queues = list(article.queues.values_list("pk", flat=True))
    if queues:
        rows = rows.filter(queues__in=queues).distinct()
    scope = scope_of(viewer)
    return [row for row in rows if scope is None or row.core_id in scope.operators]


def tally(viewer: User, articles: list[Article]) -> dict[int, tuple[int, int]]:
    """By article that must be read: how many have read its newest version, and how many should."""
    told = [row for row in articles if row.must_read and row.published]
    every = {row.pk: readers(viewer, row) for row in told}
    return {pk: (sum(one.current for one in rows), len(rows)) for pk, rows in every.items()}


def before(edition: Edition) -> Edition | None:
    """The version before this one."""
    return Edition.objects.filter(article=edition.article_id, n__lt=edition.n).first()


def due_in(edition: Edition, user: User) -> bool:
    """Whether this person has yet to confirm this very version."""
    return any(row.published_id == edition.pk for row in due(user))
