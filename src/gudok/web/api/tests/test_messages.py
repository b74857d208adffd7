from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from gudok.web.api.tests.helpers import Program
from gudok.web.record.messages import Message, Receipt
from gudok.web.record.models import Name

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db


def wrote(id_: str, by: str, to: str, *agents: str, read: bool = False) -> None:
    now = timezone.now()
    row = Message.objects.create(id=id_, at=now, by=by, kind="agent", to=to, text="Привет")
    for agent in agents:
        Receipt.objects.create(message=row, agent=agent, read_at=now if read else None)


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer.json()["items"]]


def test_what_was_written_and_who_has_read_it(alice: User, dave: User) -> None:
    agent = alice.operator.core_id
    Name.objects.update_or_create(id=agent, defaults={"name": "Alice Operator"})
    wrote("m1", "Dave Administrator", agent, agent, read=True)
    wrote("m2", "Bob Supervisor", "", agent, "o99")
    program = Program(dave, "supervise")
    newest, first = program.get("messages").json()["items"]
    assert first["to"] == {"id": agent, "name": "Alice Operator"}
    assert first["by"] == {"id": "", "name": "Dave Administrator"}
    assert first["receipts"][0]["read_at"]
    assert [one["read_at"] for one in newest["receipts"]] == [None, None]
    assert ids(program.get("messages?unread=true")) == ["m2"]
    assert ids(program.get("messages?operator=o99")) == ["m2"]
    page = program.get("messages?limit=1")
    assert ids(program.get(f"messages?limit=1&cursor={page.json()['next']}")) == ["m1"]
    assert program.get("messages?cursor=nothing").status_code == 422


def test_who_sees_a_team_reads_what_concerns_it(two_teams: TwoTeams, bob: User, alice: User) -> None:
    wrote("m1", "Dave", two_teams.alice.operator.core_id, two_teams.alice.operator.core_id)
    wrote("m2", "Dave", two_teams.erin.operator.core_id, two_teams.erin.operator.core_id)
    wrote("m3", str(bob), two_teams.erin.operator.core_id, two_teams.erin.operator.core_id)
    assert ids(Program(bob, "supervise").get("messages")) == ["m3", "m1"]
    assert Program(alice, "supervise").get("messages").status_code == 403
