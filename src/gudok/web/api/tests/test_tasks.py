from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.api.tests.helpers import Program
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
SOON = "2030-01-01T10:00:00Z"


def test_a_task_is_planned_postponed_done_and_only_once(alice: User) -> None:
    program = Program(alice, "tasks")
    made = program.post("tasks", {"text": "Call Anna", "number": "+79123456789", "at": SOON})
    assert made.status_code == 201, made.content
    task = made.json()
    assert (task["number"], task["person"], task["state"]) == ("+7 912 •••-••-89", str(alice.pk), "open")
    later = program.post(f"tasks/{task['id']}/postpone", {"at": "2030-01-02T10:00:00Z"})
    assert later.json()["at"].startswith("2030-01-02")
    assert program.post(f"tasks/{task['id']}/done").json()["state"] == "done"
    assert program.post(f"tasks/{task['id']}/done").status_code == 409
    assert program.get("tasks?state=open").json()["items"] == []


def test_anothers_tasks_are_not_seen_and_a_queues_are(alice: User, bob: User) -> None:
    queue = Queue.objects.create(name="Sales")
    alice.operator.queues.add(queue)
    boss, hers = Program(bob, "tasks"), Program(alice, "tasks")
    own = boss.post("tasks", {"text": "mine", "at": SOON}).json()
    shared = boss.post("tasks", {"text": "ours", "at": SOON, "queue": f"q{queue.pk}"}).json()
    assert [row["id"] for row in hers.get("tasks").json()["items"]] == [shared["id"]]
    assert hers.post(f"tasks/{own['id']}/done").status_code == 404


def test_a_wrong_task_is_refused_by_its_field(alice: User) -> None:
    program = Program(alice, "tasks")
    for body, field in (
        ({"at": SOON}, "text"),
        ({"text": "x"}, "at"),
        ({"text": "x", "at": SOON, "queue": "q9"}, "queue"),
    ):
        assert [error["field"] for error in program.post("tasks", body).json()["errors"]] == [field]
