"""The second factor: set up, asked for, required, lost."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pyotp
import pytest
from django.test import Client

from gudok.web.accounts.factors import recovery, totp
from gudok.web.accounts.factors.actions import add_totp
from gudok.web.accounts.factors.models import RecoveryCode, Totp
from gudok.web.accounts.models import Entry, Security
from gudok.web.accounts.throttle import MOST_BY_LOGIN
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a-long-password-of-alice"


def code(steps: int = 0) -> str:
    made = pyotp.TOTP(SECRET)
    return made.generate_otp(int(time.time()) // totp.STEP + steps)


def begin(login: str = "alice") -> Client:
    client = Client()
    answer = client.post("/sign-in/", {"username": login, "password": f"a-long-password-of-{login}", "next": "/calls/"})
    assert answer.status_code == 302
    return client


@pytest.fixture
def codes(alice: User) -> list[str]:
    """Alice has the application; her recovery codes."""
    return add_totp(alice, SECRET, 1)


def test_alice_takes_up_an_application_and_gets_recovery_codes_once(
    alice: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(alice)
    page = client.get("/profile/factors/application/")
    assert b"<svg" in page.content
    secret = client.session["new_totp"]
    assert client.post("/profile/factors/application/", {"code": "000000"}).context["error"]
    assert not Totp.objects.exists()
    shown = client.post("/profile/factors/application/", {"code": pyotp.TOTP(secret).now()}, follow=True)
    assert len(shown.context["codes"]) == recovery.COUNT
    assert client.get("/profile/factors/").context["codes"] == []
    row = Totp.objects.get(user=alice)
    assert secret not in row.secret
    assert AuditEntry.objects.filter(verb="factor.added").count() == 1


@pytest.mark.usefixtures("codes")
def test_the_password_alone_opens_nothing_any_more() -> None:
    client = begin()
    assert client.get("/calls/").status_code == 302
    assert client.get("/calls/").headers["Location"].startswith("/sign-in/")
    assert client.post("/sign-in/second/", {"code": "123456"}).context["error"]
    answer = client.post("/sign-in/second/", {"code": code()})
    assert answer.headers["Location"] == "/calls/"
    assert client.get("/calls/").status_code == 200
    assert Entry.objects.get().how == Entry.How.FACTOR


@pytest.mark.usefixtures("codes")
def test_a_code_is_good_once() -> None:
    used = code()
    assert begin().post("/sign-in/second/", {"code": used}).status_code == 302
    assert begin().post("/sign-in/second/", {"code": used}).context["error"]
    assert begin().post("/sign-in/second/", {"code": code(1)}).status_code == 302


def test_a_recovery_code_is_good_once(codes: list[str]) -> None:
    assert begin().post("/sign-in/second/", {"code": codes[0].upper().replace("-", " ")}).status_code == 302
    assert begin().post("/sign-in/second/", {"code": codes[0]}).context["error"]
    assert RecoveryCode.objects.count() == recovery.COUNT - 1


@pytest.mark.usefixtures("codes")
def test_guessing_codes_is_stopped() -> None:
    client = begin()
    for _ in range(MOST_BY_LOGIN):
        client.post("/sign-in/second/", {"code": "123456"})
    assert client.post("/sign-in/second/", {"code": code()}).context["error"]


@pytest.mark.usefixtures("codes")
@pytest.mark.parametrize("late", [301, 10_000])
def test_who_waits_too_long_begins_again(late: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from gudok.web.accounts.entry import actions

    client = begin()
    now = actions.time.time()
    monkeypatch.setattr(actions.time, "time", lambda: now + late)
    assert client.post("/sign-in/second/", {"code": code()}).headers["Location"] == "/sign-in/"


@pytest.mark.usefixtures("codes")
def test_a_password_changed_in_between_ends_the_second_step(alice: User) -> None:
    client = begin()
    alice.set_password("something-quite-different-7")
    alice.save()
    assert client.post("/sign-in/second/", {"code": code()}).headers["Location"] == "/sign-in/"


def test_a_role_that_requires_a_factor_leads_to_it_first(alice: User) -> None:
    Security.objects.create(pk=1, factor_roles=["operator"])
    client = begin()
    assert client.get("/calls/").headers["Location"] == "/profile/factors/"
    assert client.post("/desk/ask/ready").status_code == 403
    secret = client.get("/profile/factors/application/").context["secret"]
    client.post("/profile/factors/application/", {"code": pyotp.TOTP(secret).now()})
    assert client.get("/calls/").status_code == 200
    client.post("/profile/factors/drop/")
    assert Totp.objects.filter(user=alice).exists()


def test_a_factor_that_nobody_requires_can_be_given_up(
    codes: list[str], alice: User, sign_in: Callable[[User], Client]
) -> None:
    assert codes
    sign_in(alice).post("/profile/factors/drop/")
    assert not Totp.objects.exists()
    assert not RecoveryCode.objects.exists()


@pytest.mark.usefixtures("codes")
def test_dave_takes_a_lost_factor_away_and_alices_sessions_end(
    alice: User, dave: User, sign_in: Callable[[User], Client]
) -> None:
    client = begin()
    client.post("/sign-in/second/", {"code": code()})
    sign_in(dave).post(f"/setup/staff/{alice.pk}/factors/forget/")
    assert not Totp.objects.exists()
    assert client.get("/calls/").status_code == 302
    assert re.match(
        "/calls/",
        begin().post("/sign-in/", {"username": "alice", "password": PASSWORD, "next": "/calls/"}).headers["Location"],
    )


def test_the_clock_of_a_telephone_may_be_half_a_minute_away() -> None:
    at = 1_700_000_000.0
    made = pyotp.TOTP(SECRET)
    step = int(at // totp.STEP)
    assert [totp.step_of(SECRET, made.generate_otp(step + away), at=at) for away in (-2, -1, 0, 1, 2)] == [
        0, step - 1, step, step + 1, 0,
    ]  # fmt: skip
    assert totp.step_of(SECRET, made.generate_otp(step), after=step, at=at) == 0
