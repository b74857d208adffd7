from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.cases import actions, files, story
from gudok.web.cases.choices import CaseKind, CaseRules, Service
from gudok.web.cases.models import Case, CaseFile
from gudok.web.cases.tests.conftest import change, kind, registered
from gudok.web.people.models import Customer
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "folder", lambda: tmp_path / "files")


def shown(client: Client, query: str = "") -> list[int]:
    return [case.number for case, _ in client.get(f"/cases/?{query}").context["rows"]]


def test_the_list_is_narrowed_in_the_address(alice: User, bob: User, stock: Service, sign_in: SignIn) -> None:
    first = registered(alice, "", ("service", str(stock.pk)))
    second = registered(bob, "", ("subject", "Хочу чай с мятой"), code="wish")
    actions.begin_case(alice)
    client = sign_in(bob)
    assert shown(client) == [2, 1]
    assert shown(client, "q=мятой") == [2]
    assert shown(client, "q=№ 1") == [1]
    assert shown(client, "kind=wish") == [2]
    assert shown(client, "service=sklad") == [1]
    assert shown(client, "state=closed") == []
    assert shown(client, "show=own") == [2]
    assert shown(client, "show=mine") == [2]
    assert shown(client, "show=drafts") == [None]
    assert shown(client, "since=nonsense&q=%00") == [2, 1]
    assert shown(client, "show=late") == []
    Case.objects.filter(pk=first.pk).update(due_at=timezone.now() - timedelta(hours=1))
    page = client.get("/cases/?show=late")
    assert [case.pk for case, _ in page.context["rows"]] == [first.pk]
    assert page.context["late"] == 1
    assert second.pk != first.pk


def test_a_service_sees_its_requests_alone(alice: User, igor: User, stock: Service, sign_in: SignIn) -> None:
    other = registered(alice)
    asked = registered(alice, "", ("service", str(stock.pk)), code="request")
    client = sign_in(igor)
    assert client.get("/").headers["Location"] == "/cases/"
    assert shown(client) == [2]
    assert client.get(f"/cases/{other.pk}/").status_code == 404
    assert client.get(f"/cases/{asked.pk}/").status_code == 200
    assert client.post("/cases/new/").status_code == 403
    look = client.get(f"/cases/{asked.pk}/look/").json()["case"]
    assert "reply" not in look["locked"]
    assert {"subject", "text", "owner", "due", "phone"} <= set(look["locked"])
    assert look["fields"]["phone"] == "+7 912 •••-••-89"
    sent = {"changes": json.dumps([["reply", "Есть на складе", 99], ["text", "x", 99]]), "seat": "s"}
    assert list(client.post(f"/cases/{asked.pk}/save/", sent).json()["wrong"]) == ["text"]
    assert client.post(f"/cases/{asked.pk}/move/", {"to": "answered"}).json()["ok"]
    client.post(f"/cases/{asked.pk}/notes/", {"text": "Полка 7"})
    assert "Полка 7" in client.get(f"/cases/{asked.pk}/").content.decode()


def test_masked_numbers_are_masked(alice: User, sign_in: SignIn) -> None:
    case = registered(alice)
    alice.hide_numbers = True
    alice.save()
    client = sign_in(alice)
    for path in ("/cases/?columns=phone", f"/cases/{case.pk}/look/", f"/cases/{case.pk}/", f"/cases/{case.pk}/call/"):
        assert "345-67-89" not in client.get(path).content.decode()
        assert "+79123456789" not in client.get(path).content.decode()
    sent = {"changes": json.dumps([["phone", "+7 912 •••-••-89", 99]]), "seat": "s"}
    assert list(client.post(f"/cases/{case.pk}/save/", sent).json()["wrong"]) == ["phone"]


def test_a_file_of_what_is_seen_holds_no_formula(alice: User, bob: User, sign_in: SignIn) -> None:
    registered(alice, "", ("subject", "=HYPERLINK(1)"))
    assert sign_in(alice).get("/cases/export/").status_code == 403
    told = sign_in(bob).get("/cases/export/?columns=number&columns=subject")
    assert told.content.decode("utf-8-sig").splitlines()[1] == "1;'=HYPERLINK(1)"
    assert AuditEntry.objects.get(verb="cases.exported").after == {"rows": 1}


