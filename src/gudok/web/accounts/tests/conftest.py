"""A company with a directory: slapd with alice and anna."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.accounts.ldap.models import Directory
from gudok.web.accounts.sealed import seal
from gudok.web.accounts.tests import slapd
from gudok.web.accounts.throttle import throttle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gudok.web.accounts.tests.slapd import Slapd


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    made = slapd.Slapd(tmp_path_factory.mktemp("slapd") / "of-romashka")
    made.start()
    try:
        made.build()
        yield made
    finally:
        made.stop()


@pytest.fixture
def company(server: Slapd) -> Iterator[Slapd]:
    """The directory with alice and anna, as new for each test."""
    server.hire("alice", "Алиса Операторова", "alices-at-work", mail="alice@romashka.example")
    server.hire("anna", "Анна Смирнова", "annas-at-work", mail="anna@romashka.example")
    server.group("Operators", f"uid=anna,{slapd.PEOPLE}")
    server.group("Leads", f"uid=alice,{slapd.PEOPLE}")
    throttle.clear()
    yield server
    for login in ("alice", "anna"):
        server.dismiss(login)


@pytest.fixture
def row(company: Slapd) -> Directory:
    return Directory.objects.create(
        pk=1,
        enabled=True,
        servers=company.secure_url,
        authority=company.certificate,
        bind_dn=slapd.SEARCHER,
        secret=seal(slapd.SEARCHER_PASSWORD),
        base=slapd.PEOPLE,
    )
