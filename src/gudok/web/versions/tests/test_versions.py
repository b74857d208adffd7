"""The set-up's past: what changed when, undoing one change, returning to a version, the file in the browser."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gudok.web.setup import actions
from gudok.web.setup.models import Number, Queue
from gudok.web.versions.actions import keep_beginning
from gudok.web.versions.models import Version
from gudok.web.versions.queries import changes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    keep_beginning(0)
    return sign_in(dave)


@pytest.fixture
def sales(dave: User, client: Client) -> Queue:
    return actions.save_row(dave, Queue, None, {"name": "Продажи"})


def newest() -> Version:
    found = Version.objects.first()
    assert found
    return found


def test_a_change_makes_a_version_with_who_and_what(dave: User, sales: Queue, client: Client) -> None:
    actions.save_row(dave, Queue, sales.pk, {"ring_timeout_s": 33})
    version = newest()
    assert version.actor == dave
    (change,) = changes_of(version)
    assert (change.table, change.key, change.kind, change.fields) == (
        "queues",
        "prodazhi",
        "changed",
        ["ring_timeout_s"],
    )
    page = client.get("/setup/versions/").content.decode()
    assert "20 → 33" in page
    assert "Dave Administrator" in page


def test_a_password_makes_no_version_that_shows_nothing(dave: User, sales: Queue, alice: User) -> None:
    actions.save_row(dave, Queue, sales.pk, {"wrapup_s": 5})
    before = newest()
    actions.renew_secret(dave, alice.operator)
    assert newest() == before


def test_a_change_is_undone_and_later_ones_stay(dave: User, sales: Queue, client: Client) -> None:
    actions.save_row(dave, Queue, sales.pk, {"ring_timeout_s": 33})
    undone = newest()
    actions.save_row(dave, Queue, sales.pk, {"wrapup_s": 77})
    assert "33 → 20" in client.get(f"/setup/versions/{undone.n}/undo/").content.decode()
    client.post(f"/setup/versions/{undone.n}/undo/")
    sales.refresh_from_db()
    assert (sales.ring_timeout_s, sales.wrapup_s) == (20, 77)
    assert newest().undid == undone.n


def test_a_field_changed_again_since_stays(dave: User, sales: Queue, client: Client) -> None:
    actions.save_row(dave, Queue, sales.pk, {"ring_timeout_s": 33, "wrapup_s": 1})
    undone = newest()
    actions.save_row(dave, Queue, sales.pk, {"ring_timeout_s": 44})
    page = client.get(f"/setup/versions/{undone.n}/undo/")
    assert page.context["overtaken"]
    client.post(f"/setup/versions/{undone.n}/undo/")
    sales.refresh_from_db()
    assert (sales.ring_timeout_s, sales.wrapup_s) == (44, 30)


def test_returning_to_a_version_makes_a_new_one(dave: User, sales: Queue, client: Client) -> None:
    there = newest()
    actions.save_row(dave, Number, None, {"did": "7495", "queue": sales})
    actions.save_row(dave, Queue, sales.pk, {"name": "Sales"})
    client.post(f"/setup/versions/{there.n}/return/")
    sales.refresh_from_db()
    assert sales.name == "Продажи"
    assert not Number.objects.exists()
    assert newest().document == there.document
    assert newest().back_to == there.n


def test_what_cannot_be_undone_says_why_and_changes_nothing(dave: User, sales: Queue, client: Client) -> None:
    added = newest()
    actions.save_row(dave, Number, None, {"did": "7495", "queue": sales})
    page = client.post(f"/setup/versions/{added.n}/undo/")
    assert page.context["problems"]
    assert Queue.objects.exists()


def test_who_may_not_change_the_staff_leaves_it_as_it_is(
    dave: User, sales: Queue, alice: User, sign_in: Callable[[User], Client]
) -> None:
    actions.save_row(dave, Queue, sales.pk, {"wrapup_s": 5})
    there = newest()
    actions.save_person(dave, alice.pk, {"full_name": "Alice Else", "roles": ["operator"]})
    actions.save_row(dave, Queue, sales.pk, {"wrapup_s": 6})
    integrator = actions.save_person(dave, None, {"login": "ivan", "full_name": "Ivan", "roles": ["integrator"]})
    sign_in(integrator).post(f"/setup/versions/{there.n}/return/")
    alice.refresh_from_db()
    sales.refresh_from_db()
    assert (sales.wrapup_s, alice.full_name) == (5, "Alice Else")


def test_the_file_goes_out_and_comes_back_after_a_look(sales: Queue, client: Client) -> None:
    text = client.get("/setup/versions/file/").content.decode()
    assert tomllib.loads(text)["queues"]["prodazhi"]["name"] == "Продажи"
    changed = text.replace("ring_timeout_s = 20", "ring_timeout_s = 42")
    look = client.post("/setup/versions/upload/", {"file": SimpleUploadedFile("a.toml", changed.encode())})
    assert "20 → 42" in look.content.decode()
    sales.refresh_from_db()
    assert sales.ring_timeout_s == 20
    sure = {"text": look.context["text"], "seen": look.context["seen"]}
    client.post("/setup/versions/upload/", sure)
    sales.refresh_from_db()
    assert sales.ring_timeout_s == 42


def test_a_change_meanwhile_is_shown_before_the_file_is_applied(dave: User, sales: Queue, client: Client) -> None:
    text = client.get("/setup/versions/file/").content.decode().replace("ring_timeout_s = 20", "ring_timeout_s = 42")
    look = client.post("/setup/versions/upload/", {"file": SimpleUploadedFile("a.toml", text.encode())})
    actions.save_row(dave, Queue, sales.pk, {"wrapup_s": 99})
    again = client.post("/setup/versions/upload/", {"text": look.context["text"], "seen": look.context["seen"]})
    assert again.context["late"]
    sales.refresh_from_db()
    assert sales.wrapup_s == 99


def test_a_bad_file_tells_its_lines(client: Client) -> None:
    bad = SimpleUploadedFile("a.toml", b'[queues.a]\nname = "A"\nring_timeout_s = 4\n')
    page = client.post("/setup/versions/upload/", {"file": bad})
    assert page.context["problems"][0].line == 3
    notext = SimpleUploadedFile("a.toml", b"\xff\xfe\x00")
    assert "file" in client.post("/setup/versions/upload/", {"file": notext}).context["form"].errors
