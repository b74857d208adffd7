from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.api.tests.helpers import Program
from gudok.web.setup.models import Queue
from gudok.web.versions.models import Version

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(dave: User) -> Program:
    return Program(dave, "setup")


def numbers(program: Program) -> list[int]:
    return [row["n"] for row in program.get("versions").json()["items"]]


def test_back_to_an_earlier_version_first_looked_at_then_done(program: Program) -> None:
    queue = program.post("queues", {"name": "Sales", "wrapup_s": 10}).json()
    (then, *_) = numbers(program)
    program.ask("PATCH", f"queues/{queue['id']}", {"wrapup_s": 20})
    program.post("queues", {"name": "Support"})
    would = program.post(f"versions/{then}/back", {"check": True}).json()
    assert {(one["kind"], one["key"]) for one in would} == {("changed", "sales"), ("removed", "support")}
    assert Queue.objects.count() == 2
    done = program.post(f"versions/{then}/back", {}, Idempotency_Key="once")
    assert done.json() == would
    assert program.post(f"versions/{then}/back", {}, Idempotency_Key="once").headers["Idempotency-Replayed"] == "true"
    assert [(row.name, row.wrapup_s) for row in Queue.objects.all()] == [("Sales", 10)]
    newest = program.get("versions").json()["items"][0]
    assert (newest["back_to"], newest["person"]) == (then, "Dave Administrator")


def test_one_versions_change_is_taken_back_alone(program: Program) -> None:
    queue = program.post("queues", {"name": "Sales", "wrapup_s": 10}).json()
    program.ask("PATCH", f"queues/{queue['id']}", {"wrapup_s": 20})
    (changed, *_) = numbers(program)
    program.post("queues", {"name": "Support"})
    whole = program.get(f"versions/{changed}")
    assert [(one["table"], one["fields"]) for one in whole.json()["changes"]] == [("queues", ["wrapup_s"])]
    assert program.get(f"versions/{changed}", If_None_Match=whole.headers["ETag"]).status_code == 304
    program.post(f"versions/{changed}/back", {"how": "undo"})
    assert {row.name: row.wrapup_s for row in Queue.objects.all()}["Sales"] == 10
    assert Queue.objects.filter(name="Support").exists()
    assert "Sales" in program.get(f"versions/{changed}/config").content.decode()


def test_people_of_an_earlier_version_do_not_come_back_by_a_token_of_the_set_up(
    program: Program, dave: User, alice: User
) -> None:
    program.post("queues", {"name": "Sales"})
    (then, *_) = numbers(program)
    staff = Program(dave, "staff")
    staff.ask("PATCH", f"staff/{alice.pk}", {"is_active": False})
    assert program.post(f"versions/{then}/back", {}).json() == []
    alice.refresh_from_db()
    assert not alice.is_active
    assert "alice" not in program.get(f"versions/{then}/config").content.decode()


@pytest.mark.parametrize("n", ["0", "999999", "x", "1" * 30, "-1"])
def test_a_version_that_is_not_there(program: Program, n: str) -> None:
    assert program.get(f"versions/{n}").status_code == 404
    assert program.post(f"versions/{n}/back", {}).status_code == 404


def test_a_wrong_wish_names_its_field(program: Program) -> None:
    program.post("queues", {"name": "Sales"})
    n = Version.objects.latest("n").n
    assert program.post(f"versions/{n}/back", {"how": "somehow"}).json()["errors"][0]["field"] == "how"
