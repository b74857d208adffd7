"""A case as it is typed, registered, answered, opened again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.cases import actions, queries
from gudok.web.cases.choices import CaseKind, Service
from gudok.web.cases.models import Case
from gudok.web.cases.tests.conftest import change, kind, registered
from gudok.web.drafts.saving import Conflict
from gudok.web.news.models import News
from gudok.web.setup.hours import Schedule

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_complaint_is_typed_and_registered(alice: User, bob: User) -> None:
    CaseKind.objects.filter(code="complaint").update(chain=["nobody", "bob"])
    case = actions.begin_case(alice, "c1")
    assert queries.missing(case) == ["kind"]
    change(alice, case, ("kind", kind()), ("subject", "Пришло вскрытым"))
    assert queries.missing(case) == ["text"], "as its kind says"
    with pytest.raises(ValueError):
        actions.place_case(alice, case.pk)
    change(alice, case, ("text", "Коробка открыта,\nчая нет"), ("severity", "high"))
    placed = actions.place_case(alice, case.pk)
    assert (placed.number, placed.state, placed.author, placed.owner) == (1, "open", alice, bob)
    assert placed.due_at is not None
    assert placed.placed_at is not None
    assert (placed.due_at - placed.placed_at).total_seconds() == 24 * 3600
    assert actions.place_case(alice, case.pk).number == 1, "twice is once"
    assert AuditEntry.objects.filter(verb="case.registered").count() == 1
    news = News.objects.get()
    assert (news.kind, news.operator) == ("case.created", alice.operator.core_id)
    assert (news.data["number"], news.data["kind"], news.data["owner"]) == (1, "complaint", str(bob.pk))


def test_a_wish_has_no_deadline_and_stays_with_who_took_it(alice: User) -> None:
    wish = registered(alice, code="wish")
    assert (wish.due_at, wish.climb_at, wish.owner) == (None, None, alice)


def test_the_deadline_follows_the_service_and_its_hours_until_it_is_set_by_hand(
    alice: User, bob: User, stock: Service
) -> None:
    day = Schedule.objects.create(name="Склад", week=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00"))
    Service.objects.filter(pk=stock.pk).update(deadline_h=2, schedule=day)
    case = registered(alice)
    Case.objects.filter(pk=case.pk).update(placed_at=datetime(2026, 11, 6, 14, 0, tzinfo=UTC))  # Friday, 17:00
    change(alice, case, ("service", str(stock.pk)))
    assert case.due_at == case.climb_at == datetime(2026, 11, 9, 7, 0, tzinfo=UTC), "Monday, 10:00"
    assert list(change(alice, case, ("due", "2026-12-01T10:00")).wrong) == ["due"], "who manages cases may"
    assert not change(bob, case, ("due", "2026-12-01T10:00")).wrong
    change(alice, case, ("service", ""))
    assert case.due_at == case.climb_at == datetime(2026, 12, 1, 7, 0, tzinfo=UTC)


def test_two_pages_are_merged_by_field_or_asked(alice: User, bob: User) -> None:
    case = registered(alice)
    seen = case.version
    change(alice, case, ("wanted", "Замену"), base=seen)
    found = change(bob, case, ("severity", "urgent"), ("wanted", "Деньги"), base=seen, seat="two")
    assert found.conflicts == {"wanted": Conflict("Замену", str(alice))}
    assert (case.severity, case.wanted) == ("urgent", "Замену")
    told = [(row.who, row.field, row.before, row.after) for row in case.changes.all()]
    assert told[0] == (alice, "wanted", "", "Замену")
    assert told[1][:2] == (bob, "severity")


def test_the_draft_of_a_call_is_one_and_goes_with_it(alice: User, bob: User) -> None:
    first = actions.begin_case(alice, "c1")
    assert actions.begin_case(bob, "c1").pk == first.pk
    assert actions.drop_draft(bob, first.pk)
    assert not actions.drop_draft(bob, registered(alice).pk)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "999"), ("severity", ""), ("severity", "deadly"), ("how", "owl"), ("order", "7"), ("owner", "999"),
     ("state", "closed"), ("number", "1"), ("due", "soon"), ("due", "9999-12-31T23:30"), ("kind", "")],
)  # fmt: skip
def test_what_cannot_be_is_told_by_its_field(bob: User, field: str, value: str) -> None:
    case = registered(bob)
    before = case.version
    assert list(change(bob, case, (field, value)).wrong) == [field]
    assert case.version == before


def test_a_case_is_answered_closed_and_opened_again(alice: User) -> None:
    case = registered(alice)
    with pytest.raises(ValueError):
        actions.move_case(alice, case.pk, "answered")
    change(alice, case, ("reply", "Вышлем новую"), ("how", "call"))
    assert actions.move_case(alice, case.pk, "answered")
    assert actions.move_case(alice, case.pk, "closed")
    assert not actions.move_case(alice, case.pk, "answered")
    case.refresh_from_db()
    assert case.answered_at is not None
    assert case.closed_at is not None
    assert case.climb_at is None
    assert not queries.may_change(alice, case), "what is closed stays as it is"
    assert not actions.reopen_case(alice, case.pk, "  ")
    assert actions.reopen_case(alice, case.pk, "Снова вскрыто")
    opened = Case.objects.get(pk=case.pk)
    assert (opened.state, opened.closed_at, opened.answered_at) == ("open", None, None)
    assert opened.climb_at is not None
    assert opened.climb_at == opened.due_at
    steps = [(row.field, row.what) for row in case.changes.filter(field__in=("state", "reopened"))]
    assert steps == [("state", ""), ("state", ""), ("reopened", "Снова вскрыто")]
    assert AuditEntry.objects.get(verb="case.reopened").after == {"state": "open", "why": "Снова вскрыто"}


def test_a_request_to_a_service_is_answered_into_its_case(alice: User, igor: User, stock: Service) -> None:
    case = registered(alice)
    request = actions.begin_case(alice, parent=case)
    assert request.subject == case.subject
    change(alice, request, ("kind", kind("request")))
    assert queries.missing(request) == ["service"]
    change(alice, request, ("service", str(stock.pk)))
    actions.place_case(alice, request.pk)
    assert list(queries.cases_seen(igor)) == [request], "his service's only"
    assert list(change(igor, request, ("subject", "x"), ("reply", "Отгружено целым")).wrong) == ["subject"]
    assert not actions.move_case(igor, request.pk, "closed")
    assert actions.move_case(igor, request.pk, "answered")
    assert [row.after for row in case.changes.filter(field="request")] == [
        "№\u00a02 Склад",
        "№\u00a02: Отгружено целым",
    ]
