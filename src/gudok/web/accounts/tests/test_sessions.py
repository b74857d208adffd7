"""Sessions are seen and ended; idle ones end by themselves; old passwords are changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import AsyncClient, Client
from django.utils import timezone

from gudok.web.accounts.entry import idle
from gudok.web.accounts.models import Entry, Security, User
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def come(login: str, agent: str = "Firefox") -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/sign-in/", {"username": login, "password": f"a-long-password-of-{login}"})
    return client


def later(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    """So many minutes pass, for the records and for the middleware."""
    now, mono = timezone.now() + timedelta(minutes=minutes), idle.time.monotonic() + minutes * 60
    monkeypatch.setattr(idle.timezone, "now", lambda: now)
    monkeypatch.setattr(idle.time, "monotonic", lambda: mono)


@pytest.mark.usefixtures("alice")
def test_alice_sees_her_sessions_and_ends_one() -> None:
    home, work = come("alice", "Home"), come("alice", "Work")
    shown = list(work.get("/profile/sessions/").context["sessions"])
    assert {entry.agent for entry in shown} == {"Home", "Work"}
    other = next(entry for entry in shown if entry.agent == "Home")
    work.post(f"/profile/sessions/{other.pk}/end/")
    assert home.get("/profile/").status_code == 302
    assert work.get("/profile/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 YaBrowser/24 Safari/537.36", "Yandex, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("gudok-robot/1", "gudok-robot/1"),
    ],
)
def test_a_device_is_told_as_people_call_it(agent: str, device: str) -> None:
    assert Entry(agent=agent).device == device


@pytest.mark.usefixtures("alice", "bob")
def test_nobody_ends_anothers_session_but_who_changes_people(dave: User, sign_in: Callable[[User], Client]) -> None:
    client = come("alice")
    entry = Entry.objects.get(user__login="alice")
    assert come("bob").post(f"/profile/sessions/{entry.pk}/end/").status_code == 404
    assert come("bob").post(f"/setup/staff/sessions/{entry.pk}/end/").status_code == 403
    assert client.get("/profile/").status_code == 200
    sign_in(dave).post(f"/setup/staff/sessions/{entry.pk}/end/")
    assert client.get("/profile/").status_code == 302
    assert AuditEntry.objects.get(verb="session.ended").row_name == "Alice Operator"


@pytest.mark.usefixtures("alice")
def test_a_new_password_ends_the_other_sessions() -> None:
    home, work = come("alice"), come("alice")
    new = "something-quite-different-7"
    values = {"old_password": "a-long-password-of-alice", "new_password1": new, "new_password2": new}
    assert work.post("/profile/password/", values).headers["Location"] == "/profile/"
    assert home.get("/profile/").status_code == 302
    assert work.get("/profile/").status_code == 200
    assert len(work.get("/profile/sessions/").context["sessions"]) == 1


@pytest.mark.usefixtures("alice")
def test_an_idle_session_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    Security.objects.create(pk=1, idle_minutes=15)
    client = come("alice")
    assert client.get("/profile/").status_code == 200
    later(monkeypatch, 10)
    assert client.get("/profile/").status_code == 200
    later(monkeypatch, 14)
    assert client.get("/profile/").status_code == 200
    later(monkeypatch, 16)
    assert client.get("/profile/").status_code == 302


@pytest.mark.usefixtures("bob")
def test_a_wall_that_refreshes_itself_does_not_keep_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    Security.objects.create(pk=1, idle_minutes=15)
    client = come("bob")
    later(monkeypatch, 10)
    client.get("/live/wall", headers={"Accept": "application/json"})
    later(monkeypatch, 6)
    assert client.get("/profile/").status_code == 302


@pytest.mark.django_db(transaction=True)
async def test_an_idle_session_opens_no_stream(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    await Security.objects.acreate(pk=1, idle_minutes=15)
    client = AsyncClient()
    await client.aforce_login(alice)
    session = await client.asession()
    await Entry.objects.acreate(user=alice, session=str(session.session_key), how="password", agent="")
    later(monkeypatch, 20)
    answer = await client.get("/live/desk", headers={"Accept": "text/event-stream"})
    assert answer.status_code == 401


@pytest.mark.parametrize(("days", "old", "to"), [(30, 31, "/profile/password/"), (30, 29, None), (0, 9999, None)])
def test_an_old_password_must_be_changed_first(alice: User, days: int, old: int, to: str | None) -> None:
    Security.objects.create(pk=1, password_days=days)
    User.objects.filter(pk=alice.pk).update(password_changed_at=timezone.now() - timedelta(days=old))
    answer = come("alice").get("/calls/")
    assert answer.headers.get("Location") == to


def test_a_password_given_by_another_is_changed_at_first(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(must_change_password=True)
    client = come("alice")
    assert client.get("/desk/").headers["Location"] == "/profile/password/"
    new = "something-quite-different-7"
    values = {"old_password": "a-long-password-of-alice", "new_password1": new, "new_password2": new}
    assert client.post("/profile/password/", values).headers["Location"] == "/"
    assert client.get("/calls/").status_code == 200


def test_the_centre_says_how_long_a_password_must_be(alice: User, sign_in: Callable[[User], Client]) -> None:
    Security.objects.create(pk=1, password_length=16)
    values = {
        "old_password": "a-long-password-of-alice",
        "new_password1": "short-one-77",
        "new_password2": "short-one-77",
    }
    assert "16" in str(sign_in(alice).post("/profile/password/", values).context["form"].errors)


def test_dave_opens_a_closed_login(alice: User, dave: User, sign_in: Callable[[User], Client]) -> None:
    for _ in range(10):
        Client().post("/sign-in/", {"username": "alice", "password": "wrong"})
    assert come("alice").get("/profile/").status_code == 302
    sign_in(dave).post(f"/setup/staff/{alice.pk}/open/")
    assert come("alice").get("/profile/").status_code == 200
