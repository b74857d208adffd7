from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from gudok.edges.bus.unix import Answer
from gudok.web.audit.models import AuditEntry
from gudok.web.people.models import Customer, Phone
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue
from gudok.web.tasks import actions, queries
from gudok.web.tasks.forms import moment_of
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db(transaction=True)

JSON = {"Accept": "application/json"}


def task(user: User, **values: Any) -> Task:
    return actions.add_task(user, {"text": "Call back", "at": timezone.now(), "person": user} | values)


def listed(client: Client) -> str:
    return client.get("/tasks/mine").content.decode()


def test_alice_plans_a_call_from_wrap_up(alice: User, sign_in: Callable[[User], Client]) -> None:
    maria = Customer.objects.create(name="Maria")
    Phone.objects.create(customer=maria, e164="+79123456789")
    values = {"number": "8 912 345-67-89", "text": "About the order", "soon": "15", "call": "c1"}
    told = sign_in(alice).post("/tasks/new", values, headers=JSON).json()
    assert told["ok"]
    made = Task.objects.get()
    assert (made.person, made.customer, made.name, made.number, made.call) == (
        alice,
        maria,
        "Maria",
        "+79123456789",
        "c1",
    )
    assert timedelta(minutes=13) < made.at - timezone.now() <= timedelta(minutes=15)
    assert AuditEntry.objects.get(verb="task.added").actor == alice


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"soon": "15"}, "text"),
        ({"text": "x"}, "at"),
        ({"text": "x", "at": "soon"}, "at"),
        ({"text": "x", "at": "2026-01-02T10:00", "until": "2026-01-01T10:00"}, "until"),
        ({"text": "x", "soon": "15", "to": "p999"}, "to"),
        ({"text": "x", "soon": "yesterday"}, "soon"),
    ],
)
def test_what_is_missing_is_told(
    alice: User, sign_in: Callable[[User], Client], values: dict[str, str], field: str
) -> None:
    client = sign_in(alice)
    assert field in client.post("/tasks/new", values).context["form"].errors
    told = client.post("/tasks/new", values, headers=JSON).json()
    assert not told["ok"]
    assert told["said"]
    assert not Task.objects.exists()


def test_a_queues_task_is_for_who_serves_it_until_somebody_takes_it(
    alice: User, bob: User, sign_in: Callable[[User], Client]
) -> None:
    sales = save_row(None, Queue, None, {"name": "Sales"})
    one = task(bob, person=None, queue=sales)
    client = sign_in(alice)
    assert "Call back" not in listed(client)
    alice.operator.queues.add(sales)
    assert "Call back" in listed(client)
    assert actions.take_task(bob, one)
    assert not actions.take_task(alice, one)
    assert "Call back" not in listed(client)
    actions.postpone_task(bob, one, timezone.now())
    assert "Call back" in listed(client)


def test_done_later_dropped_and_opened_again(alice: User, sign_in: Callable[[User], Client]) -> None:
    client, one = sign_in(alice), task(alice)
    later = client.post(f"/tasks/{one.pk}/later", {"soon": "60"}, headers={"HX-Request": "true"})
    assert later.status_code == 200
    one.refresh_from_db()
    assert one.postponed == 1
    assert one.at > timezone.now() + timedelta(minutes=58)
    client.post(f"/tasks/{one.pk}/done")
    one.refresh_from_db()
    assert (one.state, one.taken) == ("done", alice)
    assert not actions.close_task(alice, one, Task.State.DROPPED), "closed once"
    client.post(f"/tasks/{one.pk}/reopen")
    client.post(f"/tasks/{one.pk}/drop")
    one.refresh_from_db()
    assert one.state == "dropped"
    assert client.post(f"/tasks/{one.pk}/explode").status_code == 400
    assert client.post(f"/tasks/{one.pk}/later", {"soon": "x"}).status_code == 400


def test_nobody_touches_anothers_task(alice: User, bob: User, charlie: User, sign_in: Callable[[User], Client]) -> None:
    one = task(bob)
    assert sign_in(alice).post(f"/tasks/{one.pk}/done").status_code == 404
    assert sign_in(charlie).post(f"/tasks/{one.pk}/done").status_code == 403
    assert sign_in(bob).post(f"/tasks/{one.pk}/done").status_code == 302


