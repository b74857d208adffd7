"""Signing in with the company's directory: a real slapd in a process beside the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils.html import escape
from django.utils.translation import gettext

from gudok.web.accounts.ldap import watch
from gudok.web.accounts.ldap.errors import TroubleError
from gudok.web.accounts.ldap.models import Directory
from gudok.web.accounts.ldap.words import at_the_door
from gudok.web.accounts.models import Entry, User
from gudok.web.accounts.sealed import unseal
from gudok.web.accounts.tests import slapd
from gudok.web.accounts.throttle import throttle
from gudok.web.audit.models import AuditEntry
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.document.write import present, to_toml

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.tests.slapd import Slapd

pytestmark = pytest.mark.django_db


def come(login: str, password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": login, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/profile/").status_code == 200


def told(login: str, password: str) -> str:
    return Client().post("/sign-in/", {"username": login, "password": password}).content.decode()


def test_alice_comes_in_with_her_password_at_work_and_ours_is_forgotten(row: Directory, alice: User) -> None:
    client = come("alice", "alices-at-work")
    assert client.get("/profile/").context["user"] == alice
    assert Entry.objects.get().how == Entry.How.DIRECTORY
    assert not is_in(come("alice", "a-long-password-of-alice"))
    assert is_in(come("ROMASHKA\\alice", "alices-at-work"))
    alice.refresh_from_db()
    assert alice.directory_id
    assert not alice.has_usable_password()


def test_the_link_for_a_password_and_a_password_of_ours_do_not_open_a_way_round(
    row: Directory, alice: User, dave: User, sign_in: Callable[[User], Client]
) -> None:
    come("alice", "alices-at-work")
    page = sign_in(dave).post(f"/setup/staff/{alice.pk}/link/", follow=True)
    assert page.redirect_chain[-1][0] == f"/setup/staff/{alice.pk}/"
    alice.refresh_from_db()
    alice.set_password("set-behind-the-back")
    alice.save()
    assert not is_in(come("alice", "set-behind-the-back"))


def test_who_is_not_in_the_directory_comes_in_with_the_password_of_the_centre(row: Directory, bob: User) -> None:
    client = come("bob", "a-long-password-of-bob")
    assert is_in(client)
    assert Entry.objects.get().how == Entry.How.PASSWORD
    assert not is_in(come("bob", "wrong"))


def test_a_stranger_of_the_company_is_refused_or_added_as_set_up(row: Directory) -> None:
    assert not is_in(come("anna", "annas-at-work"))
    assert not User.objects.filter(login="anna").exists()
    Directory.objects.update(create=True)
    anna = come("Anna", "annas-at-work").get("/profile/").context["user"]
    assert (anna.login, anna.full_name, anna.email) == ("anna", "Анна Смирнова", "anna@romashka.example")
    assert anna.role_names == []


def test_groups_decide_the_roles_and_the_telephone_follows(row: Directory, company: Slapd) -> None:
    Directory.objects.update(create=True, roles={"operators": "operator", f"cn=Leads,{slapd.GROUPS}": "supervisor"})
    come("anna", "annas-at-work")
    anna = User.objects.get(login="anna")
    assert anna.role_names == ["operator"]
    assert anna.operator.active
    company.group("Operators", f"uid=alice,{slapd.PEOPLE}")
    company.group("Leads", f"uid=anna,{slapd.PEOPLE}")
    watch.look()
    anna = User.objects.get(login="anna")
    assert anna.role_names == ["supervisor"]
    assert not anna.operator.active
    assert AuditEntry.objects.filter(verb="person.changed", row_id=str(anna.pk)).count() == 2


def test_groups_are_searched_for_where_entries_do_not_name_them(row: Directory) -> None:
    Directory.objects.update(create=True, groups_attribute="", group_base=slapd.GROUPS, roles={"leads": "quality"})
    User.objects.create_user("alice", None, full_name="Alice")
    come("alice", "alices-at-work")
    assert User.objects.get(login="alice").role_names == ["quality"]


def test_who_is_dismissed_is_out_within_minutes_and_cannot_come_back(
    row: Directory, company: Slapd, alice: User, bob: User
) -> None:
    client = come("alice", "alices-at-work")
    assert watch.look() == []
    assert is_in(client)
    company.dismiss("alice")
    assert not is_in(come("alice", "alices-at-work"))
    assert watch.look() == [alice]
    assert not is_in(client)
    alice.refresh_from_db()
    assert not alice.is_active
    assert not alice.operator.active
    assert is_in(come("bob", "a-long-password-of-bob"))
    # Another person gets the login: she is not our alice.
    company.hire("alice", "Алиса Другая", "alices-at-work")
    assert not is_in(come("alice", "alices-at-work"))


def test_who_was_closed_there_and_opened_again_comes_in_again_but_not_who_was_closed_here(
    row: Directory, company: Slapd, alice: User
) -> None:
    come("alice", "alices-at-work")
    Directory.objects.update(filter="(&(uid={login})(!(employeeType=former)))")
    company.change(f"uid=alice,{slapd.PEOPLE}", employeeType="former")
    assert not is_in(come("alice", "alices-at-work"))
    assert watch.look() == [alice]
    company.change(f"uid=alice,{slapd.PEOPLE}", employeeType="staff")
    assert is_in(come("alice", "alices-at-work"))
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert not is_in(come("alice", "alices-at-work"))


def test_a_wrong_filter_does_not_put_everybody_out(row: Directory, company: Slapd) -> None:
    Directory.objects.update(create=True)
    for n in range(5):
        company.hire(f"hand{n}", f"Рука {n}", "at-the-work")
        come(f"hand{n}", "at-the-work")
    assert User.objects.exclude(directory_id=None).count() == 5
    Directory.objects.update(filter="(sAMAccountName={login})")
    assert watch.look() == []
    assert User.objects.filter(is_active=True).count() == 5
    for n in range(5):
        company.dismiss(f"hand{n}")


def test_wrong_passwords_close_the_login_for_that_address(row: Directory, alice: User) -> None:
    for _ in range(10):
        assert gettext("The login or the password is wrong.") in told("alice", "guess")
    assert not is_in(come("alice", "alices-at-work"))
    throttle.open("alice")
    assert is_in(come("alice", "alices-at-work"))


def test_while_the_directory_is_down_its_people_wait_and_the_others_work(
    row: Directory, company: Slapd, alice: User, bob: User
) -> None:
    client = come("alice", "alices-at-work")
    company.stop()
    try:
        assert escape(at_the_door(TroubleError("unreachable"))) in told("alice", "alices-at-work")
        assert is_in(come("bob", "a-long-password-of-bob"))
        with pytest.raises(TroubleError):
            watch.look()
        assert is_in(client)
    finally:
        company.start()


def test_daves_page_seals_the_password_and_tries_it_out(
    company: Slapd, dave: User, bob: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(dave)
    values = {
        "enabled": "on", "servers": company.url, "start_tls": "on", "check_certificate": "on", "timeout_s": "5",
        "authority": company.certificate, "bind_dn": slapd.SEARCHER, "secret": slapd.SEARCHER_PASSWORD,
        "base": slapd.PEOPLE, "filter": "(uid={login})", "name_attribute": "cn", "email_attribute": "mail",
        "groups_attribute": "memberOf", "group_filter": "(member={dn})", "roles": "Operators = Оператор",
    }  # fmt: skip
    trial = "/setup/security/directory/try/"
    seen = client.post(trial, values | {"try_login": "anna", "try_password": "annas-at-work"}).content.decode()
    assert "Анна Смирнова, anna@romashka.example" in seen
    assert "alert-triangle" not in seen
    assert not Directory.objects.exists()
    assert not User.objects.filter(login="anna").exists()
    seen = client.post(trial, values | {"try_login": "anna", "try_password": "guess"}).content.decode()
    assert seen.count("alert-triangle") == 1
    assert "alert-triangle" in client.post(trial, values | {"try_login": "nobody"}).content.decode()
    assert "alert-triangle" not in client.post(trial, values).content.decode()
    assert "alert-triangle" in client.post(trial, values | {"servers": "http://x"}).content.decode()
    client.post("/setup/security/directory/", values)
    row = Directory.objects.get()
    assert unseal(row.secret) == slapd.SEARCHER_PASSWORD
    assert slapd.SEARCHER_PASSWORD not in row.secret + str(list(AuditEntry.objects.values()))
    assert row.roles == {"Operators": "operator"}
    assert AuditEntry.objects.filter(verb="directory.changed").exists()
    client.post("/setup/security/directory/", values | {"filter": "(uid=alice)"})
    assert Directory.objects.get().filter == "(uid={login})"
    assert (
        client.post(trial, values | {"secret": "", "try_login": "anna"}).content.decode().count("alert-triangle") == 0
    )
    elsewhere = values | {"secret": "", "servers": "ldap://thief.example"}
    assert client.post(trial, elsewhere).content.decode().count("alert-triangle") == 1
    client.post("/setup/security/directory/", elsewhere)
    assert Directory.objects.get().servers == company.url
    assert sign_in(bob).post(trial, values).status_code == 403


def test_the_set_up_file_holds_the_directory_and_its_password_only_as_written_by_hand(dave: User) -> None:
    text = """
format = 1

[directory]
enabled = true
servers = "ldaps://dc1.romashka.example ldaps://dc2.romashka.example"
base = "dc=romashka,dc=example"
filter = "(sAMAccountName={login})"
bind_dn = "gudok@romashka.example"
secret = "tell-nobody"
roles = {"CN=Operators,DC=romashka" = "operator"}
"""
    apply(dave, from_toml(text))
    row = Directory.objects.get()
    assert unseal(row.secret) == "tell-nobody"
    assert "tell-nobody" not in to_toml(present()) + row.secret
    document = from_toml(to_toml(present(only=("directory",), secrets=True)))
    assert document["directory"][""]["secret"] == "tell-nobody"
    apply(dave, from_toml(to_toml(present())))
    assert unseal(Directory.objects.get().secret) == "tell-nobody"
    for wrong in (text.replace('"operator"', '"king"'), text.replace("{login}", "x"), text.replace("ldaps:", "http:")):
        with pytest.raises(BadDocumentError):
            apply(dave, from_toml(wrong))