def test_a_file_is_added_and_handed_out_as_a_download(alice: User, igor: User, sign_in: SignIn, tmp_path: Path) -> None:
    case = registered(alice)
    client = sign_in(alice)
    photo = SimpleUploadedFile("C:\\фото\\Коробка\u202e.PNG", b"\x89PNG <script>")
    client.post(f"/cases/{case.pk}/files/", {"file": photo})
    row = CaseFile.objects.get()
    assert (row.name, row.size) == ("Коробка.PNG", 13)
    told = client.get(f"/cases/{case.pk}/files/{row.pk}/")
    assert b"".join(told.streaming_content) == b"\x89PNG <script>"  # type: ignore[attr-defined]
    assert told.headers["Content-Type"] == "application/octet-stream"
    assert told.headers["Content-Disposition"].startswith("attachment")
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in told.headers["Content-Security-Policy"]
    assert sign_in(igor).get(f"/cases/{case.pk}/files/{row.pk}/").status_code == 404, "not his service's"
    other = registered(alice)
    assert client.get(f"/cases/{other.pk}/files/{row.pk}/").status_code == 404, "not this case's"
    (tmp_path / "files" / row.key).unlink()
    assert client.get(f"/cases/{case.pk}/files/{row.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["page.html", "run", "pic.svg", ""])
def test_files_of_other_kinds_are_not_taken(alice: User, sign_in: SignIn, name: str) -> None:
    case = registered(alice)
    sign_in(alice).post(f"/cases/{case.pk}/files/", {"file": SimpleUploadedFile(name or "a.exe", b"x")})
    assert not CaseFile.objects.exists()


def test_files_are_limited_in_size_and_number(alice: User, sign_in: SignIn) -> None:
    CaseRules.objects.update_or_create(pk=1, defaults={"most_mb": 1, "most_files": 1})
    case, client = registered(alice), sign_in(alice)
    for size in (0, files.MB + 1, files.MB, 5):
        client.post(f"/cases/{case.pk}/files/", {"file": SimpleUploadedFile("a.txt", b"x" * size)})
    assert [row.size for row in CaseFile.objects.all()] == [files.MB]


def test_files_without_a_row_are_swept(alice: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = files.keep_file(alice, registered(alice), SimpleUploadedFile("a.txt", b"kept"))
    for name in (".dead.part", "0" * 32):
        (tmp_path / "files" / name).write_bytes(b"x")
    assert files.sweep() == 0, "what is new may get its row yet"
    monkeypatch.setattr(files, "LEFT_OVER", -5.0)
    assert files.sweep() == 2
    assert [path.name for path in (tmp_path / "files").iterdir()] == [row.key]


def test_a_case_is_made_from_the_card_and_stands_in_the_story(alice: User, sign_in: SignIn) -> None:
    maria = Customer.objects.create(name="Мария")
    client = sign_in(alice)
    place = client.post("/cases/new/", {"customer": maria.pk}).headers["Location"]
    case = Case.objects.get()
    assert (place, case.customer) == (f"/cases/{case.pk}/", maria)
    assert story.read(alice, maria, timezone.now(), 9) == [], "a draft is none yet"
    change(alice, case, ("kind", kind("wish")), ("subject", "Чай с мятой"))
    assert client.post(f"/cases/{case.pk}/place/").json()["case"]["number"] == 1
    [line] = story.read(alice, maria, timezone.now(), 9)
    assert line.link == place
    assert "Чай с мятой" in line.text
    assert client.get(reverse("customer", args=[maria.pk])).content.decode().count(place) >= 1


def test_a_call_with_the_answer_is_planned(alice: User, sign_in: SignIn) -> None:
    case, client = registered(alice), sign_in(alice)
    form = client.get(f"/cases/{case.pk}/call/").context["form"]
    assert (form.initial["number"], form.initial["name"]) == ("+79123456789", "Мария")
    told = client.post(
        f"/cases/{case.pk}/call/", {"soon": "60", "text": form.initial["text"], "number": "+79123456789"}
    )
    assert told.status_code == 302
    task = Task.objects.get()
    assert (task.person, task.number) == (alice, "+79123456789")
    assert "Пришло вскрытым" in task.text
    assert case.changes.get().field == "task"


def test_a_case_is_opened_again_with_a_reason(alice: User, sign_in: SignIn) -> None:
    case, client = registered(alice), sign_in(alice)
    actions.move_case(alice, case.pk, "closed")
    client.post(f"/cases/{case.pk}/reopen/", {"why": ""})
    case.refresh_from_db()
    assert case.state == "closed"
    client.post(f"/cases/{case.pk}/reopen/", {"why": "Не дошло"})
    case.refresh_from_db()
    assert case.state == "open"
    assert "Не дошло" in client.get(f"/cases/{case.pk}/").content.decode()


def test_kinds_and_services_are_made_in_the_browser(dave: User, bob: User, igor: User, sign_in: SignIn) -> None:
    client = sign_in(dave)
    sent = {
        "name_ru": "Возврат", "name_en": "Return", "place": 50, "enabled": "on", "deadline_h": 16, "climb_h": 4,
        "chain": f"{bob}\nDAVE", "required": ["subject", "order"],
    }  # fmt: skip
    assert client.post("/setup/case_kinds/new/", sent | {"chain": "Никто Такой"}).context["form"].errors["chain"]
    assert client.post("/setup/case_kinds/new/", sent).status_code == 302
    made = CaseKind.objects.get(code="vozvrat")
    assert (made.chain, made.required) == (["bob", "dave"], ["subject", "order"])
    assert str(bob) in client.get(f"/setup/case_kinds/{made.pk}/").content.decode()
    service = {"name": "Бухгалтерия", "people": "igor", "deadline_h": 8, "enabled": "on"}
    assert client.post("/setup/services/new/", service).status_code == 302
    assert Service.objects.get(code="bukhgalteriya").people == ["igor"]
    assert client.post("/setup/cases/", {"most_mb": 5, "most_files": 3, "types": "pdf"}).status_code == 302
    assert CaseRules.objects.get().endings == {"pdf"}
