"""A customer's whole story on one page, from parts that rooms add, each as far as the person may see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.people import story
from gudok.web.people.actions import save_customer
from gudok.web.people.merging.actions import merge
from gudok.web.record.models import Call, Leg, Note
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams
    from gudok.web.people.models import Customer

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def maria(bob: User) -> Customer:
    row = save_customer(None, None, {"name": "Мария", "phones": ["+79123456789"]})
    call = Call.objects.create(
        pk="c1", arrived_at=NOON, answered_at=NOON, ended_at=NOON, customer=row, queue="q9", talk_ms=65_000
    )
    Leg.objects.create(call=call, n=1, agent="o9", rang_at=NOON, answered_at=NOON, recording=Leg.Recording.READY)
    Call.objects.create(pk="c2", arrived_at=NOON + timedelta(hours=1), ended_at=NOON, customer=row, direction="out")
    Note.objects.create(call="c1", author=bob, text="Просила перезвонить", saved_at=NOON + timedelta(minutes=2))
    Task.objects.create(text="Перезвонить", at=timezone.now() + timedelta(days=1), customer=row, created_by=bob)
    return row


def told(client: Client, row: Customer, query: str = "") -> list[tuple[str, str]]:
    lines = client.get(f"/people/{row.pk}/story/{query}").context["lines"]
    return [(line.part.name, line.entry.more) for line in lines]


def test_bob_reads_everything_newest_first(maria: Customer, bob: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(bob)
    merge(bob, maria.pk, save_customer(None, None, {"name": "Мария 2"}).pk)
    heard = "/calls/c1/#recording"
    assert told(client, maria) == [("tasks", ""), ("merges", ""), ("calls", ""), ("notes", ""), ("calls", heard)]
    assert told(client, maria, "?only=calls") == [("calls", ""), ("calls", heard)]
    page = client.get(f"/people/{maria.pk}/story/").content.decode()
    assert "Просила перезвонить" in page
    assert "1:05" in page


def test_a_person_of_another_team_sees_that_it_was_and_no_more(
    maria: Customer, two_teams: TwoTeams, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(two_teams.erin)
    two_teams.erin.groups.set(two_teams.alice.groups.all())
    assert told(client, maria) == [("calls", ""), ("calls", "")]
    assert "Просила" not in client.get(f"/people/{maria.pk}/story/").content.decode()


def test_a_long_story_comes_by_the_page(maria: Customer, bob: User, sign_in: Callable[[User], Client]) -> None:
    for n in range(70):
        Call.objects.create(pk=f"d{n}", arrived_at=NOON - timedelta(minutes=n + 1), customer=maria)
    client = sign_in(bob)
    first = client.get(f"/people/{maria.pk}/story/?only=calls").context
    second = told(client, maria, f"?only=calls&before={first['next']}")
    assert (len(first["lines"]), len(second)) == (50, 22)
    assert told(client, maria, "?before=rubbish") == told(client, maria)


def test_another_room_adds_its_part(maria: Customer, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "_parts", {})
    entry = story.Entry(NOON, "Заказ 5")
    story.add(story.Part("orders", "Заказы", "box", lambda *_: [entry]))
    assert [line.entry for line in story.story(bob, maria, timezone.now(), 5)] == [entry]
    assert story.story(bob, maria, timezone.now(), 5, only="calls") == []
