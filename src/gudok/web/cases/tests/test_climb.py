"""Overdue cases go to the next responsible: once each time, whoever dies in between."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.cases import actions, climb
from gudok.web.cases.choices import CaseKind
from gudok.web.cases.climb import climb_overdue
from gudok.web.cases.models import Case
from gudok.web.cases.tests.conftest import change, registered
from gudok.web.news.models import News

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice: User, bob: User, dave: User) -> Case:
    """Alice's first, then bob's, then dave's; one hour each."""
    CaseKind.objects.filter(code="complaint").update(deadline_h=1, climb_h=1, chain=["alice", "bob", "gone", "dave"])
    return registered(alice)


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def test_an_overdue_case_climbs_step_by_step_to_the_last(case: Case, alice: User, bob: User, dave: User) -> None:
    now = timezone.now()
    owners = []
    for passed in (0.5, 1.1, 1.2, 2.2, 3.3, 9):
        climb_overdue(now + hours(passed))
        case.refresh_from_db()
        owners.append(case.owner)
    assert owners == [alice, bob, bob, dave, dave, dave]
    assert case.climb_at is None, "nobody is left"
    told = [(row.who, row.before, row.after) for row in case.changes.filter(field="climbed")]
    assert told == [(None, str(alice), str(bob)), (None, str(bob), str(dave))]
    assert case.due_at is not None
    assert case.changes.filter(field="climbed")[0].what == case.due_at.isoformat(), "and why"
    assert News.objects.filter(kind="case.climbed").count() == 2
    assert AuditEntry.objects.filter(verb="case.climbed").count() == 2


def test_a_death_in_the_middle_leaves_the_step_undone_and_the_next_round_does_it_once(
    case: Case, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = timezone.now() + hours(1.1)

    def dies(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(climb, "tell_case", dies)
        with pytest.raises(KeyboardInterrupt):
            climb_overdue(late)
    case.refresh_from_db()
    assert (case.level, case.changes.count(), AuditEntry.objects.filter(verb="case.climbed").count()) == (1, 0, 0)
    assert [climb_overdue(late), climb_overdue(late)] == [1, 0]
    case.refresh_from_db()
    assert (case.owner, case.changes.count()) == (bob, 1)


def test_what_is_answered_climbs_no_more(case: Case, alice: User) -> None:
    change(alice, case, ("reply", "Вышлем"))
    actions.move_case(alice, case.pk, "answered")
    assert climb_overdue(timezone.now() + hours(9)) == 0


def test_who_has_it_already_is_passed_over(case: Case, alice: User, bob: User, dave: User) -> None:
    change(alice, case, ("owner", str(bob.pk)))
    climb_overdue(timezone.now() + hours(1.1))
    case.refresh_from_db()
    assert case.owner == dave
