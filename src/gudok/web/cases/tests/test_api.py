from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.api.feed import KINDS, Wanted, of_news
from gudok.web.api.tests.helpers import Program
from gudok.web.cases.models import Case
from gudok.web.cases.tests.conftest import registered
from gudok.web.news.models import News

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.cases.choices import Service

pytestmark = pytest.mark.django_db

BODY = {"kind": "complaint", "subject": "Пришло вскрытым", "text": "Коробка открыта", "phone": "89123456789"}


def test_a_program_takes_answers_closes_and_reopens_a_case(bob: User, stock: Service) -> None:
    program = Program(bob, "cases:read", "cases:write")
    made = program.post("cases", BODY | {"severity": "high", "service": "sklad"})
    assert made.status_code == 201, made.content
    case = made.json()
    assert (case["number"], case["state"], case["service"]) == (1, "open", "sklad")
    assert case["phone"] == "+7 912 •••-••-89", "masked without the scope"
    assert program.get("cases?q=вскрытым&kind=complaint&service=sklad&state=open").json()["items"] == [case]
    assert program.get("cases?overdue=true").json()["items"] == []
    path = f"cases/{case['id']}"
    tag = program.get(path).headers["ETag"]
    assert program.get(path, If_None_Match=tag).status_code == 304
    assert program.post(f"{path}/move", {"state": "answered"}).status_code == 409, "no reply yet"
    changed = program.ask("PATCH", path, {"reply": "Вышлем", "due_at": "2027-01-01T12:00:00Z"}, If_Match=tag)
    assert (changed.json()["reply"], changed.json()["due_at"][:16]) == ("Вышлем", "2027-01-01T12:00")
    assert program.ask("PATCH", path, {"reply": ""}, If_Match=tag).status_code == 412
    assert program.post(f"{path}/move", {"state": "answered"}).json()["state"] == "answered"
    assert program.post(f"{path}/move", {"state": "closed"}).json()["state"] == "closed"
    assert program.ask("PATCH", path, {"reply": "x"}).status_code == 409
    assert program.post(f"{path}/move", {"state": "open", "why": "Снова"}).json()["state"] == "open"
    assert program.post(f"{path}/notes", {"text": "Звонили"}).status_code == 201
    assert [note["text"] for note in program.get(f"{path}/notes").json()] == ["Звонили"]
    assert program.post("cases", BODY | {"parent": case["id"]}).json()["parent"] == case["id"]
    kinds = list(News.objects.order_by("n").values_list("kind", flat=True))
    assert kinds == ["case.created", *["case.changed"] * 5, "case.created"]


@pytest.mark.parametrize(
    ("more", "field"),
    [({"kind": "rocket"}, "kind"), ({"text": ""}, "text"), ({"customer": "99"}, "customer"), ({"order": "9"}, "order"),
     ({"parent": "99"}, "parent"), ({"service": "none"}, "service"), ({"severity": "deadly"}, "severity")],
)  # fmt: skip
def test_a_wrong_case_is_refused_by_its_field(bob: User, more: dict[str, object], field: str) -> None:
    told = Program(bob, "cases:write").post("cases", BODY | more)
    assert told.status_code == 422, told.content
    assert [error["field"] for error in told.json()["errors"]] == [field]
    assert Case.objects.count() == 0


def test_events_of_cases_are_for_who_sees_cases(alice: User) -> None:
    registered(alice)
    event = of_news(News.objects.get())
    assert event.kind in KINDS
    assert Wanted(of=(frozenset(), frozenset())).lets(event)
    assert not Wanted(cases=False).lets(event)
    assert not any(told in str(event.data) for told in ("+7", "Мария")), "nothing personal is told"
