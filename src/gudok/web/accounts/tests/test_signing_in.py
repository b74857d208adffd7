from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from gudok.web.accounts import throttle as throttling
from gudok.web.accounts.throttle import throttle

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_failed_before() -> None:
    throttle.clear()


def sign(login: str, password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": login, "password": password})
    return client


def test_alice_signs_in_and_lands_on_the_desk(alice: User) -> None:
    assert sign("alice", "a-long-password-of-alice").get("/").headers["Location"] == "/desk/"


def test_bob_lands_on_the_wall_and_dave_in_an_empty_centre_on_the_guide(bob: User, dave: User) -> None:
    assert sign("bob", "a-long-password-of-bob").get("/").headers["Location"] == "/wall/"
    assert sign("dave", "a-long-password-of-dave").get("/").headers["Location"] == "/setup/guide/"


def test_charlie_signs_in_but_nothing_is_open(charlie: User) -> None:
    assert sign("charlie", "a-long-password-of-charlie").get("/").status_code == 403


def test_a_wrong_password_opens_nothing(alice: User) -> None:
    assert sign("alice", "wrong").get("/").headers["Location"].startswith("/sign-in/")


def test_a_person_who_left_cannot_sign_in(alice: User) -> None:
    alice.is_active = False
    alice.save()
    assert sign("alice", "a-long-password-of-alice").get("/").headers["Location"].startswith("/sign-in/")


def test_signing_out_ends_the_session(alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    client.post("/sign-out/")
    assert client.get("/profile/").status_code == 302


def test_guessing_is_stopped_even_with_the_right_password(alice: User, bob: User) -> None:
    for _ in range(throttling.MOST_BY_LOGIN):
        sign("alice", "wrong")
    assert sign("alice", "a-long-password-of-alice").get("/").headers["Location"].startswith("/sign-in/")
    assert sign("bob", "a-long-password-of-bob").get("/").headers["Location"] == "/wall/"


def test_after_five_minutes_the_door_is_open_again(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(throttling.MOST_BY_LOGIN):
        sign("alice", "wrong")
    later = timezone.now() + timedelta(seconds=throttling.WINDOW + 1)
    monkeypatch.setattr(throttling.timezone, "now", lambda: later)
    assert sign("alice", "a-long-password-of-alice").get("/").headers["Location"] == "/desk/"


def test_an_address_that_tries_many_logins_must_wait(alice: User) -> None:
    for n in range(throttling.MOST_BY_ADDRESS):
        throttle.failed(f"guess{n}", "127.0.0.1")
    assert sign("alice", "a-long-password-of-alice").get("/").headers["Location"].startswith("/sign-in/")


def test_a_few_slips_are_forgiven_by_the_right_password(alice: User) -> None:
    for _ in range(3):
        for _ in range(throttling.MOST_BY_LOGIN - 1):
            sign("alice", "wrong")
        assert sign("alice", "a-long-password-of-alice").get("/").headers["Location"] == "/desk/"
