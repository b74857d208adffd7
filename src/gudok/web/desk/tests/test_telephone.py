"""One owner of the browser's telephone among several computers, and two telephones of one operator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.desk.models import Hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def computers(alice: User, sign_in: Callable[[User], Client]) -> tuple[Client, Client]:
    """Two computers where alice is signed in and has opened the desk."""
    office, home = sign_in(alice), sign_in(alice)
    office.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"
    for client in (office, home):
        client.get("/desk/")
    assert office.cookies["gudok_seat"].value != home.cookies["gudok_seat"].value
    return office, home


def take(client: Client, page: str, **more: str) -> dict:
    return client.post("/desk/phone", {"page": page, **more}).json()


def test_the_second_computer_is_told_where_the_telephone_is(computers: tuple[Client, Client]) -> None:
    office, home = computers
    assert take(office, "p1")["password"]
    told = take(home, "p2")
    assert "password" not in told
    assert "Firefox" in told["held"]["device"]
    assert 'data-held="Firefox' in home.get("/desk/").content.decode()
    assert "data-held=" not in office.get("/desk/").content.decode()


def test_another_tab_of_the_same_computer_gets_it(computers: tuple[Client, Client]) -> None:
    office, _ = computers
    take(office, "p1")
    assert take(office, "p2")["password"]
    assert Hold.objects.get().page == "p2"


def test_taken_over_it_is_lost_where_it_was_and_the_audit_knows(computers: tuple[Client, Client], alice: User) -> None:
    office, home = computers
    take(office, "p1")
    assert office.post("/desk/phone/keep").json() == {}
    assert take(home, "p2", take="1")["password"]
    assert office.post("/desk/phone/keep").json()["held"]
    entry = AuditEntry.objects.get(verb="telephone.taken_over")
    assert entry.actor == alice
    assert take(office, "p1")["held"]


def test_a_lease_that_is_not_renewed_frees_it(computers: tuple[Client, Client]) -> None:
    office, home = computers
    take(office, "p1")
    Hold.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert home.post("/desk/phone/keep").json() == {}
    assert take(home, "p2")["password"]
    assert not AuditEntry.objects.filter(verb="telephone.taken_over").exists()


def test_who_keeps_it_late_has_it_still_when_nobody_wanted_it(computers: tuple[Client, Client]) -> None:
    office, home = computers
    take(office, "p1")
    Hold.objects.update(until=timezone.now() - timedelta(minutes=5))
    assert office.post("/desk/phone/keep").json() == {}
    assert take(home, "p2")["held"]


def test_a_page_that_is_left_keeps_it_for_a_reload_and_no_longer(computers: tuple[Client, Client]) -> None:
    office, home = computers
    take(office, "p1")
    assert office.post("/desk/phone/leave", {"page": "other"}).status_code == 204
    assert Hold.objects.get().until > timezone.now() + timedelta(seconds=20)
    office.post("/desk/phone/leave", {"page": "p1"})
    assert take(home, "p2")["held"]
    assert Hold.objects.get().until < timezone.now() + timedelta(seconds=6)


def test_an_operator_with_both_has_the_browsers_credentials(alice: User, sign_in: Callable[[User], Client]) -> None:
    alice.operator.kind = "both"
    alice.operator.save()
    told = take(sign_in(alice), "p1")
    assert told["name"] == alice.operator.endpoint
    assert alice.operator.sip_endpoint == f"{alice.operator.endpoint}-desk"
