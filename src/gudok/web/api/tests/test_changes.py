from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from gudok.web.api.app import api
from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry
from gudok.web.setup.models import Number, Queue, SettingsVersion, Trunk

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(dave: User) -> Program:
    return Program(dave, "setup", "staff", "customers:read", "customers:write", "numbers:full", "audit:read")


def test_a_queue_is_added_changed_and_deleted_audited_and_published(program: Program, dave: User) -> None:
    made = program.post("queues", {"name": "Продажи", "wrapup_s": 10})
    assert made.status_code == 201, made.content
    queue = made.json()
    assert queue["id"] == f"q{Queue.objects.get().pk}"
    version = SettingsVersion.objects.get().n
    changed = program.ask("PATCH", f"queues/{queue['id']}", {"wrapup_s": 0})
    assert changed.json() == queue | {"wrapup_s": 0}
    assert SettingsVersion.objects.get().n == version + 1
    assert program.ask("DELETE", f"queues/{queue['id']}").status_code == 204
    assert program.get(f"queues/{queue['id']}").status_code == 404
    verbs = AuditEntry.objects.filter(actor=dave, kind="setup.queue").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["queue.added", "queue.changed", "queue.deleted"]


def test_who_has_an_old_version_changes_nothing(program: Program) -> None:
    made = program.post("queues", {"name": "Sales"})
    path, tag = f"queues/{made.json()['id']}", made.headers["ETag"]
    assert program.get(path, If_None_Match=tag).status_code == 304
    assert program.ask("PATCH", path, {"wrapup_s": 5}, If_Match=tag).status_code == 200
    late = program.ask("PATCH", path, {"wrapup_s": 7}, If_Match=tag)
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    assert program.ask("DELETE", path, If_Match=tag).status_code == 412
    assert program.ask("PATCH", path, {"wrapup_s": 7}, If_Match=late.headers["ETag"]).status_code == 200
    assert Queue.objects.get().wrapup_s == 7


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "x", "wrapup_s": -1}, "wrapup_s"),
        ({"name": "x", "wrapup_s": "many"}, "wrapup_s"),
        ({"name": "x", "wrapup": 1}, "wrapup"),
        ({"name": "x", "overflow": "queue"}, "overflow_queue"),
        ({"name": "x", "overflow": "queue", "overflow_queue": "q99"}, "overflow_queue"),
    ],
)
def test_a_wrong_field_is_named(program: Program, body: dict[str, Any], field: str) -> None:
    refused = program.post("queues", body)
    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert {error["field"] for error in refused.json()["errors"]} == {field}


def test_what_is_in_use_is_not_deleted(program: Program) -> None:
    queue = program.post("queues", {"name": "Sales"}).json()["id"]
    program.post("numbers", {"did": "74951234567", "queue": queue})
    refused = program.ask("DELETE", f"queues/{queue}")
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    assert Number.objects.get().queue.core_id == queue


def test_a_trunks_password_is_taken_kept_and_never_shown(program: Program) -> None:
    sent = {"name": "Provider", "host": "sip.example.com", "user": "u", "secret": "s3cret-word", "did": "74951234567"}
    made = program.post("trunks", sent)
    assert made.status_code == 201, made.content
    assert "s3cret-word" not in made.content.decode()
    path = f"trunks/{made.json()['id']}"
    assert program.ask("PATCH", path, {"port": 5070}).status_code == 200
    assert Trunk.objects.get().secret == "s3cret-word"
    assert "s3cret-word" not in program.get("audit").content.decode()