def test_a_supervisor_sees_the_tasks_of_all_and_an_operator_the_own(
    alice: User, bob: User, sign_in: Callable[[User], Client]
) -> None:
    task(alice, text="Of Alice")
    task(bob, text="Of Bob")
    assert [row.text for row in sign_in(alice).get("/tasks/").context["page"]] == ["Of Alice"]
    assert {row.text for row in sign_in(bob).get("/tasks/").context["page"]} == {"Of Alice", "Of Bob"}


def test_overdue_is_what_is_past_its_limit_and_today_ends_at_midnight(alice: User) -> None:
    now = timezone.now()
    late = task(alice, at=now - timedelta(hours=3))
    in_time = task(alice, at=now - timedelta(hours=3), until=now + timedelta(minutes=5))
    task(alice, at=now + timedelta(days=2))
    assert (late.late, late.due) == (True, True)
    assert (in_time.late, in_time.due) == (False, True)
    assert queries.to_do_today(alice) == [late, in_time]


def test_numbers_are_masked_for_who_need_not_see_them(alice: User, sign_in: Callable[[User], Client]) -> None:
    alice.hide_numbers = True
    alice.save()
    task(alice, number="+79123456789")
    page = listed(sign_in(alice))
    assert "345-67" not in page
    assert "79123456789" not in page


def test_a_link_from_a_customers_card_knows_whom_to_call(alice: User, sign_in: Callable[[User], Client]) -> None:
    maria = Customer.objects.create(name="Maria")
    Phone.objects.create(customer=maria, e164="+79123456789")
    form = sign_in(alice).get(f"/tasks/new?customer={maria.pk}").context["form"]
    assert (form.initial["name"], form.initial["number"]) == ("Maria", "+79123456789")
    assert sign_in(alice).get("/tasks/new?customer=9999").status_code == 200


def test_tomorrow_is_in_the_morning_of_the_persons_zone() -> None:
    with timezone.override("Asia/Novosibirsk"):
        at = moment_of("tomorrow")
        assert at.astimezone(ZoneInfo("Asia/Novosibirsk")).hour == 10
        assert at.date() == (datetime.now(ZoneInfo("Asia/Novosibirsk")) + timedelta(days=1)).date()


def test_a_task_is_dialled_by_whom_it_is_for_without_being_shown_its_number(
    alice: User, bob: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    async def agree(_socket: Any, what: Any, _patience: float) -> Answer:
        asked.append(what)
        return Answer(True)

    monkeypatch.setattr("gudok.web.dial.views.ask_engine", agree)
    sales = save_row(None, Queue, None, {"name": "Sales"})
    alice.hide_numbers = True
    alice.save()
    own, queues, bobs = task(alice, number="+79123456789"), task(bob, person=None, queue=sales, number="102"), task(bob)
    client = sign_in(alice)
    assert f'data-task-call="{own.pk}"' in listed(client)
    assert client.post("/dial/", {"task": own.pk}).json()["ok"]
    assert client.post("/dial/", {"task": queues.pk}).status_code == 403
    alice.operator.queues.add(sales)
    assert client.post("/dial/", {"task": queues.pk}).json()["ok"]
    assert client.post("/dial/", {"task": bobs.pk}).status_code == 403
    assert [(one.number, one.queue) for one in asked] == [("+79123456789", ""), ("102", sales.core_id)]


def test_a_supervisor_of_one_team_sees_its_tasks_and_finds_the_overdue(
    bob: User, two_teams: TwoTeams, sign_in: Callable[[User], Client]
) -> None:
    now = timezone.now()
    task(two_teams.alice, text="Of Alice", at=now - timedelta(hours=3))
    task(two_teams.erin, text="Of Erin")
    task(two_teams.erin, text="Of sales", person=None, queue=two_teams.sales)
    task(two_teams.erin, text="Of support", person=None, queue=two_teams.support)

    def shown(query: str) -> list[str]:
        return [row.text for row in sign_in(bob).get(f"/tasks/?{query}").context["page"]]

    assert set(shown("")) == {"Of Alice", "Of sales"}
    assert shown("show=late") == ["Of Alice"]
    assert shown(f"whose=q{two_teams.sales.pk}") == ["Of sales"]
    assert shown(f"whose=p{two_teams.alice.pk}&q=alice") == ["Of Alice"]
    assert shown(f"whose=p{two_teams.erin.pk}") == ["Of Alice", "Of sales"], "nobody one may not see is a choice"
