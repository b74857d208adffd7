"""Tables that are wrong or meant to harm: each refused in words, by line and column, and nothing is changed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from gudok.web.people.models import Customer
from gudok.web.people.tables import actions, reading
from gudok.web.people.tables.models import CustomerImport
from gudok.web.people.tables.worker import Importer
from gudok.web.people.tests.test_tables import taken, tried, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

HEAD = "Имя;Номера;Email;Адреса;Заметка\n"
GOOD = "Мария;+79123456789;m@example.org;улица Мира;\n"
XXE = b"""<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&x;</t></si></sst>"""
LAUGHS = b"""<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>"""


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


def with_part(name: str, content: bytes) -> bytes:
    """A sound XLSX with one of its parts put in or replaced."""
    came, out = zipfile.ZipFile(io.BytesIO(xlsx(["Имя", "Номера"], ["Мария", "+79123456789"]))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry in came.namelist():
            if entry != name:
                packed.writestr(entry, came.read(entry))
        packed.writestr(name, content)
    return out.getvalue()


def far() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["ZZ2"] = "Имя", "x"
    book.save(out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (with_part("xl/sharedStrings.xml", XXE), "entities"),
        (with_part("xl/styles.xml", LAUGHS.decode().encode("utf-16")), "entities"),
        (with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "broken"),
        (with_part("xl/workbook.xml", b""), "broken"),
        (xlsx(["Имя"], ["x"])[:-40], "broken"),
        (b"PK\x03\x04" + b"\0" * 100, "broken"),
        (far(), "Line 2: more than 200 columns"),
        ((HEAD + "Мария" + ";" * 300).encode(), "Line 2: more than 200 columns"),
        (b"name\n\xd0\x98\x98\n", "text file"),
        ((HEAD + f"x;{'1' * 200_000};;;\n").encode(), "Line 2 cannot be read"),
        (b"", "empty"),
    ],
    ids=[
        "xxe",
        "laughs",
        "cut-sheet",
        "no-book",
        "truncated",
        "no-zip",
        "far-cell",
        "wide",
        "binary",
        "huge-cell",
        "empty",
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_refused(content: bytes, told: str, client: Client) -> None:
    client.post("/people/import/", {"file": SimpleUploadedFile("x", content)})
    with translation.override("en"), pytest.raises(reading.TableError, match=told):
        list(reading.rows(content, reading.guess(content)))
    for found in CustomerImport.objects.all():
        # Its beginning is a table; the rest is met when it is tried.
        actions.match(found, ["name"], "phones")
        Importer(lambda: False).round()
        found.refresh_from_db()
        assert (found.state, bool(found.error)) == ("failed", True)
    assert not Customer.objects.exists()


@pytest.mark.django_db
def test_links_to_other_books_are_left_alone(client: Client) -> None:
    link = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    content = with_part("xl/externalLinks/_rels/externalLink1.xml.rels", link)
    assert dict(reading.rows(content, reading.guess(content)))[2] == ["Мария", "+79123456789"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("x" * 40_000 + ";+79120000001;;;", "name"),
        ("Иван;" + "9" * 40_000 + ";;;", "phones"),
        (f"Иван;+79120000001;{'a' * 40_000}@example.org;;", "emails"),
        (f"Иван;+79120000001;;{'a' * 40_000};", "addresses"),
        (f"Иван;+79120000001;;;{'a' * 40_000}", "note"),
        ("Двойник;8 912 345-67-89;;;", "phones"),
        ("Иван;=cmd|' /C calc'!A0;;;", "phones"),
        ("Иван;2026-11-30;;;", "phones"),
        (";+79120000001;;;", "name"),
    ],
)
def test_a_wrong_cell_is_told_by_line_and_column_and_changes_nothing(row: str, column: str, client: Client) -> None:
    found = tried(client, (HEAD + GOOD + row + "\n").encode("cp1251"))
    assert [(line, name) for line, name, _text in found.errors] == [(3, column)]
    assert (found.counts, Customer.objects.count()) == ({"new": 1, "wrong": 1}, 0)
    assert taken(client, (HEAD + GOOD + row + "\n").encode("utf-16")).counts == {"new": 1, "wrong": 1}
    assert Customer.objects.get().name == "Мария"


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["cp866", "koi8-r"])
def test_a_wrongly_guessed_encoding_is_put_right_on_the_page(encoding: str, client: Client) -> None:
    content = (HEAD + GOOD).encode(encoding)
    client.post("/people/import/", {"file": SimpleUploadedFile("x.csv", content)})
    found = CustomerImport.objects.get()
    assert found.columns[0] == "", "guessed as cp1251 it is gibberish"
    where = f"/people/import/{found.pk}/"
    client.post(where, {"encoding": encoding, "delimiter": ";"})
    found.refresh_from_db()
    assert (found.encoding, found.heads[0], found.columns[:2]) == (encoding, "Имя", ["name", "phones"])
    page = client.get(where).content.decode()
    assert "Мария" in page
    client.post(where, {"encoding": "utf-8", "delimiter": ";"})
    found.refresh_from_db()
    assert found.encoding == encoding, "what cannot be read so stays as it was"
    client.post(where, {"encoding": "no-such", "delimiter": "x"})
    found.refresh_from_db()
    assert (found.encoding, found.delimiter) == (encoding, ";")


def test_the_line_that_is_not_in_the_encoding_is_named() -> None:
    content = b"name\nok\n\xff\n"
    with pytest.raises(reading.TableError) as refused:
        list(reading.rows(content, reading.Writing("utf-8", ";")))
    assert "3" in str(refused.value)
