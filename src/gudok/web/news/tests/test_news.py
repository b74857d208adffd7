"""Numbers without a gap, in the order in which they come to be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from gudok.web.news import queries
from gudok.web.news.actions import KEPT, forget_old, tell
from gudok.web.news.models import News

pytestmark = pytest.mark.django_db


def test_numbered_from_one_and_a_number_that_was_not_kept_is_given_again() -> None:
    assert queries.last() == 0
    assert tell("alert.began", {}) == 1
    with transaction.atomic():
        assert tell("alert.ended", {}) == 2
        transaction.set_rollback(True)
    assert tell("alert.ended", {"a": 1}, queue="q1") == 2
    assert [(row.n, row.kind, row.queue) for row in queries.after(1, 10)] == [(2, "alert.ended", "q1")]


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        tell("alert.nonsense", {})


def test_the_count_goes_on_when_old_news_are_gone() -> None:
    now = timezone.now()
    tell("alert.began", {}, at=now - KEPT - timedelta(days=1))
    assert queries.last_before(now) == 1
    forget_old()
    assert not News.objects.exists()
    assert queries.last() == 1
    assert tell("alert.began", {}) == 2
    assert queries.last_before(now) == 1
    assert queries.after(0, 10, until=now) == []


def test_a_number_with_an_earlier_time_than_the_one_before_is_not_lost() -> None:
    now = timezone.now()
    for minutes in (1, 9, 2):
        tell("alert.began", {}, at=now + timedelta(minutes=minutes))
    assert [row.n for row in queries.after(0, 10, until=now + timedelta(minutes=5))] == [1]
    assert [row.n for row in queries.after(1, 10)] == [2, 3]
    assert queries.last_before(now + timedelta(minutes=5)) == 1
    assert queries.last_before(now + timedelta(minutes=2)) == 1
