from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.lists.models import SavedView
from gudok.web.people.models import Customer, Phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
SHARED = {"name": "VIPs", "query": "vip=1&after=x&q=&columns=name&columns=code", "shared": "on"}


def test_a_view_is_kept_for_oneself_and_shared_by_right(alice: User, bob: User, charlie: User, sign_in: SignIn) -> None:
    client = sign_in(alice)
    assert client.post("/lists/customers/views/", SHARED).status_code == 403, "she may not share"
    assert sign_in(charlie).post("/lists/customers/views/", {"name": "x"}).status_code == 403
    told = client.post("/lists/customers/views/", {"name": "Mine", "query": "vip=1"})
    assert told.headers["Location"] == "/people/?vip=1"
    assert sign_in(bob).post("/lists/customers/views/", SHARED).status_code == 302
    bobs = SavedView.objects.get(owner=bob)
    assert bobs.query == "vip=1&columns=name&columns=code", "neither the place nor what is empty"
    page = client.get("/people/").content.decode()
    assert "Mine" in page
    assert "?vip=1&amp;columns=name&amp;columns=code" in page
    assert "Mine" not in sign_in(bob).get("/people/").content.decode()
    assert client.post(f"/lists/views/{bobs.pk}/drop/").status_code == 404
    assert sign_in(bob).post(f"/lists/views/{bobs.pk}/drop/").status_code == 302
    assert client.post("/lists/nothing/views/", {"name": "x"}).status_code == 404
    assert set(AuditEntry.objects.filter(verb__startswith="view.").values_list("verb", flat=True)) == {
        "view.saved",
        "view.dropped",
    }


def test_the_same_name_again_replaces_it_and_none_is_asked_for(alice: User, sign_in: SignIn) -> None:
    client = sign_in(alice)
    for query in ("vip=1", "q=a"):
        client.post("/lists/calls/views/", {"name": "Mine", "query": query})
    assert [view.query for view in SavedView.objects.all()] == ["q=a"]
    assert client.post("/lists/calls/views/", {"name": ""}).headers["Location"] == "/calls/"


def test_chosen_columns_are_shown_and_taken_away(dave: User, alice: User, sign_in: SignIn) -> None:
    maria = Customer.objects.create(name="=Мария", code="Д-42", vip=True)
    Customer.objects.create(name="Пётр")
    Phone.objects.create(customer=maria, e164="+79123456789")
    query = "vip=1&columns=name&columns=code&columns=phones&columns=nothing"
    page = sign_in(dave).get(f"/people/?{query}")
    assert page.context["shown"] == ["name", "phones", "code"]
    assert "Д-42" in page.content.decode()
    lines = sign_in(dave).get(f"/people/file/?{query}").content.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 3
    assert lines[1].startswith("'=Мария;")
    assert lines[1].endswith(";Д-42")
    told = AuditEntry.objects.get(verb="customers.exported")
    assert told.after["rows"] == 1
    assert "vip=1" in told.after["filter"]
    assert sign_in(alice).get("/people/file/").status_code == 403


def test_calls_and_tasks_are_taken_away_masked(bob: User, sign_in: SignIn) -> None:
    from django.utils import timezone

    from gudok.web.record.models import Call
    from gudok.web.tasks.actions import add_task

    now = timezone.now()
    Call.objects.create(id="c1", number="+79123456789", shown="+7 912 345-67-89", name="Мария", arrived_at=now)
    add_task(bob, {"text": "Call back", "number": "+79123456789", "at": now, "person": bob})
    bob.hide_numbers = True
    bob.save()
    client = sign_in(bob)
    for address, word in (("/calls/file/?columns=who&columns=number", "Мария"), ("/tasks/file/", "Call back")):
        file = client.get(address).content.decode()
        assert word in file
        assert "345-67-89" not in file
