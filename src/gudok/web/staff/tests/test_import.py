"""A table of people: looked at first, taken in whole or not at all, twice without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gudok.web.accounts.models import Team, User
from gudok.web.audit.models import AuditEntry
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue, SettingsVersion
from gudok.web.staff.models import StaffImport

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db

HEAD = "Логин;ФИО;Роли;Группа;Очереди;Телефон\n"


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


@pytest.fixture
def sales() -> Queue:
    Team.objects.create(name="Продажи")
    return save_row(None, Queue, None, {"name": "Продажи"})


def upload(client: Client, text: str | bytes) -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    return client.post("/setup/staff/import/", {"file": SimpleUploadedFile("люди.csv", content)}, follow=True).context


def take(client: Client) -> StaffImport:
    """Press «take in» until all rows are in, as the page's script does."""
    staged = StaffImport.objects.get()
    for _ in range(20):
        if staged.finished:
            break
        client.post(f"/setup/staff/import/{staged.pk}/take/", headers={"HX-Request": "true"})
        staged.refresh_from_db()
    return staged


@pytest.mark.timeout(300)
def test_five_hundred_operators_get_telephones_queues_and_links(client: Client, sales: Queue) -> None:
    rows = "".join(f"op{n};Оператор {n};Оператор;Продажи;Продажи;В браузере\n" for n in range(500))
    upload(client, _head() + rows)
    assert User.objects.filter(login__startswith="op").count() == 0
    before = SettingsVersion.objects.get().n
    staged = take(client)
    people = User.objects.filter(login__startswith="op")
    assert (people.count(), len(staged.links)) == (500, 500)
    assert SettingsVersion.objects.get().n - before == 10
    last = people.get(login="op499")
    assert (last.operator.active, list(last.operator.queues.all()), str(last.team)) == (True, [sales], "Продажи")
    assert AuditEntry.objects.get(verb="staff.imported").after == {"new": 500, "changed": 0, "same": 0}

    links = client.post(f"/setup/staff/import/{staged.pk}/links.csv").content.decode("utf-8-sig").splitlines()
    assert len(links) == 501
    assert Client().get(links[-1].split(";")[-1].removeprefix("http://testserver")).status_code == 200
    assert StaffImport.objects.get().links == []

    again = rows.splitlines(keepends=True)[:60]
    upload(client, _head() + "".join(again))
    assert take(client).links == []
    assert AuditEntry.objects.filter(verb="staff.imported").first().after == {"new": 0, "changed": 0, "same": 60}  # type: ignore[union-attr]
    assert User.objects.filter(login__startswith="op").count() == 500


def _head() -> str:
    return "login;full_name;roles;team;queues;kind\n"


@pytest.mark.usefixtures("sales")
def test_every_error_is_told_by_line_and_column_and_nothing_is_saved(client: Client) -> None:
    context = upload(
        client,
        _head()
        + "anna;Анна;operator;Продажи;Продажи;browser\nBad Login;;царь;Нет такой;Продажи;utюг\nanna;Анна;operator;;;\n",
    )
    errors = {row["line"]: set(row["errors"]) for row in StaffImport.objects.get().rows}
    assert errors == {2: set(), 3: {"login", "full_name", "roles", "team", "kind"}, 4: {"login"}}
    assert context["staged"].wrong == 2
    staged = StaffImport.objects.get()
    client.post(f"/setup/staff/import/{staged.pk}/take/")
    assert not User.objects.filter(login="anna").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пуст"),
        (b"\xff\xfe\x00\x01\x98", "текстовый"),
        ("ФИО\nАнна\n".encode(), "Неизвестные столбцы"),
        (b"full_name\nAnna\n", "логином"),
        (b"login;login\na;b\n", "дважды"),
        (b"login;shoe\na;b\n", "shoe"),
        (b"login\n" + b"a\n" * 5001, "5000"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(client: Client, content: bytes, words: str) -> None:
    assert words in upload(client, content)["error"]
    assert not StaffImport.objects.exists()


def test_columns_that_are_not_there_stay_as_they_are(client: Client, sales: Queue, alice: User) -> None:
    alice.operator.queues.set([sales])
    alice.email = "alice@example.org"
    alice.save()
    upload(client, "login,full_name\nalice,Alice Renamed\n")
    take(client)
    alice.refresh_from_db()
    assert (alice.full_name, alice.email, alice.role_names) == ("Alice Renamed", "alice@example.org", ["operator"])
    assert list(alice.operator.queues.all()) == [sales]
    assert alice.check_password("a-long-password-of-alice")


def test_russian_tables_of_old_programs_are_read(client: Client, alice: User) -> None:
    export = client.get("/setup/staff/export.csv").content.decode("utf-8-sig")
    upload(client, export.encode("cp1251"))
    assert [row["change"] for row in StaffImport.objects.get().rows] == ["same", "same"]


def test_an_export_is_taken_back_and_no_cell_is_a_formula(client: Client, two_teams: TwoTeams) -> None:
    two_teams.alice.full_name = "=HYPERLINK(1)"
    two_teams.alice.save()
    text = client.get("/setup/staff/export.csv").content.decode("utf-8-sig")
    assert ";'=HYPERLINK(1);" in text
    upload(client, text)
    assert {row["change"] for row in StaffImport.objects.get().rows} == {"same"}


@pytest.mark.parametrize("person", ["alice", "bob"])
def test_others_import_nobody(person: str, request: pytest.FixtureRequest, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(request.getfixturevalue(person))
    file = SimpleUploadedFile("x.csv", b"login;full_name\nanna;Anna\n")
    assert client.post("/setup/staff/import/", {"file": file}).status_code == 403
    assert client.get("/setup/staff/export.csv").status_code == 403
    assert not StaffImport.objects.exists()


def test_a_head_imports_no_administrator_and_changes_none(
    bob: User, dave: User, set_role: Callable[[User, str], None], sign_in: Callable[[User], Client]
) -> None:
    set_role(bob, "head")
    upload(sign_in(bob), "login;full_name;roles\nevil;Evil;administrator\ndave;Renamed;operator\n")
    evil, administrator = StaffImport.objects.get().rows
    assert set(evil["errors"]) == {"roles"}
    assert "login" in administrator["errors"]


def test_who_uploaded_alone_takes_it_in(
    client: Client, bob: User, set_role: Callable[[User, str], None], sign_in: Callable[[User], Client]
) -> None:
    upload(client, "login;full_name\nanna;Anna\n")
    set_role(bob, "head")
    assert sign_in(bob).post(f"/setup/staff/import/{StaffImport.objects.get().pk}/take/").status_code == 404
    assert not User.objects.filter(login="anna").exists()
