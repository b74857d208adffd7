"""Walls of people and of the centre: who sees them, who changes them, and what remains of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from gudok.web.accounts.models import Team, User
from gudok.web.alerts.models import AlertRule
from gudok.web.audit.models import AuditEntry
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue
from gudok.web.versions.models import Version
from gudok.web.wall import actions, queries
from gudok.web.wall.models import Wall

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.conftest import TwoTeams

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db

WAIT = {"id": "a", "kind": "figure", "figure": "oldest", "x": 0, "y": 0, "w": 3, "h": 3}


def make(actor: User, name: str, owner: User | None = None, teams: list[Team] | None = None, **more: Any) -> Wall:
    return actions.save_wall(actor, Wall(), {"name": name, "owner": owner, "tiles": [WAIT]} | more, teams or [])


def test_a_wall_is_made_copied_and_opens_first(bob: User, sign_in: SignIn) -> None:
    client = sign_in(bob)
    made = client.post("/wall/new/", {"name": "Моё", "begin": "standard", "shared": "mine"})
    wall = Wall.objects.get()
    assert made.headers["Location"] == f"/wall/{wall.pk}/edit/"
    assert (wall.owner, len(wall.tiles), wall.code) == (bob, 9, "moe")
    client.post("/wall/new/", {"name": "Копия", "begin": str(wall.pk), "shared": "mine"})
    assert Wall.objects.get(name="Копия").tiles == wall.tiles
    assert 'id="queues"' in client.get("/wall/").content.decode()
    client.post(f"/wall/{wall.pk}/first/")
    page = client.get("/wall/").content.decode()
    assert 'class="gk-grid"' in page
    assert "Моё" in page
    client.post("/wall/standard/first/")
    assert 'class="gk-grid"' not in client.get("/wall/").content.decode()
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"wall.added", "firstwall.changed"} <= verbs


def test_nobody_sees_or_changes_anothers_wall(bob: User, dave: User, alice: User, sign_in: SignIn) -> None:
    wall = make(bob, "Боб", bob)
    for path in ("", "edit/", "settings/"):
        assert sign_in(bob).get(f"/wall/{wall.pk}/{path}").status_code == 200
        assert sign_in(dave).get(f"/wall/{wall.pk}/{path}").status_code == 404
        assert sign_in(alice).get(f"/wall/{wall.pk}/{path}").status_code == 403
    assert sign_in(dave).post(f"/wall/{wall.pk}/delete/").status_code == 404
    assert sign_in(dave).post(f"/wall/{wall.pk}/first/").status_code == 404
    assert sign_in(dave).get(f"/wall/tv/?walls={wall.pk}&every=30").status_code == 302


def test_a_shared_wall_needs_the_right(bob: User, dave: User, set_role: Callable[..., None], sign_in: SignIn) -> None:
    wall = make(dave, "Центр")
    set_role(bob, "senior")
    bob = User.objects.get(pk=bob.pk)
    assert sign_in(bob).get(f"/wall/{wall.pk}/").status_code == 200
    assert sign_in(bob).get(f"/wall/{wall.pk}/edit/").status_code == 403
    assert sign_in(bob).post(f"/wall/{wall.pk}/delete/").status_code == 403
    refused = sign_in(bob).post("/wall/new/", {"name": "Всем", "begin": "", "shared": "centre"})
    assert refused.status_code == 200
    assert "shared" in refused.context["form"].errors
    assert Wall.objects.count() == 1


def test_a_teams_wall_is_for_the_team(bob: User, dave: User, two_teams: TwoTeams, sign_in: SignIn) -> None:
    sales, support = (Team.objects.get(name=name) for name in ("Продажи", "Поддержка"))
    own, other, centre = make(dave, "П", teams=[sales]), make(dave, "С", teams=[support]), make(dave, "Ц")
    both = make(dave, "ПС", teams=[sales, support])
    bob = User.objects.get(pk=bob.pk)
    assert set(queries.visible(bob)) == {own, centre, both}
    assert set(queries.visible(dave)) == {own, other, centre, both}
    assert [queries.may_change(bob, wall) for wall in (own, other, centre, both)] == [True, False, False, False]
    form = sign_in(bob).get("/wall/new/").context["form"]
    assert [key for key, _ in form.fields["shared"].choices] == ["mine", "teams"]
    assert list(form.fields["teams"].queryset) == [sales]
    refused = sign_in(bob).post("/wall/new/", {"name": "Х", "shared": "teams", "teams": [support.pk]})
    assert "teams" in refused.context["form"].errors
    refused = sign_in(bob).post("/wall/new/", {"name": "Х", "shared": "teams"})
    assert "teams" in refused.context["form"].errors


def test_what_opens_first_is_ones_choice_then_the_teams_then_the_centres(
    bob: User, dave: User, two_teams: TwoTeams
) -> None:
    bob = User.objects.get(pk=bob.pk)
    assert queries.first_wall(bob) is None
    centre = make(dave, "Ц", first=True)
    assert queries.first_wall(bob) == centre
    team = make(dave, "П", teams=[two_teams.alice.team or Team.objects.get(name="Продажи")], first=True)
    assert queries.first_wall(bob) == team
    assert queries.first_wall(dave) == centre
    actions.choose_first(bob, None)
    assert queries.first_wall(bob) is None


def test_a_shared_wall_makes_a_version_a_personal_one_none(bob: User, dave: User) -> None:
    before = Version.objects.count()
    make(bob, "Боб", bob)
    assert Version.objects.count() == before
    wall = make(dave, "Центр")
    assert Version.objects.first().document["walls"] == {  # type: ignore[union-attr]
        "tsentr": {"name": "Центр", "teams": [], "first": False, "names": False, "tiles": [WAIT]}
    }
    actions.save_wall(dave, wall, {"owner": dave})
    assert Version.objects.first().document["walls"] == {}  # type: ignore[union-attr]


def test_two_who_change_it_at_once_do_not_undo_each_others_work(dave: User, sign_in: SignIn) -> None:
    wall, client = make(dave, "Центр"), sign_in(dave)

    def save(tiles: Any, edition: int) -> dict[str, Any]:
        sent = {"tiles": json.dumps(tiles), "edition": edition}
        return client.post(f"/wall/{wall.pk}/edit/", sent).json()

    assert save([WAIT | {"x": 5}], 1) == {"edition": 2}
    assert "кто-то другой" in save([], 1)["error"]
    assert save([], 2) == {"edition": 3}
    assert Wall.objects.get().tiles == []


def test_a_layout_that_cannot_be_changes_nothing(dave: User, sign_in: SignIn) -> None:
    wall, client = make(dave, "Центр"), sign_in(dave)
    for tiles in ('[{"id": 1}]', "{", "", json.dumps([WAIT, WAIT | {"id": "b"}])):
        assert "error" in client.post(f"/wall/{wall.pk}/edit/", {"tiles": tiles, "edition": 1}).json()
    assert Wall.objects.get().tiles == [WAIT]
    assert Wall.objects.get().edition == 1
    with pytest.raises(ValidationError):
        actions.save_wall(dave, wall, {"tiles": [WAIT | {"figure": "sun"}]})
    assert Wall.objects.get().edition == 1


def test_a_tiles_settings_are_asked_for_and_checked(bob: User, sign_in: SignIn) -> None:
    sales, client, tile = save_row(None, Queue, None, {"name": "Продажи"}), sign_in(bob), json.dumps(WAIT)
    form = client.post("/wall/tile/", {"tile": tile}).json()["form"]
    assert "Продажи" in form
    wrong = {"tile": tile, "save": 1, "tile-figure": "oldest", "tile-limits": "own", "tile-warn": 9, "tile-bad": 3}
    assert "«плохо» лежит дальше" in client.post("/wall/tile/", wrong).json()["form"]
    strange = wrong | {"tile-bad": 20, "tile-queues": ["q99"]}
    assert "form" in client.post("/wall/tile/", strange).json()
    done = client.post("/wall/tile/", wrong | {"tile-bad": 20, "tile-queues": [sales.core_id]}).json()
    assert done["tile"] == WAIT | {"queues": [sales.core_id], "limits": "own", "warn": 9, "bad": 20}
    assert 'data-act="move"' in done["html"]
    usual = client.post("/wall/tile/", wrong | {"tile-limits": "usual"}).json()
    assert usual["tile"] == WAIT
    assert client.post("/wall/tile/", {"tile": "{}"}).status_code == 400


def rule(tile: dict[str, Any]) -> dict[str, Any]:
    (one,) = queries.shown_tiles(Wall(tiles=[tile]).layout())
    return one.settings["rule"]


def test_thresholds_are_the_alerts_unless_the_tile_has_its_own() -> None:
    sales, other = (save_row(None, Queue, None, {"name": name}) for name in ("Продажи", "Сервис"))
    assert (rule(WAIT)["warn"], rule(WAIT)["bad"], rule(WAIT)["delay"]) == (40, 90, 10)
    AlertRule.objects.create(kind="wait", warn=20, bad=60, delay_s=3)
    AlertRule.objects.create(kind="wait", queue=sales, bad=15, delay_s=0)
    assert (rule(WAIT)["warn"], rule(WAIT)["bad"], rule(WAIT)["delay"]) == (20, 60, 3)
    of_sales = WAIT | {"queues": [sales.core_id]}
    assert (rule(of_sales)["warn"], rule(of_sales)["bad"]) == (None, 15)
    of_both = WAIT | {"queues": [sales.core_id, other.core_id]}
    assert rule(of_both)["bad"] == 60
    own = rule(of_sales | {"limits": "own", "warn": 5})
    assert (own["warn"], own["bad"], own["leave"]) == (5, None, 0.8)
    none = rule(of_sales | {"limits": "none"})
    assert (none["warn"], none["bad"]) == (None, None)


def test_a_teams_tile_knows_its_operators(two_teams: TwoTeams) -> None:
    team = Team.objects.get(name="Продажи")
    (one,) = queries.shown_tiles(Wall(tiles=[WAIT | {"teams": [str(team.pk)]}]).layout())
    assert one.settings["operators"] == [two_teams.alice.operator.core_id]


def test_a_chart_is_drawn_of_what_one_may_see(bob: User, sign_in: SignIn) -> None:
    client = sign_in(bob)
    for figure in ("level", "calls", "wait", "staff"):
        assert "<svg" in client.get(f"/wall/chart/?figure={figure}&queues=q1,q2&tile=t1").content.decode()
    assert client.get("/wall/chart/?figure=sun").status_code == 400


def test_a_television_turns_its_walls(bob: User, sign_in: SignIn) -> None:
    wall, client = make(bob, "Моё", bob), sign_in(bob)
    page = client.get(f"/wall/tv/?walls=standard&walls={wall.pk}&every=30").content.decode()
    assert "gk-tv" in page
    assert "/wall/standard/?tv=1" in page
    part = client.get(f"/wall/{wall.pk}/?tv=1&part=1").content.decode()
    assert part.lstrip().startswith('<div class="gk-stand"')
    assert 'data-nameless="1"' in part
    assert client.get("/wall/tv/?walls=standard&every=1").status_code == 302
