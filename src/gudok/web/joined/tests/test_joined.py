from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from gudok.web.audit.models import AuditEntry
from gudok.web.joined.addresses import check, filled
from gudok.web.joined.mapping import picked, read_ways
from gudok.web.joined.models import Inward, Received, ScreenPop
from gudok.web.people.models import Customer
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue
from gudok.web.tasks.models import Task
from gudok.web.webhooks.sign import headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_values_stay_values_of_the_address() -> None:
    made = filled("https://crm.example/find?n={number}&who={name}#{call}", {"number": "+7912", "name": "a&b=/?#я"})
    assert made == "https://crm.example/find?n=%2B7912&who=a%26b%3D%2F%3F%23%D1%8F#"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert({number})", "ftp://x/{number}", "https://{name}.example/", "https://u:p@x/", "https://x/{who}",
     "https://x/{number!r}", "https://x/{number:>9}", "https://x/{number", "https:///x", "https://x/{}"],
)  # fmt: skip
def test_an_address_that_may_do_harm_or_means_nothing_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check(address)


def test_dave_sets_the_page_up_and_nobody_else(dave: User, alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(dave)
    told = client.post("/setup/joined/", {"address": "javascript:{number}", "when": "link"})
    assert "address" in told.context["form"].errors
    client.post("/setup/joined/", {"address": "https://crm.example/?q={number}", "when": "ringing"})
    assert ScreenPop.objects.get().when == "ringing"
    assert AuditEntry.objects.filter(verb="screenpop.changed").count() == 1
    assert sign_in(alice).post("/setup/joined/", {}).status_code == 403


def test_ways_lead_through_anything() -> None:
    ways = read_ways("number = contact.phones.1\nname=contact.name\n", "task")
    assert picked({"contact": {"phones": ["1", 23], "name": ["x"]}}, ways) == {"number": "23", "name": ""}
    assert picked([1], ways) == {"number": "", "name": ""}
    for wrong in ("size = x", "number", "number = a..b", "at = when"):
        with pytest.raises(ValueError, match=r"\w"):
            read_ways(wrong, "task")


@pytest.fixture
def tasks_in(dave: User, sign_in: Callable[[User], Client]) -> Inward:
    sales = save_row(None, Queue, None, {"name": "Sales"})
    values = {"name": "Site", "makes": "task", "queue": sales.pk, "active": "on", "ways": "number = phone\ntext = what"}
    made = sign_in(dave).post("/setup/joined/new/", values)
    row = Inward.objects.get()
    assert row.secret in made.content.decode()
    assert row.secret not in sign_in(dave).get(f"/setup/joined/{row.pk}/").content.decode()
    return row


def send(row: Inward, document: Any, key: str = "k1", secret: str = "", at: int = 0) -> Any:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    told = headers(secret or row.secret, key, at or int(time.time()), body)
    told.pop("Content-Type")
    return Client().post(f"/in/{row.code}", body, content_type="application/json", headers=told)


def test_what_comes_twice_is_one_task(tasks_in: Inward) -> None:
    first = send(tasks_in, {"phone": "8 912 345-67-89", "what": "Wants a price"})
    again = send(tasks_in, {"phone": "8 912 345-67-89", "what": "Wants a price"})
    assert first.status_code == again.status_code == 200
    task = Task.objects.get()
    assert (task.number, task.text, task.queue) == ("+79123456789", "Wants a price", tasks_in.queue)
    assert first.json()["made"] == again.json()["made"] == str(task.pk)
    assert Received.objects.get().times == 2


def test_what_is_not_signed_or_not_usable_makes_nothing(tasks_in: Inward) -> None:
    other = "whsec_" + "A" * 32
    assert send(tasks_in, {"what": "x"}, secret=other).status_code == 401
    assert send(tasks_in, {"what": "x"}, at=int(time.time()) - 3600).status_code == 401
    assert send(tasks_in, b"{").status_code == 400
    assert send(tasks_in, b"x" * 70_000).status_code == 413
    assert not Received.objects.exists()
    told = send(tasks_in, {"else": 1})
    assert told.status_code == 422
    assert told.json()["why"]
    Inward.objects.update(active=False)
    assert send(tasks_in, {"what": "x"}, "k2").status_code == 404
    assert not Task.objects.exists()


def test_a_customer_is_made_once_by_the_number(dave: User, sign_in: Callable[[User], Client]) -> None:
    values = {"name": "Shop", "makes": "customer", "active": "on", "ways": "number = tel\nname = who\nemail = mail"}
    sign_in(dave).post("/setup/joined/new/", values)
    row = Inward.objects.get()
    for key in ("k1", "k2"):
        assert send(row, {"tel": "+79123456789", "who": "Мария", "mail": "M@example.org"}, key).status_code == 200
    maria = Customer.objects.get()
    assert [one.address for one in maria.emails.all()] == ["m@example.org"]
    assert send(row, {"who": "Пётр", "mail": "no"}, "k3").status_code == 422
    assert Customer.objects.count() == 1
