"""A link to choose a password: once, for a time, and only by who may."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from msgspec import structs

from gudok.web.accounts.invite.actions import accept, invite, invited
from gudok.web.accounts.models import Invitation

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = {"new_password1": "something-quite-different-7", "new_password2": "something-quite-different-7"}


def test_the_link_lets_alice_choose_a_password_and_in(alice: User) -> None:
    path = f"/invitation/{invite(None, alice)}/"
    client = Client()
    page = client.get(path)
    assert "alice" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert client.post(path, NEW).headers["Location"] == "/"
    assert client.get("/profile/").status_code == 200
    assert Client().get(path).status_code == 404
    alice.refresh_from_db()
    assert alice.check_password(NEW["new_password1"])


def test_a_weak_password_does_not_spend_the_link(alice: User) -> None:
    secret = invite(None, alice)
    assert (
        Client().post(f"/invitation/{secret}/", {"new_password1": "alice", "new_password2": "alice"}).status_code == 200
    )
    assert invited(secret) == alice


def test_an_old_link_and_a_replaced_one_do_not_work(alice: User) -> None:
    first, second = invite(None, alice), invite(None, alice)
    assert (invited(first), invited(second)) == (None, alice)
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert accept(second, "something-quite-different-7") is None


def test_who_left_gets_in_by_no_link(alice: User) -> None:
    secret = invite(None, alice)
    alice.is_active = False
    alice.save()
    assert invited(secret) is None


def test_the_records_do_not_tell_the_link(alice: User) -> None:
    secret = invite(None, alice)
    assert secret not in str(list(Invitation.objects.values()))


def test_daves_link_is_mailed_when_a_mail_server_is_known(
    alice: User, dave: User, sign_in: Callable[[User], Client], settings: Settings
) -> None:
    alice.email = "alice@example.org"
    alice.save()
    client = sign_in(dave)
    client.post(f"/setup/staff/{alice.pk}/link/", {"mail": "1"})
    assert mail.outbox == []
    known = structs.replace(settings.GUDOK.mail, host="mail.example.org", sender="gudok@example.org")
    settings.GUDOK = structs.replace(settings.GUDOK, mail=known)
    shown = client.post(f"/setup/staff/{alice.pk}/link/", {"mail": "1"}, follow=True).context["address"]
    (letter,) = mail.outbox
    assert letter.to == ["alice@example.org"]
    assert shown in letter.body
