"""Shared walls in the set-up's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gudok.web.accounts.models import Team, User
from gudok.web.setup.actions import save_row
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.models import Queue
from gudok.web.wall import actions
from gudok.web.wall.models import Wall

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def layout(**more: Any) -> list[dict[str, Any]]:
    return [{"id": "a", "kind": "figure", "figure": "ready", "x": 0, "y": 0, "w": 3, "h": 3} | more]


@pytest.fixture
def wall(dave: User) -> Wall:
    queue, team = save_row(None, Queue, None, {"name": "Продажи"}), Team.objects.create(name="Ночь")
    tiles = layout(queues=[queue.core_id], teams=[str(team.pk)], limits="own", bad=1)
    actions.save_wall(dave, Wall(), {"name": "Моё", "owner": dave, "tiles": tiles}, [])
    return actions.save_wall(dave, Wall(), {"name": "Центр", "owner": None, "tiles": tiles}, [team])


def test_the_file_names_queues_and_teams_and_comes_back_the_same(dave: User, wall: Wall) -> None:
    text = to_toml(present(only=("walls",)))
    assert 'queues = ["prodazhi"]' in text
    assert 'teams = ["Ночь"]' in text
    assert "Моё" not in text
    assert from_toml(text) == present(only=("walls",))
    kept = Wall.objects.get(pk=wall.pk).tiles
    apply(dave, from_toml(text.replace("bad = 1", "bad = 2")))
    assert Wall.objects.get(pk=wall.pk).tiles == [kept[0] | {"bad": 2}]
    actions.delete_wall(dave, Wall.objects.get(pk=wall.pk))
    apply(dave, from_toml(text))
    made = Wall.objects.get(code="tsentr")
    assert (made.owner, made.tiles, [team.name for team in made.teams.all()]) == (None, kept, ["Ночь"])
    assert Wall.objects.filter(owner=dave).exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [('["prodazhi"]', '["nichts"]'), ('figure = "ready"', 'figure = "sun"'), ("w = 3", "w = 13"), ('"own"', '"mine"')],
)
def test_a_bad_layout_is_refused_whole(dave: User, wall: Wall, old: str, new: str) -> None:
    text = to_toml(present(only=("walls",)))
    assert old in text
    with pytest.raises(BadDocumentError) as refused:
        apply(dave, from_toml(text.replace(old, new)))
    assert {(problem.table, problem.key, problem.field) for problem in refused.value.problems} == {
        ("walls", "tsentr", "tiles")
    }
    assert Wall.objects.get(pk=wall.pk).tiles == wall.tiles


def test_the_file_is_no_way_round_the_right(
    dave: User, charlie: User, wall: Wall, set_role: Callable[[User, str], None]
) -> None:
    set_role(charlie, "integrator")
    text = to_toml(present(only=("walls",))).replace("Центр", "Мой центр")
    with pytest.raises(BadDocumentError):
        apply(charlie, from_toml(text))
    assert Wall.objects.get(pk=wall.pk).name == "Центр"
