"""Nobody gives what is not theirs, and nobody reaches above themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.accounts.models import OwnRole, Team, User
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db

PERSON = {
    "full_name": "Анна Смирнова", "login": "anna", "password": "correct-horse-7", "roles": ["operator"],
    "kind": "browser", "codec": "auto", "language": "ru", "time_zone": "Europe/Moscow", "is_active": "on", "email": "",
}  # fmt: skip


@pytest.fixture
def head(bob: User, set_role: Callable[[User, str], None]) -> User:
    """Bob heads the centre: he changes people, not the set-up."""
    set_role(bob, "head")
    return bob


def test_a_head_adds_operators_and_supervisors_but_no_administrator(
    head: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(head)
    answer = client.post("/setup/staff/new/", PERSON | {"roles": ["administrator"]})
    assert list(answer.context["form"].errors) == ["roles"]
    client.post("/setup/staff/new/", PERSON | {"roles": ["operator", "supervisor"]})
    assert User.objects.get(login="anna").role_names == ["operator", "supervisor"]


@pytest.mark.parametrize("path", ["", "link/", "factors/forget/", "renew/"])
def test_a_head_does_not_reach_an_administrator(
    path: str, head: User, dave: User, sign_in: Callable[[User], Client]
) -> None:
    from gudok.web.setup.models import Operator

    Operator.objects.create(user=dave, endpoint="operator-dave")
    assert sign_in(head).post(f"/setup/staff/{dave.pk}/{path}", PERSON | {"login": "dave"}).status_code == 403


def test_a_head_sees_the_set_up_only_as_far_as_people(head: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(head)
    assert client.get("/setup/").headers["Location"] == "/setup/staff/"
    page = client.get("/setup/staff/").content.decode()
    assert "/setup/queues/" not in page
    assert client.get("/setup/queues/").status_code == 403


def test_a_head_of_one_team_changes_only_its_people(
    two_teams: TwoTeams, head: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(head)
    shown = [row[0].login for row in client.get("/setup/staff/").context["rows"]]
    assert shown == ["alice"]
    assert client.get(f"/setup/staff/{two_teams.erin.pk}/").status_code == 403
    assert client.get("/setup/teams/new/").status_code == 403
    assert client.get("/setup/roles/new/").status_code == 403
    sales, support = Team.objects.get(name="Продажи"), Team.objects.get(name="Поддержка")
    assert list(client.post("/setup/staff/new/", PERSON | {"team": support.pk}).context["form"].errors) == ["team"]
    assert list(client.post("/setup/staff/new/", PERSON).context["form"].errors) == ["team"]
    client.post("/setup/staff/new/", PERSON | {"team": sales.pk, "sees": "centre"})
    anna = User.objects.get(login="anna")
    assert (anna.team, anna.sees) == (sales, "own")


def test_an_own_role_holds_no_right_beyond_its_maker(head: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(head)
    answer = client.post("/setup/roles/new/", {"name": "Царь", "rights": ["setup.change"]})
    assert list(answer.context["form"].errors) == ["rights"]
    client.post("/setup/roles/new/", {"name": "Слушатель", "rights": ["talk.listen", "calls.see_team"]})
    role = OwnRole.objects.get()
    assert role.rights == ["calls.see_team", "talk.listen"]
    role.rights = ["setup.change"]
    role.save()
    assert client.get(f"/setup/roles/{role.pk}/").status_code == 403
    assert client.post(f"/setup/roles/{role.pk}/delete/").status_code == 403


def test_a_copied_role_begins_with_the_rights_of_the_other(dave: User, sign_in: Callable[[User], Client]) -> None:
    form = sign_in(dave).get("/setup/roles/new/?of=quality").context["form"]
    assert "recordings.listen" in form["rights"].value()


def test_who_gets_an_own_role_with_the_desk_gets_a_telephone(
    charlie: User, dave: User, sign_in: Callable[[User], Client]
) -> None:
    role = OwnRole.objects.create(name="Дежурный", rights=["calls.see_own"])
    client = sign_in(dave)
    values = PERSON | {"login": "charlie", "full_name": "Charlie", "password": "", "roles": [f"own-{role.pk}"]}
    client.post(f"/setup/staff/{charlie.pk}/", values)
    assert list(charlie.own_roles.all()) == [role]
    assert not hasattr(User.objects.get(pk=charlie.pk), "operator")
    client.post(f"/setup/roles/{role.pk}/", {"name": "Дежурный", "rights": ["desk.use"]})
    assert User.objects.get(pk=charlie.pk).operator.active
    assert client.post(f"/setup/roles/{role.pk}/delete/", follow=True).context["pk"] == role.pk
    assert AuditEntry.objects.filter(verb="ownrole.changed").exists()


def test_a_team_has_leads_members_and_queues(
    two_teams: TwoTeams, dave: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(dave)
    values = {"name": "Ночь", "leads": [dave.pk], "members": [two_teams.erin.pk], "queues": [two_teams.sales.pk]}
    client.post("/setup/teams/new/", values)
    team = Team.objects.get(name="Ночь")
    assert [user.login for user in team.members.all()] == ["erin"]
    assert AuditEntry.objects.get(verb="team.added").after["members"] == ["erin"]
    client.post(f"/setup/teams/{team.pk}/delete/")
    assert User.objects.get(login="erin").team is None
