"""Before an account could be taken over at an open screen, it is asked again who sits there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pyotp
import pytest

from gudok.web.accounts.again.fresh import FINISHES, OPENS, PROVED
from gudok.web.accounts.factors.actions import add_totp
from gudok.web.accounts.models import Provider, User
from gudok.web.accounts.throttle import throttle

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-password-of-"


def later(client: Client, seconds: float) -> None:
    session = client.session
    session[PROVED] = time.time() - seconds
    session.save()


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/profile/factors/", "alice"), ("/profile/factors/application/", "alice"), ("/profile/password/", "alice"),
        ("/setup/tokens/new/", "dave"),
    ],
)  # fmt: skip
def test_a_guarded_page_asks_and_then_opens(
    path: str, who: str, alice: User, dave: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in({"alice": alice, "dave": dave}[who])
    assert client.get(path).status_code == 200
    later(client, OPENS + 1)
    asked = client.get(path)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/sign-in/again/?next=")
    page = client.get(asked.headers["Location"])
    assert page.context["has_password"]
    wrong = client.post("/sign-in/again/", {"next": path, "password": "guess"})
    assert wrong.status_code == 200
    assert client.get(path).status_code == 302
    right = client.post("/sign-in/again/", {"next": path, "password": PASSWORD + who})
    assert right.headers["Location"] == path
    assert client.get(path).status_code == 200


def test_what_was_opened_can_be_finished_but_not_for_ever(alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    client.get("/profile/factors/application/")
    secret = client.session["new_totp"]
    later(client, OPENS + 5)
    code = {"code": pyotp.TOTP(secret).now()}
    later(client, FINISHES + 5)
    client.post("/profile/factors/application/", code)
    assert not User.objects.filter(totp__isnull=False).exists()
    later(client, OPENS + 5)
    client.post("/profile/factors/application/", code)
    assert User.objects.filter(totp__isnull=False).get() == alice


def test_who_left_the_screen_open_loses_no_factor(alice: User, sign_in: Callable[[User], Client]) -> None:
    add_totp(alice, pyotp.random_base32(), 0)
    codes = set(alice.recovery_codes.values_list("hash", flat=True))
    client = sign_in(alice)
    later(client, FINISHES + 5)
    from_page = {"Referer": "http://testserver/profile/factors/"}
    answer = client.post("/profile/factors/drop/", headers=from_page)
    assert "next=http%3A%2F%2Ftestserver%2Fprofile%2Ffactors%2F" in answer.headers["Location"]
    client.post("/profile/factors/codes/")
    told = client.post("/profile/factors/passkey/", {}, content_type="application/json", headers=from_page)
    assert (told.status_code, told.json()["error"]) == (403, "again")
    alice.refresh_from_db()
    assert alice.totp
    assert set(alice.recovery_codes.values_list("hash", flat=True)) == codes


def test_the_email_typed_is_kept_while_it_is_asked(alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    later(client, FINISHES + 5)
    values = {"full_name": "Alice", "email": "a@new.example", "language": "ru", "time_zone": "Europe/Moscow"}
    client.post("/profile/", values | {"email": ""})
    alice.refresh_from_db()
    assert alice.full_name == "Alice"
    asked = client.post("/profile/", values)
    assert asked.headers["Location"] == "/sign-in/again/?next=%2Fprofile%2F"
    alice.refresh_from_db()
    assert alice.email == ""
    client.post("/sign-in/again/", {"next": "/profile/", "password": PASSWORD + "alice"})
    assert client.get("/profile/").context["form"]["email"].value() == "a@new.example"
    assert client.get("/profile/").context["form"]["email"].value() == ""
    client.post("/profile/", values)
    alice.refresh_from_db()
    assert alice.email == "a@new.example"


def test_another_persons_password_is_not_kept_while_it_is_asked(
    dave: User, alice: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(dave)
    page = client.get(f"/setup/staff/{alice.pk}/")
    values: dict[str, Any] = {
        name: value for name, value in page.context["form"].initial.items() if isinstance(value, str)
    }
    values |= {"roles": ["operator"], "kind": "browser", "codec": "auto", "is_active": "on", "sees": "centre"}
    later(client, FINISHES + 5)
    client.post(f"/setup/staff/{alice.pk}/", values | {"full_name": "Alice The First"})
    alice.refresh_from_db()
    assert alice.full_name == "Alice The First"
    for change in ({"password": "another-long-one"}, {"roles": ["operator", "supervisor"]}, {"login": "alicia"}):
        asked = client.post(f"/setup/staff/{alice.pk}/", values | change)
        assert asked.headers["Location"].startswith("/sign-in/again/"), change
    assert "another-long-one" not in str(dict(client.session.items()))
    client.post(f"/setup/staff/{alice.pk}/link/")
    alice.refresh_from_db()
    assert (alice.login, alice.role_names) == ("alice", ["operator"])
    assert alice.check_password(PASSWORD + "alice")
    assert not alice.invitations.exists()


def test_a_code_proves_who_has_no_password_and_the_provider_who_came_from_it(
    alice: User, sign_in: Callable[[User], Client]
) -> None:
    secret = pyotp.random_base32()
    add_totp(alice, secret, 0)
    alice.set_unusable_password()
    alice.subject = "s-1"
    alice.save()
    Provider.objects.create(pk=1, enabled=True, issuer="http://127.0.0.1:1", client_id="gudok")
    client = sign_in(alice)
    later(client, FINISHES + 5)
    page = client.get("/sign-in/again/?next=/profile/")
    assert (page.context["has_password"], page.context["has_codes"]) == (False, True)
    assert "?again=1" in page.content.decode()
    assert client.post("/sign-in/again/", {"next": "/profile/", "code": "000000"}).status_code == 200
    assert client.post("/sign-in/again/", {"next": "/profile/", "code": pyotp.TOTP(secret).now()}).status_code == 302
    assert client.get("/profile/factors/").status_code == 200


def test_guessing_is_slow_and_nobody_is_sent_away(alice: User, bob: User, sign_in: Callable[[User], Client]) -> None:
    throttle.clear()
    client = sign_in(alice)
    later(client, FINISHES + 5)
    assert client.post("/sign-in/again/", {"password": PASSWORD + "bob"}).status_code == 200
    for _ in range(10):
        client.post("/sign-in/again/", {"password": "guess"})
    assert client.post("/sign-in/again/", {"password": PASSWORD + "alice"}).status_code == 200
    throttle.clear()
    away = client.post("/sign-in/again/", {"next": "https://evil.example/", "password": PASSWORD + "alice"})
    assert away.headers["Location"] == "/"
