from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

VALUES = {"full_name": "Alice O.", "email": "", "language": "en", "time_zone": "Asia/Omsk"}


def test_alice_changes_her_language_and_zone(alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    client.post("/profile/", VALUES)
    alice.refresh_from_db()
    assert (alice.language, alice.time_zone) == ("en", "Asia/Omsk")
    assert '<html lang="en"' in client.get("/profile/").content.decode()
    entry = AuditEntry.objects.get(verb="profile.changed")
    assert ("language", "ru", "en") in entry.differences


def test_the_profile_gives_no_roles(alice: User, sign_in: Callable[[User], Client]) -> None:
    sign_in(alice).post("/profile/", VALUES | {"groups": "administrator", "is_superuser": "on", "hide_numbers": "on"})
    alice.refresh_from_db()
    assert alice.role_names == ["operator"]
    assert not alice.is_superuser


def test_an_impossible_zone_is_refused(alice: User, sign_in: Callable[[User], Client]) -> None:
    response = sign_in(alice).post("/profile/", VALUES | {"time_zone": "Mars/Olympus"})
    assert response.context["form"].errors.keys() == {"time_zone"}


def test_alice_changes_her_password(alice: User, sign_in: Callable[[User], Client]) -> None:
    new = "something-quite-different-7"
    client = sign_in(alice)
    client.post(
        "/profile/password/",
        {"old_password": "a-long-password-of-alice", "new_password1": new, "new_password2": new},
    )
    alice.refresh_from_db()
    assert alice.check_password(new)
    assert client.get("/profile/").status_code == 200
    assert AuditEntry.objects.get(verb="password.changed").differences == []


def test_the_language_switch_is_kept_on_the_person(alice: User, sign_in: Callable[[User], Client]) -> None:
    response = sign_in(alice).post("/language/", {"language": "en", "next": "/calls/"})
    alice.refresh_from_db()
    assert alice.language == "en"
    assert response.headers["Location"] == "/calls/"


def test_the_language_switch_sends_nobody_away(alice: User, sign_in: Callable[[User], Client]) -> None:
    response = sign_in(alice).post("/language/", {"language": "xx", "next": "https://evil.example/"})
    alice.refresh_from_db()
    assert alice.language == "ru"
    assert response.headers["Location"] == "/"
