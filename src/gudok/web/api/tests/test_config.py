from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.api.tests.helpers import Program
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(dave: User) -> Program:
    return Program(dave, "setup", "calls:read")


def test_the_set_up_goes_out_as_a_file_and_comes_in_again(program: Program) -> None:
    program.post("queues", {"name": "Sales", "wrapup_s": 10})
    answer = program.get("config")
    assert answer.headers["Content-Type"] == "application/toml"
    toml = answer.content.decode()
    assert program.ask("PUT", "config", {"toml": toml}).json() == []
    changed = toml.replace("wrapup_s = 10", "wrapup_s = 15")
    assert changed != toml
    (change,) = program.post("config/check", {"toml": changed}).json()
    assert (change["kind"], change["table"], change["fields"]) == ("changed", "queues", ["wrapup_s"])
    assert Queue.objects.get().wrapup_s == 10, "checked only"
    assert program.ask("PUT", "config", {"toml": changed}).json() == [change]
    assert Queue.objects.get().wrapup_s == 15
    assert program.get("versions").json()["items"][0]["person"] == "Dave Administrator"


def test_a_bad_file_changes_nothing_and_names_its_faults(program: Program) -> None:
    program.post("queues", {"name": "Sales"})
    for toml in ("not toml [", "[queues.sales]\nname = 5\nnonsense = 1\n"):
        refused = program.ask("PUT", "config", {"toml": toml})
        assert refused.status_code == 422, refused.content
        assert refused.json()["errors"]
    assert Queue.objects.count() == 1


def test_a_file_without_a_table_leaves_it_alone(program: Program) -> None:
    program.post("queues", {"name": "Sales"})
    assert program.ask("PUT", "config", {"toml": ""}).status_code == 200
    assert Queue.objects.count() == 1


def test_a_day_has_its_quarters(program: Program) -> None:
    assert len(program.get("days/2026-01-01").json()) == 96
    assert program.get("days/yesterday").status_code == 422
    assert program.get("days/0001-01-01").status_code == 422