def test_pages_follow_each_other_by_cursor(program: Program) -> None:
    names = [f"Q{n}" for n in range(7)]
    for name in names:
        program.post("queues", {"name": name})
    seen, cursor = [], ""
    while True:
        page = program.get(f"queues?limit=3&cursor={cursor}").json()
        seen += [row["name"] for row in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == names


def test_a_person_gets_a_telephone_and_its_password_once(program: Program) -> None:
    queue = program.post("queues", {"name": "Sales"}).json()["id"]
    sent = {"login": "erin", "full_name": "Erin", "password": "a-long-password-9", "roles": ["operator"], "kind": "sip"}
    made = program.post("staff", sent | {"queues": [queue]})
    assert made.status_code == 201, made.content
    person = made.json()
    assert person["operator"].startswith("o")
    assert person["queues"] == [queue]
    assert "password" not in person
    secret = program.post(f"staff/{person['id']}/telephone-password").json()
    assert len(secret["password"]) == 32


def test_addresses_that_do_not_exist_and_methods_that_are_not_known(program: Program) -> None:
    assert program.get("nonsense").json()["code"] == "not_found"
    refused = program.ask("PUT", "queues", {})
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, POST")
    assert program.client.post("/api/v1/queues", "{", content_type="application/json").status_code == 401
    bad = program.client.post(
        "/api/v1/queues", "{", content_type="application/json", headers={"Authorization": f"Bearer {program.text}"}
    )
    assert (bad.status_code, bad.json()["code"]) == (400, "bad_request")


def test_the_description_is_complete() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation.get("summary") or operation.get("description"), where
            assert operation["security"], where
            assert "401" in operation["responses"], where
            if method == "post":
                assert any(one["name"] == "Idempotency-Key" for one in operation["parameters"]), where


def test_no_address_hides_another() -> None:
    """Resources are in routers of their own: of two with one path only the first would be reached."""
    known: dict[str, str] = {}
    for router in api._get_bound_routers():
        for path in router.path_operations:
            assert path not in known, f"{path} stands in the router of {known[path]} too"
            known[path] = str(router)
    assert len(known) > 50


def test_scores_of_operators_come_with_a_customer(program: Program) -> None:
    made = program.post("customers", {"name": "Maria", "preferred": {"o5": 80}, "forecasts": {"o5": 700, "o6": 3}})
    assert made.status_code == 201
    where = f"customers/{made.json()['id']}"
    assert made.json()["preferred"] == {"o5": 80}
    changed = program.ask("PATCH", where, {"vip": True}).json()
    assert (changed["preferred"], changed["forecasts"]) == ({"o5": 80}, {"o5": 700, "o6": 3}), "what is not sent stays"
    assert program.ask("PATCH", where, {"preferred": {}}).json()["preferred"] == {}
    for wrong in ({"o5": 0}, {"o5": 1001}, {"alice": 5}):
        assert program.ask("PATCH", where, {"preferred": wrong}).status_code == 422


def test_a_number_called_prefers_operators_by_name(program: Program, alice: User) -> None:
    queue = program.post("queues", {"name": "Sales"}).json()
    line = f"{alice.full_name} 40"
    made = program.post("numbers", {"did": "74951234567", "queue": queue["id"], "preferred": line})
    assert (made.status_code, made.json()["preferred"]) == (201, line)
    where = f"numbers/{made.json()['id']}"
    assert program.ask("PATCH", where, {"did": "74951234568"}).json()["preferred"] == line
    assert program.ask("PATCH", where, {"preferred": "nobody 5"}).status_code == 422


def test_customers_come_with_their_own_fields_and_are_narrowed_by_them(program: Program) -> None:
    field = {"name": "Район", "kind": "choice", "options": "Север\nЮг"}
    assert program.post("fields", field).status_code == 201
    assert program.post("fields", {"name": "Долг", "kind": "number"}).status_code == 201
    body = {
        "name": "Maria", "company": "Chamomile", "emails": ["Maria@Example.org"], "addresses": ["Omsk"],
        "tags": ["b2b"], "language": "en", "time_zone": "Asia/Omsk", "own": {"rayon": "юг", "dolg": 12.5},
    }  # fmt: skip
    made = program.post("customers", body)
    assert made.status_code == 201, made.content
    maria = made.json()
    assert (maria["own"], maria["emails"]) == ({"rayon": "Юг", "dolg": 12.5}, ["maria@example.org"])
    program.post("customers", {"name": "Boris", "own": {"rayon": "Север"}})
    where = f"customers/{maria['id']}"
    for query in (
        "own=rayon:Юг",
        "own=rayon:Юг&own=dolg:12,5",
        "tag=B2B",
        f"company={maria['company_id']}",
        "language=en",
    ):
        assert [row["name"] for row in program.get(f"customers?{query}").json()["items"]] == ["Maria"], query
    assert program.get("customers?own=height:1").status_code == 422
    changed = program.ask("PATCH", where, {"own": {"rayon": None}}, If_Match=made.headers["ETag"])
    assert (changed.json()["own"], changed.json()["tags"]) == ({"dolg": 12.5}, ["b2b"]), "what is not sent stays"
    assert program.ask("PATCH", where, {"vip": True}, If_Match=made.headers["ETag"]).status_code == 412
    for wrong, place in (({"rayon": "Восток"}, "own.rayon"), ({"height": 1}, "own.height")):
        refused = program.ask("PATCH", where, {"own": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, place)


def test_companies_are_changed_by_programs_too(program: Program) -> None:
    made = program.post("companies", {"name": "Chamomile", "tax_id": "5501"}, Idempotency_Key="once")
    assert (
        program.post("companies", {"name": "Chamomile", "tax_id": "5501"}, Idempotency_Key="once").json() == made.json()
    )
    assert program.post("companies", {"name": "Chamomile"}).status_code == 422
    where = f"companies/{made.json()['id']}"
    assert program.ask("PATCH", where, {"note": "Net 30"}, If_Match=made.headers["ETag"]).json()["tax_id"] == "5501"
    assert [row["note"] for row in program.get("companies?q=CHAMO").json()["items"]] == ["Net 30"]
    assert program.ask("DELETE", where).status_code == 204
