"""A number that is masked for a person stands on no page and in no answer that person can open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.config.tests.test_doors import address, all_patterns

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer

pytestmark = pytest.mark.django_db

NUMBER = "+79263184057"
DIGITS = re.compile(r"\D{0,3}".join(NUMBER[2:]))
CALL = "c0123456789ab"
"""The call of the table of doors."""
SHOWING = {"people", "customer", "calls", "call", "call_json", "api_calls", "api_call", "api_customers"}
"""Where a person who may see the number does see it, else this test would look for nothing."""


@pytest.fixture
def maria() -> Customer:
    from gudok.web.people.models import Customer, Phone

    made = Customer.objects.create(pk=1, name="Мария")
    Phone.objects.create(customer=made, e164=NUMBER)
    return made


@pytest.fixture
def seen_by(maria: Customer, sign_in: Callable[[User], Client]) -> Callable[[User], set[str]]:
    """The addresses whose answer to this person holds the number."""
    from gudok.web.record.models import Call, CallEvent, Leg, Note

    def look(user: User) -> set[str]:
        agent = user.operator.core_id if hasattr(user, "operator") else "o9"
        call = Call.objects.create(
            pk=CALL, arrived_at=timezone.now(), ended_at=timezone.now(), number=NUMBER, shown="+7 926 318-40-57",
            name=maria.name, customer=maria, queue="q1", agent=agent,
        )  # fmt: skip
        Leg.objects.create(call=call, n=1, agent=agent, rang_at=timezone.now(), answered_at=timezone.now())
        caller = {"number": NUMBER, "shown": "+7 926 318-40-57", "name": maria.name}
        CallEvent.objects.create(
            call=call, turn=1, place=0, at=timezone.now(), fact="CallCame", code="recognised",
            data={"did": "74951234567", "caller": caller},
        )  # fmt: skip
        Note.objects.create(call=CALL, author=user, text="Просит перезвонить")
        client, found = sign_in(user), set()
        for pattern in all_patterns():
            path = f"/calls/{CALL}/" if pattern.name == "call" else address(pattern)
            if "stream" in path or path.startswith(("/live/", "/api/v1/events")):
                continue
            answer = client.get(path)
            if not answer.streaming and DIGITS.search(answer.content.decode(errors="replace")):
                found.add(str(pattern.name))
        return found

    return look


def test_who_may_see_numbers_sees_them_where_they_stand(seen_by: Callable[[User], set[str]], dave: User) -> None:
    assert seen_by(dave) >= SHOWING


@pytest.mark.parametrize("person", ["alice", "dave"])
def test_a_masked_number_is_nowhere(
    person: str, seen_by: Callable[[User], set[str]], request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(person)
    user.hide_numbers = True
    user.save()
    assert seen_by(user) == set()
