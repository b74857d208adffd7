"""What every page has, whoever looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_health_says_that_the_records_answer() -> None:
    assert Client().get("/healthz").json() == {"web": "ok", "records": "ok"}


def test_health_fails_without_records(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", fail)
    assert Client().get("/healthz").status_code == 503


def test_pages_allow_no_script_of_others() -> None:
    policy = Client().get("/sign-in/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_have_no_script_in_them(dave: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(dave).get("/setup/queues/").content.decode()
    assert "<script>" not in page
    assert "onclick" not in page


def test_foreign_hosts_are_refused() -> None:
    assert Client().get("/sign-in/", headers={"Host": "evil.example"}).status_code == 400


def test_pages_are_russian_until_told_otherwise() -> None:
    assert '<html lang="ru"' in Client().get("/sign-in/").content.decode()


def test_the_browsers_language_is_taken_before_signing_in() -> None:
    page = Client().get("/sign-in/", headers={"Accept-Language": "en"})
    assert '<html lang="en"' in page.content.decode()


def test_a_missing_page_says_so_in_words(dave: User, sign_in: Callable[[User], Client]) -> None:
    response = sign_in(dave).get("/people/99/")
    assert response.status_code == 404
    assert "Такой страницы нет" in response.content.decode()


def test_a_form_kept_too_long_says_so_in_words(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sign-in/", {"username": "alice", "password": "x"})
    assert response.status_code == 403
    assert "Попробуйте ещё раз" in response.content.decode()


def test_a_broken_page_says_so_and_shows_no_secrets(
    dave: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of ours")

    client = sign_in(dave)
    client.raise_request_exception = False
    monkeypatch.setattr("gudok.web.people.queries.narrowed", fail)
    response = client.get("/people/")
    assert response.status_code == 500
    assert "Что-то сломалось" in response.content.decode()
    assert "a secret of ours" not in response.content.decode()


@pytest.mark.parametrize("address", ["/people/?q=%00", "/audit/?person=%00&verb=%00", "/calls/?q=%00"])
def test_a_nul_in_the_address_is_no_error(dave: User, sign_in: Callable[[User], Client], address: str) -> None:
    assert sign_in(dave).get(address).status_code == 200
