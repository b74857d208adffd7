from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gudok.web.accounts.models import Team, User
from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue
from gudok.web.wall.models import Wall

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def tile(**more: Any) -> dict[str, Any]:
    return {"id": "a", "kind": "figure", "figure": "waiting", "x": 0, "y": 0, "w": 3, "h": 3} | more


def test_a_wall_is_made_read_changed_and_deleted(bob: User) -> None:
    queue = save_row(None, Queue, None, {"name": "Sales"})
    program = Program(bob, "walls")
    own = tile(queues=[queue.core_id], limits="own", warn=3)
    made = program.post("walls", {"name": "Night", "tiles": [own]})
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["shared"], row["tiles"][0]["warn"], row["tiles"][0]["bad"]) == ("mine", 3, None)
    assert Wall.objects.get().tiles == [own]
    again = program.get(f"walls/{row['id']}")
    assert again.json() == row
    assert program.ask("PATCH", f"walls/{row['id']}", {"name": "Late"}, If_Match='"old"').status_code == 412
    changed = program.ask("PATCH", f"walls/{row['id']}", {"name": "Late"}, If_Match=again.headers["ETag"]).json()
    assert changed == row | {"name": "Late"}
    assert program.get("walls").json() == {"items": [changed], "next": ""}
    assert program.ask("DELETE", f"walls/{row['id']}").status_code == 204
    assert program.get(f"walls/{row['id']}").status_code == 404
    verbs = AuditEntry.objects.filter(verb__startswith="wall.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["wall.added", "wall.changed", "wall.deleted"]


@pytest.mark.parametrize(
    ("tiles", "field"),
    [
        ([tile(figure="sun")], "tiles.0.figure"),
        ([tile(), tile(id="b", x=1)], "tiles.1.x"),
        ([tile(queues=["q99"])], "tiles.0.queues"),
        ([tile(teams=["99"])], "tiles.0.teams"),
        ([tile(x=11)], "tiles.0.w"),
        ([tile(title="a\0")], "tiles.0.text"),
        ([tile(kind="weather")], "tiles.0.kind"),
    ],
)
def test_a_wrong_layout_is_named_and_nothing_is_made(bob: User, tiles: list[dict[str, Any]], field: str) -> None:
    refused = Program(bob, "walls").post("walls", {"name": "Night", "tiles": tiles})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == field
    assert not Wall.objects.exists()


def test_walls_for_others_need_the_right(
    bob: User, dave: User, alice: User, set_role: Callable[[User, str], None]
) -> None:
    team = Team.objects.create(name="Night")
    shared = Program(dave, "walls").post("walls", {"name": "Ours", "shared": "teams", "teams": [str(team.pk)]}).json()
    assert (shared["shared"], shared["teams"]) == ("teams", [str(team.pk)])
    set_role(bob, "senior")
    program = Program(User.objects.get(pk=bob.pk), "walls")
    assert program.get("walls").json()["items"] == []
    centre = Program(dave, "walls").post("walls", {"name": "All", "shared": "centre"}).json()
    assert [row["id"] for row in program.get("walls").json()["items"]] == [centre["id"]]
    assert program.ask("PATCH", f"walls/{centre['id']}", {"name": "Mine"}).status_code == 403
    assert program.post("walls", {"name": "All", "shared": "centre"}).status_code == 422
    assert Program(alice, "walls").get("walls").status_code == 403
    assert Program(dave, "live:read").get("walls").status_code == 403
