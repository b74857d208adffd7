"""Customers as a table: read in any writing, tried, taken in by a worker that may die, written without formulas."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gudok.web.audit.models import AuditEntry
from gudok.web.people import actions as people
from gudok.web.people.models import Customer
from gudok.web.people.own.models import OwnField
from gudok.web.people.tables import actions, reading
from gudok.web.people.tables.models import CustomerImport, ImportedFile
from gudok.web.people.tables.worker import Importer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.test import Client

    from gudok.web.accounts.models import User

HEAD = "Имя;Номера;Email;Компания;Метки\n"
MARIA = "Мария Ёлкина;8 912 345-67-89;Maria@Example.org;Ромашка;опт,юг\n"


def xlsx(*rows: Sequence[Any]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def work() -> None:
    Importer(lambda: False).round()


def tried(client: Client, content: bytes, key: str = "phones") -> CustomerImport:
    """Upload, agree with the guessed columns, and let the worker try it."""
    client.post("/people/import/", {"file": SimpleUploadedFile("клиенты.csv", content)})
    found = CustomerImport.objects.first()
    assert found is not None
    chosen = {f"column{n}": name for n, name in enumerate(found.columns)}
    client.post(f"/people/import/{found.pk}/", chosen | {"key": key})
    work()
    found.refresh_from_db()
    return found


def taken(client: Client, content: bytes, key: str = "phones") -> CustomerImport:
    found = tried(client, content, key)
    client.post(f"/people/import/{found.pk}/take/")
    work()
    found.refresh_from_db()
    return found


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_usual_writing_is_read(encoding: str, delimiter: str) -> None:
    content = f"Имя{delimiter}Номер\nМария{delimiter}1\n".encode(encoding)
    writing = reading.guess(content)
    assert writing.delimiter == delimiter
    assert list(reading.rows(content, writing)) == [(1, ["Имя", "Номер"]), (2, ["Мария", "1"])]


def bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as file,
    ):
        for _ in range(700):
            file.write(b" " * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize("make", [bomb, lambda: b"", lambda: b"PK\x03\x04broken", lambda: xlsx([1])[:-200]])
def test_a_hostile_file_is_refused_in_words(make: Callable[[], bytes]) -> None:
    content = make()
    with pytest.raises(reading.TableError) as refused:
        list(reading.rows(content, reading.guess(content)))
    assert str(refused.value)


def test_a_formula_is_its_own_text_and_a_date_is_a_date() -> None:
    content = xlsx(["Имя", "День"], ["=HYPERLINK(1)", dt.date(2026, 11, 30)])
    rows = dict(reading.rows(content, reading.guess(content)))
    assert rows[2] == ["=HYPERLINK(1)", dt.datetime(2026, 11, 30)]  # noqa: DTZ001 as the library gives it


@pytest.mark.django_db
def test_dave_takes_a_table_in_twice_without_harm(client: Client, dave: User) -> None:
    found = tried(client, (HEAD + MARIA).encode("cp1251"))
    assert (found.state, found.encoding, found.counts) == ("tried", "cp1251", {"new": 1})
    assert not Customer.objects.exists(), "a trial changes nothing"
    assert taken(client, (HEAD + MARIA).encode("cp1251")).state == "done"
    maria = Customer.objects.get()
    assert (maria.name, str(maria.company), maria.phones.get().e164) == ("Мария Ёлкина", "Ромашка", "+79123456789")
    assert maria.emails.get().address == "maria@example.org"
    assert sorted(tag.name for tag in maria.tags.all()) == ["опт", "юг"]
    assert [row.name for row in client.get("/people/?q=елкина ромашка").context["page"]] == ["Мария Ёлкина"]
    assert AuditEntry.objects.get(verb="customers.imported").actor == dave
    assert AuditEntry.objects.get(verb="customer.added").after["phones"] == ["+79123456789"]
    assert taken(client, (HEAD + MARIA).encode()).counts == {"same": 1}
    more = MARIA.replace("Maria@Example.org", "new@example.org").replace("опт,юг", "опт")
    assert taken(client, (HEAD + more).encode()).counts == {"changed": 1}
    assert Customer.objects.get().emails.count() == 2, "lists only grow"
    assert not ImportedFile.objects.filter(of__state="done").exists()


@pytest.mark.django_db
def test_every_error_is_told_by_line_and_column_and_the_others_come_in(client: Client) -> None:
    people.save_customer(None, None, {"name": "Чужой", "phones": ["+79990000001"]})
    OwnField.objects.create(name="День", kind="date")
    rows: list[list[Any]] = [
        ["Имя", "Номера", "Email", "День", "Заметка"],
        ["Мария", 79123456789, "", dt.date(2026, 1, 2), ""],
        ["Дважды", "8 912 345-67-89", "", None, ""],
        ["Без номера", "", "a@example.org", None, ""],
        ["Не номер", "12", "не почта", 44000, "x" * 40_000],
        ["", "+79123456780", "", "", ""],
    ]
    found = tried(client, xlsx(*rows))
    assert {(line, column) for line, column, _text in found.errors} == {
        (3, "phones"), (4, "phones"), (5, "phones"), (5, "emails"), (5, "own.den"), (5, "note"),
        (6, "name"),
    }  # fmt: skip
    assert found.counts == {"new": 1, "wrong": 4}
    client.post(f"/people/import/{found.pk}/take/")
    work()
    maria = Customer.objects.get(name="Мария")
    assert (maria.own, Customer.objects.count()) == ({"den": "2026-01-02"}, 2)


@pytest.mark.django_db
def test_two_lines_of_one_customer_or_with_one_number_are_told(client: Client) -> None:
    people.save_customer(None, None, {"name": "Мария", "emails": ["a@example.org", "b@example.org"]})
    rows = "Мария;;a@example.org;;\nОна же;;b@example.org;;\n"
    rows += "Пётр;+79123456789;c@example.org;;\nИван;+79123456789;d@example.org;;\n"
    found = taken(client, (HEAD + rows).encode(), key="emails")
    assert {(line, column) for line, column, _text in found.errors} == {(3, "emails"), (5, "phones")}
    assert (found.state, found.counts) == ("done", {"same": 1, "wrong": 2, "new": 1})


@pytest.mark.django_db
def test_a_worker_that_dies_goes_on_where_it_was(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 10)
    rows = "".join(f"Клиент {n};+7912000{n:04d};;;\n" for n in range(35)) + "Дважды;+79120000000;;;\n"
    found = tried(client, (HEAD + rows).encode())
    client.post(f"/people/import/{found.pk}/take/")
    asked = iter([False, False, True])
    Importer(lambda: next(asked)).round()
    assert (Customer.objects.count(), CustomerImport.objects.get().done) == (20, 20)
    work()
    found.refresh_from_db()
    assert (Customer.objects.count(), found.state, found.counts) == (35, "done", {"new": 35, "wrong": 1})


@pytest.mark.django_db
def test_who_is_known_by_an_own_key_is_met_again(client: Client) -> None:
    OwnField.objects.create(name="Договор", kind="text")
    taken(client, "Имя;Договор\nМария;A-1\n".encode(), key="own.dogovor")
    taken(client, "Имя;Договор\nМария Иванова;A-1\n".encode(), key="own.dogovor")
    assert [(row.name, row.own) for row in Customer.objects.all()] == [("Мария Иванова", {"dogovor": "A-1"})]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_taken_back_and_no_cell_is_a_formula(kind: str, client: Client, dave: User) -> None:
    OwnField.objects.create(name="Должник", kind="flag")
    values = {"name": "=HYPERLINK(1)", "phones": ["+79123456789"], "emails": ["a@example.org"], "tags": ["@sum"]}
    people.save_customer(None, None, values | {"vip": True, "own": {"dolzhnik": False}, "addresses": ["-1; дом 2"]})
    answer = client.get(f"/people/export.{kind}?vip=1")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    if kind == "csv":
        assert ";=HYPERLINK" not in content.decode("utf-8-sig")
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert [cell.data_type for cell in sheet[2]].count("f") == 0
    entry = AuditEntry.objects.get(verb="customers.exported")
    assert (entry.actor, entry.after["people"]) == (dave, 1)
    found = tried(client, content)
    assert found.counts in ({"same": 1}, {"changed": 1})
    dave.hide_numbers = True
    dave.save()
    masked = b"".join(client.get("/people/export.csv").streaming_content)  # type: ignore[attr-defined]
    assert b"345" not in masked
    assert b"a@example.org" not in masked


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["alice", "bob"])
def test_others_take_no_table_in_or_out(
    person: str, request: pytest.FixtureRequest, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(request.getfixturevalue(person))
    file = SimpleUploadedFile("x.csv", (HEAD + MARIA).encode())
    assert client.post("/people/import/", {"file": file}).status_code == 403
    assert client.get("/people/export.csv").status_code == 403
    assert not CustomerImport.objects.exists()
