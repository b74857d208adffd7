from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.utils import timezone
from msgspec import structs

from gudok.web.api.limits import limiter
from gudok.web.api.models import KeptAnswer
from gudok.web.api.tests.helpers import Program
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
ANNA = {"name": "Anna", "phones": ["+79123456789"]}


@pytest.fixture
def program(dave: User) -> Program:
    return Program(dave, "customers:read", "customers:write", "numbers:full", "setup")


def test_a_repeat_gets_the_first_answer_and_adds_nothing(program: Program) -> None:
    first = program.post("customers", ANNA, Idempotency_Key="a-1")
    again = program.post("customers", ANNA, Idempotency_Key="a-1")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["ETag"] == first.headers["ETag"]
    assert Customer.objects.count() == 1


def test_a_refusal_is_repeated_too(program: Program) -> None:
    program.post("customers", ANNA)
    first = program.post("customers", ANNA, Idempotency_Key="a-2")
    Customer.objects.all().delete()
    assert first.status_code == 422
    assert program.post("customers", ANNA, Idempotency_Key="a-2").json() == first.json()
    assert not Customer.objects.exists()


def test_a_key_belongs_to_one_request_and_one_token(program: Program, dave: User) -> None:
    program.post("customers", ANNA, Idempotency_Key="a-3")
    other = program.post("customers", {"name": "Boris"}, Idempotency_Key="a-3")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert Program(dave, "customers:write").post("customers", {"name": "B"}, Idempotency_Key="a-3").status_code == 201


def test_a_request_being_made_is_not_made_twice_and_one_that_died_is_made_again(program: Program) -> None:
    program.post("customers", ANNA, Idempotency_Key="a-4")
    Customer.objects.all().delete()
    KeptAnswer.objects.update(status=0)
    assert program.post("customers", ANNA, Idempotency_Key="a-4").json()["code"] == "in_progress"
    KeptAnswer.objects.update(at=timezone.now() - timedelta(minutes=1))
    assert program.post("customers", ANNA, Idempotency_Key="a-4").status_code == 201


def test_answers_are_forgotten_after_two_days(program: Program) -> None:
    program.post("customers", ANNA, Idempotency_Key="a-5")
    KeptAnswer.objects.update(at=timezone.now() - timedelta(days=3))
    program.post("customers", {"name": "Boris"}, Idempotency_Key="a-6")
    assert list(KeptAnswer.objects.values_list("key", flat=True)) == ["a-6"]


@pytest.fixture
def _five_a_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    limiter.clear()
    monkeypatch.setattr(
        settings,
        "GUDOK",
        structs.replace(settings.GUDOK, api=structs.replace(settings.GUDOK.api, requests_per_minute=5)),
    )
    monkeypatch.setattr("gudok.web.api.limits.time.time", lambda: 1_000_020.5)
    yield
    limiter.clear()


@pytest.mark.usefixtures("_five_a_minute")
def test_too_many_requests_are_refused_and_told_when_to_come_again(program: Program, dave: User) -> None:
    seen = [program.get("customers") for _ in range(5)]
    assert [one.headers["RateLimit-Remaining"] for one in seen] == ["4", "3", "2", "1", "0"]
    refused = program.get("customers")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert Program(dave, "customers:read").get("customers").status_code == 200, "another token is counted by itself"


def test_a_body_that_cannot_be_taken_apart_is_refused_as_a_problem(
    program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    for headers in ({}, {"Idempotency-Key": "a-9"}):
        answer = program.client.generic(
            "POST",
            "/api/v1/customers",
            "no parts at all",
            content_type="multipart/form-data",
            headers={"Authorization": f"Bearer {program.text}", **headers},
        )
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert (answer.status_code, answer.json()["code"]) in {(400, "bad_request"), (422, "invalid")}
    assert not KeptAnswer.objects.filter(key="a-9").exists()
    assert not any(record.exc_info for record in caplog.records), "nothing of ours went wrong"


def test_a_body_that_is_too_large_is_refused_as_a_problem(program: Program, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    for headers in ({}, {"Idempotency_Key": "a-10"}):
        answer = program.post("customers", ANNA, **headers)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
