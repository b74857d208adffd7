"""The demo company's other services, and what its customers have complained of and wished; what is there stays."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from gudok.city.people import CUSTOMERS
from gudok.web.accounts.models import User
from gudok.web.cases import actions
from gudok.web.cases.choices import CaseKind, Service
from gudok.web.cases.models import Case
from gudok.web.cases.saving import save_fields
from gudok.web.drafts.calls import Known
from gudok.web.drafts.merge import Change
from gudok.web.people.models import Phone
from gudok.web.setup.actions import save_row


class Told(NamedTuple):
    """A case: who of `CUSTOMERS` told it, how many hours ago, and how it was answered (empty: not yet)."""

    kind: str
    customer: int
    hours: int
    subject: str
    text: str
    wanted: str = ""
    service: str = ""
    reply: str = ""


SERVICES = {"Склад": 8, "Доставка": 4, "Бухгалтерия": 16}
"""Each with the hours within which it answers."""
CHAIN = ["viktor", "elena"]
TOLD = (
    Told("complaint", 0, 30, "Кондиционер пришёл помятым", "Коробка целая, угол корпуса вмят.", "Замену до пятницы"),
    Told("request", 0, 2, "Есть ли замена на складе?", "Модель та же, белая.", service="Склад"),
    Told("wish", 4, 50, "Звонить после 18:00", "Днём на работе.", reply="Записали в карточку."),
    Told("question", 6, 3, "Когда придёт счёт?", "Обещали вчера.", service="Бухгалтерия"),
)


def fill_cases() -> None:
    """Add services, who is responsible, and the first cases, once."""
    for name, hours in SERVICES.items():
        if not Service.objects.filter(name=name).exists():
            save_row(None, Service, None, {"name": name, "people": ["elena"], "deadline_h": hours})
    for kind in CaseKind.objects.filter(chain=[]):
        save_row(None, CaseKind, kind.pk, {"chain": CHAIN})
    anna = User.objects.get(login="anna")
    if Case.objects.exists():
        return
    for told in TOLD:
        _tell(anna, told)


def _tell(anna: User, told: Told) -> None:
    phone = Phone.objects.select_related("customer").get(e164=CUSTOMERS[told.customer].number)
    case = actions.begin_case(anna, "", Known(phone.customer, phone.customer.name, phone.e164))
    kind, service = CaseKind.objects.get(code=told.kind), Service.objects.filter(name=told.service).first()
    typed = {"kind": str(kind.pk), "service": str(service.pk) if service else ""}
    typed |= {name: getattr(told, name) for name in ("subject", "text", "wanted", "reply")}
    save_fields(anna, case.pk, [Change(field, value, 0) for field, value in typed.items()], "demo")
    placed = actions.place_case(anna, case.pk)
    if told.reply:
        actions.move_case(anna, placed.pk, Case.State.ANSWERED)
    ago = timezone.now() - timedelta(hours=told.hours)
    rows = Case.objects.filter(pk=placed.pk)
    rows.update(created_at=ago, placed_at=ago)
    if placed.due_at and not told.reply:
        due = placed.due_at - timedelta(hours=told.hours)
        rows.update(due_at=due, climb_at=due)
