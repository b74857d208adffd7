"""The conversation with the directory: what is asked, what is never sent, and each trouble's word."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from gudok.web.accounts.ldap.entry import entry_of, group_names
from gudok.web.accounts.ldap.errors import DeniedError, TroubleError
from gudok.web.accounts.ldap.talk import check_password, look_up
from gudok.web.accounts.sealed import seal
from gudok.web.accounts.tests import slapd

if TYPE_CHECKING:
    from gudok.web.accounts.ldap.models import Directory
    from gudok.web.accounts.tests.slapd import Slapd

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["*", "ali*", "alice)(uid=*", "\\2a", "alice\0", "а" * 300, "alice@romashka.example"])
def test_what_is_typed_is_never_part_of_the_filter(row: Directory, typed: str) -> None:
    with pytest.raises(DeniedError):
        check_password(row, typed, "alices-at-work")


def test_an_empty_password_proves_nothing(row: Directory) -> None:
    with pytest.raises(DeniedError):
        check_password(row, "alice", "")


def test_without_an_account_that_searches_the_persons_own_name_is_tried(row: Directory, company: Slapd) -> None:
    row.bind_dn, row.secret, row.user_dn = "", "", f"uid={{login}},{slapd.PEOPLE}"
    row.base = ""
    assert check_password(row, "anna", "annas-at-work").name == "Анна Смирнова"
    with pytest.raises(DeniedError):
        check_password(row, "anna", "guess")
    with pytest.raises(DeniedError):
        check_password(row, "anna,ou=people", "annas-at-work")
    with pytest.raises(TroubleError, match="no_searcher"):
        look_up(row, ["anna"])


def test_starttls_and_the_next_server(row: Directory, company: Slapd) -> None:
    row.servers = f"ldaps://localhost:1 {company.url}"
    steps: list[str] = []
    check_password(row, "anna", "annas-at-work", lambda code, _: steps.append(code))
    assert steps == ["encrypted", "searcher_in", "found", "password_right"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"servers": "ldaps://localhost:1"}, "unreachable"),
        ({"servers": "ldaps://no-such-host.invalid"}, "unknown_host"),
        ({"authority": ""}, "certificate"),
        ({"servers": "ldaps://127.0.0.1:{secure}"}, "certificate"),
        ({"servers": "ldap://127.0.0.1:{plain}"}, "certificate"),
        ({"servers": "ldaps://localhost:{plain}"}, "no_tls"),
        ({"secret": seal("wrong")}, "searcher"),
        ({"bind_dn": "nobody at all"}, "searcher"),
        ({"base": f"ou=nowhere,{slapd.SUFFIX}"}, "no_base"),
        ({"filter": "(uid={login}"}, "bad_filter"),
        ({"filter": "(|(uid={login})(objectClass=inetOrgPerson))"}, "many"),
        ({"group_base": f"ou=nowhere,{slapd.SUFFIX}"}, "no_base"),
        ({"servers": ""}, "no_servers"),
    ],
)
def test_each_trouble_has_its_word(row: Directory, company: Slapd, changed: dict[str, str], code: str) -> None:
    for name, value in changed.items():
        setattr(
            row, name, value.replace("{secure}", str(company.secure_port)).replace("{plain}", str(company.plain_port))
        )
    with pytest.raises(TroubleError) as trouble:
        check_password(row, "alice", "alices-at-work")
    assert trouble.value.code == code, trouble.value.said


def test_a_certificate_is_not_checked_only_where_that_is_chosen(row: Directory) -> None:
    row.authority, row.check_certificate = "", False
    assert check_password(row, "alice", "alices-at-work").email == "alice@romashka.example"


def test_a_silent_server_costs_no_more_than_the_patience(row: Directory) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        row.servers, row.timeout_s = f"ldap://127.0.0.1:{silent.getsockname()[1]}", 1
        began = time.monotonic()
        with pytest.raises(TroubleError, match="slow"):
            check_password(row, "alice", "alices-at-work")
        assert time.monotonic() - began < 3


GUID = bytes(range(16))


@pytest.mark.parametrize(
    ("attributes", "closed"),
    [
        ({"userAccountControl": [b"512"], "accountExpires": [b"9223372036854775807"]}, False),
        ({"userAccountControl": [b"514"]}, True),
        ({"accountExpires": [b"0"]}, False),
        ({"accountExpires": [b"131000000000000000"]}, True),
        ({"nsAccountLock": [b"TRUE"]}, True),
        ({"loginDisabled": [b"false"]}, False),
        ({"pwdAccountLockedTime": [b"000001010000Z"]}, True),
        ({"pwdAccountLockedTime": [b"20261130000000Z"]}, False),
        ({"userAccountControl": [b"odd"], "accountExpires": [b""]}, False),
    ],
)
def test_closed_is_read_in_the_writing_of_each_maker(attributes: dict[str, list[bytes]], closed: bool) -> None:
    entry = entry_of("cn=x", attributes | {"objectGUID": [GUID]}, name="cn", email="mail", groups=[])
    assert entry.closed is closed
    assert entry.id == "03020100-0504-0706-0809-0a0b0c0d0e0f"


def test_groups_are_known_by_their_whole_name_and_its_first_part() -> None:
    names = group_names(["CN=Operators\\, first,OU=Groups,DC=x", "staff"])
    assert names == {"cn=operators\\, first,ou=groups,dc=x", "operators, first", "staff"}
