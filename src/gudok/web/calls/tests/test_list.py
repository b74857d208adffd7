from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from gudok.web.calls import queries
from gudok.web.record.models import Call, Leg, Name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def call(pk: str, minutes: int = 0, **values: object) -> Call:
    return Call.objects.create(pk=pk, arrived_at=NOON + timedelta(minutes=minutes), **values)


@pytest.fixture
def found(bob: User, sign_in: Callable[[User], Client]) -> Callable[[str], list[str]]:
    """The ids a query in the address finds, as bob sees them."""
    client = sign_in(bob)

    def find(query: str) -> list[str]:
        return [row[0].pk for row in client.get(f"/calls/?{query}").context["rows"]]

    return find


def test_newest_first(found: Callable[[str], list[str]]) -> None:
    call("c1")
    call("c2", 1)
    assert found("") == ["c2", "c1"]


def test_pages_follow_each_other_without_loss_even_in_one_millisecond(
    bob: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 3)
    for i in range(8):
        call(f"c{i}", minutes=i // 4)
    client, seen, after = sign_in(bob), [], ""
    while True:
        context = client.get(f"/calls/?after={after}").context
        seen += [row[0].pk for row in context["rows"]]
        after = context["next"]
        if not after:
            break
    assert seen == [f"c{i}" for i in reversed(range(8))]


def test_by_number_in_any_writing(found: Callable[[str], list[str]]) -> None:
    call("c1", number="+79123456789", shown="+7 912 345-67-89", name="Мария")
    call("c2", number="+79990000000")
    assert found("q=8 912 345-67-89") == found("q=345-67") == found("q=8912345") == found("q=мария") == ["c1"]
    assert found("q=555") == []


def test_by_day_in_the_persons_zone(found: Callable[[str], list[str]]) -> None:
    call("c1", -16 * 60)  # 23:00 in Moscow on the 31st
    call("c2", -14 * 60)  # 01:00 in Moscow on the 1st
    assert found("since=2026-01-01") == ["c2"]
    assert found("until=2025-12-31") == ["c1"]
    assert found("since=2025-12-31&until=2026-01-01") == ["c2", "c1"]


def test_by_queue_operator_and_result(found: Callable[[str], list[str]]) -> None:
    Name.objects.bulk_create([Name(id="q1", name="Sales"), Name(id="o1", name="Anna"), Name(id="o2", name="Olga")])
    call("c1", queue="q1", agent="o1", answered_at=NOON, ended_at=NOON, end="caller_hung_up")
    call("c2", queue="q2", ended_at=NOON, end="abandoned")
    call("c3", queue="q1")
    Leg.objects.create(call_id="c2", n=1, agent="o2", rang_at=NOON, outcome="missed")
    assert found("queue=q1") == ["c3", "c1"]
    assert found("operator=o2") == ["c2"]
    assert found("result=answered") == ["c1"]
    assert found("result=abandoned") == ["c2"]
    assert found("result=live") == ["c3"]


@pytest.mark.parametrize(
    "query", ["since=yesterday", "queue=q99", "result=x", "after=rubbish", "after=1-%00", "operator=%FF"]
)
def test_rubbish_in_the_address_is_passed_over(found: Callable[[str], list[str]], query: str) -> None:
    call("c1")
    assert found(query) == ["c1"]


def test_alice_sees_only_calls_that_rang_at_hers(alice: User, sign_in: Callable[[User], Client]) -> None:
    call("c1")
    call("c2", 1)
    for n in (1, 2):
        Leg.objects.create(call_id="c2", n=n, agent=alice.operator.core_id, rang_at=NOON)
    context = sign_in(alice).get("/calls/").context
    assert [row[0].pk for row in context["rows"]] == ["c2"]


def test_empty_lists_say_what_to_do(bob: User, dave: User, sign_in: Callable[[User], Client]) -> None:
    assert "/setup/numbers/" in sign_in(dave).get("/calls/").content.decode()
    assert "gk-empty" in sign_in(bob).get("/calls/?q=555").content.decode()


@pytest.mark.parametrize("query", ["since=0001-01-01", "until=9999-12-31", "after=999999999999999-c1", "after=x"])
def test_what_cannot_be_is_no_filter(query: str, found: Callable[[str], list[str]]) -> None:
    call("c1")
    assert found(query) == ["c1"]


def test_hidden_numbers_stay_hidden(alice: User, sign_in: Callable[[User], Client]) -> None:
    call("c1", number="+79123456789", shown="+7 912 345-67-89")
    Leg.objects.create(call_id="c1", n=1, agent=alice.operator.core_id, rang_at=NOON)
    alice.hide_numbers = True
    alice.save()
    client = sign_in(alice)
    for path in ("/calls/", "/calls/c1/", "/calls/c1/story.json"):
        page = client.get(path).content.decode()
        assert "+7 912 •••-••-89" in page
        assert "345-67-89" not in page
        assert "79123456789" not in page
    assert [len(client.get(f"/calls/?q={q}").context["rows"]) for q in ("345-67", "8 912 345-67-89")] == [0, 1]


def test_a_page_of_calls_costs_few_queries(
    bob: User, sign_in: Callable[[User], Client], django_assert_max_num_queries: object
) -> None:
    for i in range(30):
        call(f"c{i:02}", i, queue="q1")
    client = sign_in(bob)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get("/calls/")
