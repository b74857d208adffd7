from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.accounts.models import OwnRole, Team
from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(dave: User) -> Program:
    return Program(dave, "staff", "setup")


def test_a_team_is_made_changed_and_deleted(program: Program, alice: User, bob: User) -> None:
    queue = program.post("queues", {"name": "Sales"}).json()
    sent = {"name": "Sales", "leads": [str(bob.pk)], "members": [str(alice.pk)], "queues": [queue["id"]]}
    made = program.post("teams", sent)
    assert made.status_code == 201, made.content
    assert made.json() == {"id": made.json()["id"], **sent}
    team = Team.objects.get()
    assert ([*team.leads.all()], [*team.members.all()]) == ([bob], [alice])
    path = f"teams/{team.pk}"
    assert program.ask("PATCH", path, {"members": []}, If_Match='"old"').status_code == 412
    changed = program.ask("PATCH", path, {"members": []}, If_Match=made.headers["ETag"])
    assert (changed.json()["members"], changed.json()["leads"]) == ([], [str(bob.pk)])
    assert program.get("teams").json()["items"] == [changed.json()]
    assert program.post("teams", {"name": "Sales"}).json()["errors"][0]["field"] == "name"
    assert program.ask("DELETE", path).status_code == 204
    assert not Team.objects.exists()
    assert [entry.verb for entry in AuditEntry.objects.filter(kind="accounts.team").order_by("pk")] == [
        "team.added", "team.changed", "team.deleted",
    ]  # fmt: skip


def test_an_own_role_is_made_given_and_cannot_go_while_somebody_has_it(program: Program, alice: User) -> None:
    made = program.post("own-roles", {"name": "Mentor", "rights": ["desk.use", "tasks.use"]}).json()
    assert made["people"] == 0
    (code,) = [row["code"] for row in program.get("roles").json() if row["name"] == "Mentor"]
    assert program.ask("PATCH", f"staff/{alice.pk}", {"roles": [code]}).status_code == 200
    assert program.ask("DELETE", f"own-roles/{made['id']}").json()["code"] == "in_use"
    program.ask("PATCH", f"own-roles/{made['id']}", {"rights": ["desk.use"]})
    alice.refresh_from_db()
    assert alice.get_all_permissions() == {"desk.use"}
    program.ask("PATCH", f"staff/{alice.pk}", {"roles": ["operator"]})
    assert program.ask("DELETE", f"own-roles/{made['id']}").status_code == 204


def test_nobody_gives_rights_beyond_their_own(charlie: User, set_role: Callable[[User, str], None]) -> None:
    set_role(charlie, "head")
    program = Program(charlie, "staff")
    refused = program.post("own-roles", {"name": "King", "rights": ["setup.change"]})
    assert refused.status_code in {403, 422}
    assert not OwnRole.objects.exists()
    king = OwnRole.objects.create(name="King", rights=["setup.change"])
    assert program.ask("PATCH", f"own-roles/{king.pk}", {"name": "Queen"}).status_code == 403
    assert program.ask("DELETE", f"own-roles/{king.pk}").status_code == 403
    charlie.sees = charlie.Sees.OWN
    charlie.save()
    assert program.post("teams", {"name": "Mine"}).status_code == 403
    assert program.post("own-roles", {"name": "Mine", "rights": []}).status_code == 403
    assert program.post("own-roles", {"name": "Odd", "rights": ["no.such"]}).status_code in {403, 422}
