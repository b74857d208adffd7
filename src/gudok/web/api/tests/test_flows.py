"""Voice menus over the API: put to use, refused with each fault named, walked, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry
from gudok.web.record.models import FlowCount
from gudok.web.setup.actions import save_row
from gudok.web.setup.flows import Flow
from gudok.web.setup.models import Number, Queue

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def menu(**more: Any) -> dict[str, Any]:
    node = {"kind": "menu", "sounds": ["hello"], "keys": {"1": "queue2"}, "nothing": "end3", "wrong": "end3"} | more
    return {"menu1": node, "queue2": {"kind": "queue", "queue": "sales"}, "end3": {"kind": "end"}}


@pytest.fixture
def program(dave: User) -> Program:
    save_row(None, Queue, None, {"name": "Sales"})
    return Program(dave, "setup")


def test_a_menu_is_put_to_use_read_changed_and_deleted(program: Program) -> None:
    made = program.post("flows", {"name": "Main", "start": "menu1", "nodes": menu()})
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["id"], row["code"], row["nodes"]) == (Flow.objects.get().core_id, "main", menu())
    number = program.post("numbers", {"did": "100", "queue": Queue.objects.get().core_id, "flow": row["id"]})
    assert number.json()["flow"] == row["id"]
    again = program.get(f"flows/{row['id']}")
    assert again.json() == row | {"numbers": ["100"]}
    assert program.ask("PATCH", f"flows/{row['id']}", {"name": "Hot"}, If_Match='"old"').status_code == 412
    assert program.ask("PATCH", f"flows/{row['id']}", {"name": "Hot"}).json()["name"] == "Hot"
    changed = program.ask("PATCH", f"flows/{row['id']}", {"nodes": menu(tries=1)}).json()
    assert (changed["nodes"]["menu1"]["tries"], changed["steps"]) == (1, 200)
    assert program.ask("PATCH", f"flows/{row['id']}", {"steps": 0}).status_code == 422
    changed = program.ask("PATCH", f"flows/{row['id']}", {"steps": 40}).json()
    assert (changed["steps"], changed["nodes"]["menu1"]["tries"]) == (40, 1)
    assert program.get("flows").json()["items"] == [changed]
    assert program.ask("DELETE", f"flows/{row['id']}").status_code == 409
    assert program.ask("PATCH", f"flows/{row['id']}", {"nodes": {}}).status_code == 422
    Number.objects.all().delete()
    assert program.ask("DELETE", f"flows/{row['id']}").status_code == 204
    verbs = AuditEntry.objects.filter(verb__startswith="flow.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["flow.added", "flow.changed", "flow.changed", "flow.changed", "flow.deleted"]


@pytest.mark.parametrize(
    ("nodes", "field", "code"),
    [
        (menu(nothing="lost"), "nodes.menu1.nothing", "nowhere"),
        (menu(keys={"A": "queue2"}), "nodes.menu1.key:A", "bad_key"),
        (menu(sounds=["lost"]), "nodes.menu1.sounds", "no_sound"),
        (menu() | {"queue2": {"kind": "queue", "queue": "lost"}}, "nodes.queue2.queue", "no_queue"),
        (menu() | {"queue2": {"kind": "dance"}}, "nodes", "invalid"),
        (menu() | {"A b": {"kind": "end"}}, "nodes", "invalid"),
    ],
)
def test_each_fault_is_named_and_nothing_is_made(
    program: Program, nodes: dict[str, Any], field: str, code: str
) -> None:
    refused = program.post("flows", {"name": "Main", "start": "menu1", "nodes": nodes})
    assert refused.status_code == 422
    assert (field, code) in [(one["field"], one["code"]) for one in refused.json()["errors"]]
    assert not Flow.objects.exists()


def test_it_is_walked_and_counted(program: Program) -> None:
    row = program.post("flows", {"name": "Main", "start": "menu1", "nodes": menu()}).json()
    begun = program.post(f"flows/{row['id']}/walk", {}).json()
    assert (begun["here"], begun["awaits"], begun["said"]) == ("menu1", "key", ["hello"])
    found = program.post(f"flows/{row['id']}/walk", {"who": "vip", "presses": ["1"]}).json()
    assert [(one["node"], one["exit"]) for one in found["steps"]] == [("menu1", "key:1"), ("queue2", "queue")]
    assert program.post(f"flows/{row['id']}/walk", {"presses": ["x"]}).status_code == 422
    FlowCount.objects.create(day=timezone.localdate(), flow=row["id"], node="menu1", exit="key:1", count=5)
    counted = program.get(f"flows/{row['id']}/counts?span=week").json()
    assert counted == [{"node": "menu1", "exit": "key:1", "count": 5}]
    assert program.get("flows/f999/counts").status_code == 404
