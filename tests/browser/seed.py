"""Fills the records of a stage; a program of its own, with GUDOK_DATA set: Django knows one database a process."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gudok.web.setup.models import Queue


def main() -> None:
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from gudok.web.setup.actions import save_row
    from gudok.web.setup.models import Number, Outgoing, Queue, ResultSet, Trunk
    from gudok.web.setup.result_lines import read

    results = read("Заказ\nВопрос\nЖалоба: доставка\nЖалоба: качество\nНе дозвонились!", [])
    save_row(None, ResultSet, None, {"name": "Продажи", "results": results})
    sales = save_row(None, Queue, None, {"name": "Продажи"})
    service = save_row(None, Queue, None, {"name": "Поддержка", "decline_allowed": False})
    orders = save_row(None, Queue, None, {"name": "Заказы", "auto_answer": True})
    save_row(None, Number, None, {"did": "74951234567", "queue": sales})
    save_row(None, Number, None, {"did": "74950000003", "queue": orders})
    save_row(None, Number, None, {"did": "*", "queue": service})
    trunk = save_row(None, Trunk, None, {"name": "Город", "kind": "address", "host": "127.0.0.5"})
    save_row(None, Outgoing, 1, {"trunk": trunk, "number": "74951234567"})
    people(sales, service, orders)
    customers(sales, service)
    goods()
    cases()
    articles(sales)
    question(sales)
    voice_menu(sales, service)
    script()
    sys.stdout.write(document())


def voice_menu(sales: Queue, service: Queue) -> None:
    """In use, with a day's counts."""
    from django.utils import timezone

    from gudok.web.record.models import FlowCount
    from gudok.web.setup.actions import save_row
    from gudok.web.setup.flows import Flow
    from gudok.web.setup.hours import Schedule

    save_row(None, Schedule, None, {"name": "Линия"})
    menu = prompt("Главное меню", "Продажи — один, поддержка — два, по договору — три, ещё раз — девять.", 4)
    number = prompt("Номер договора", "Наберите номер договора и решётку.", 2)
    nodes = {
        "say1": {"kind": "say", "sounds": ["hello"], "next": "hours2"},
        "hours2": {"kind": "hours", "schedule": "liniya", "open": "menu3", "closed": "end4"},
        "menu3": {
            "kind": "menu", "sounds": [menu], "nothing": "queue5", "wrong": "end4",
            "keys": {"1": "queue5", "2": "queue6", "3": "digits7", "9": "menu3"},
        },
        "end4": {"kind": "end", "sounds": ["vm-goodbye"]},
        "queue5": {"kind": "queue", "queue": sales.code},
        "queue6": {"kind": "queue", "queue": service.code},
        "digits7": {
            "kind": "digits", "sounds": [number], "variable": "договор", "most": 8, "next": "queue6",
            "failed": "queue6",
        },
    }  # fmt: skip
    flow = save_row(None, Flow, None, {"name": "Главная линия", "start": "say1", "nodes": nodes})
    ways = {
        "say1 next": 140, "say1 left": 4, "hours2 open": 128, "hours2 closed": 12, "menu3 key:1": 61, "menu3 key:2": 30,
        "menu3 key:9": 7, "menu3 nothing": 14, "menu3 wrong": 5, "menu3 left": 10, "end4 end": 17, "queue5 queue": 75,
        "queue6 queue": 38, "menu3 key:3": 8, "digits7 next": 7, "digits7 failed": 1,
    }  # fmt: skip
    for way, count in ways.items():
        node, exit_ = way.split(" ")
        FlowCount.objects.create(day=timezone.localdate(), flow=flow.core_id, node=node, exit=exit_, count=count)


def script() -> None:
    """In use, but no queue brings it up: a test that wants it says so."""
    from gudok.web.scripts import actions
    from gudok.web.scripts.begin import beginning

    row = actions.add_script(None, "Продажи", "ru", beginning("sales"))
    actions.put_to_use(None, row, beginning("sales"), 1)


def prompt(name: str, text: str, seconds: int) -> str:
    """A prompt that is there, and silent; its code."""
    import numpy as np
    from django.conf import settings

    from gudok.web.prompts.files import keep
    from gudok.web.setup.actions import save_row
    from gudok.web.setup.sounds import Prompt

    file, ms = keep(settings.DATA, np.zeros(8000 * seconds))
    code: str = save_row(None, Prompt, None, {"name": name, "text": text, "file": file, "ms": ms}).code
    return code


def people(sales: Queue, service: Queue, orders: Queue) -> None:
    from gudok.web.setup.actions import save_person

    def person(login: str, name: str, roles: list[str], **more: object) -> None:
        save_person(
            None, None, {"login": login, "full_name": name, "password": f"{login}-secret", "roles": roles} | more
        )

    person("alice", "Анна Белова", ["operator"], kind="sip", queues=[sales, service])
    person("carol", "Карина Ли", ["operator"], kind="browser", queues=[sales, orders])
    person("olga", "Ольга Снегирёва", ["operator"], kind="sip", queues=[sales, service])
    person("oleg", "Олег Дроздов", ["operator"], kind="sip", queues=[service])
    person("pavel", "Павел Синицын", ["operator"], kind="sip", queues=[sales])
    person("bob", "Борис Орлов", ["supervisor"])
    person("charlie", "Чарли Гость", [])
    person("dave", "Дмитрий Грачёв", ["administrator"])
    person("zoya", "Зоя Вершинина-Успенская", ["administrator", "operator"], kind="sip", queues=[])


def articles(sales: Queue) -> None:
    """Two articles, one of them in its second version; nothing must be read."""
    from gudok.web.accounts.models import User
    from gudok.web.drafts.merge import Change
    from gudok.web.knowledge import actions

    bob = User.objects.get(login="bob")
    texts = {
        "Возврат и обмен": "Вернуть можно **14 дней**.\n\n## Как оформить\n\n1. Найдите заказ.\n2. Спросите причину.\n",
        "Гарантия и ремонт": "На технику — 24 месяца. Брак — [возврат и обмен](vozvrat-i-obmen).\n",
    }
    for title, text in texts.items():
        row = actions.add_article(bob, title, text)
        actions.publish(bob, row.pk, row.version)
        about = {"section": "Заказы", "tags": ["деньги"], "queues": [sales], "must_read": False}
        actions.keep_about(bob, row.pk, about)
    drafted = actions.save_draft(bob, row.pk, [Change("text", f"{text}\n> Мастер решает на месте.\n", 1)], "seed")
    actions.publish(bob, row.pk, drafted.article.version, "кто решает")


def goods() -> None:
    """A catalogue, and an order taken from it."""
    from gudok.web.accounts.models import User
    from gudok.web.catalogue.actions import category_of, save_good
    from gudok.web.drafts.calls import Known
    from gudok.web.drafts.merge import Change
    from gudok.web.orders import actions
    from gudok.web.orders.saving import save_fields
    from gudok.web.people.models import Customer

    rows = (
        ("TEA-01", "Чай зелёный «Утро», 100 г", "Чай / Зелёный", "уп.", 45_000),
        ("TEA-02", "Чай чёрный с бергамотом, 100 г", "Чай / Чёрный", "уп.", 39_000),
        ("COF-07", "Кофе молотый, 250 г", "Кофе", "уп.", 89_900),
        ("MIL-32", "Молоко 3,2 %, 1 л", "Молочное", "шт.", 11_990),
        ("BOX-1", "Коробка подарочная", "Упаковка", "шт.", 25_000),
    )
    made = [
        save_good(None, None, {"article": article, "name": name, "unit": unit, "kopecks": kopecks, "stock": 40_000}
                  | {"category": category_of(None, path)})
        for article, name, path, unit, kopecks in rows
    ]  # fmt: skip
    carol, maria = User.objects.get(login="carol"), Customer.objects.get(pk=1)
    order = actions.begin_order(carol, "cold0", Known(maria, maria.name, "+79123456789"))
    typed = {"line.a.good": str(made[0].pk), "line.a.quantity": "3", "wished": "завтра после 15:00"}
    save_fields(carol, order.pk, [Change(field, value, 0) for field, value in typed.items()], "seed")
    actions.place_order(carol, order.pk)
    save_fields(carol, order.pk, [Change("comment", "Позвонить за час", 99)], "seed")


def cases() -> None:
    """A warehouse, and a complaint that asks it; bob is responsible."""
    from django.utils import timezone

    from gudok.web.accounts.models import User
    from gudok.web.cases import actions
    from gudok.web.cases.choices import CaseKind, Service
    from gudok.web.cases.models import Case
    from gudok.web.cases.saving import save_fields
    from gudok.web.drafts.calls import Known
    from gudok.web.drafts.merge import Change
    from gudok.web.people.models import Customer
    from gudok.web.setup.actions import save_row

    stock = save_row(None, Service, None, {"name": "Склад", "people": ["bob"], "deadline_h": 8})
    complaint = CaseKind.objects.get(code="complaint")
    save_row(None, CaseKind, complaint.pk, {"chain": ["bob"]})
    carol, maria = User.objects.get(login="carol"), Customer.objects.get(pk=1)
    case = actions.begin_case(carol, "cold2", Known(maria, maria.name, "+79123456789"))
    typed = {
        "kind": str(complaint.pk),
        "service": str(stock.pk),
        "subject": "Чай пришёл вскрытым",
        "text": "Пачка открыта",
    }
    save_fields(carol, case.pk, [Change(field, value, 0) for field, value in typed.items()], "seed")
    actions.place_case(carol, case.pk)
    actions.add_note(carol, case, "Мария просит звонить после 15:00")
    Case.objects.filter(pk=case.pk).update(due_at=timezone.now() - timedelta(hours=2), climb_at=None)


def customers(sales: Queue, service: Queue) -> None:
    from django.utils import timezone

    from gudok.web.people.companies.models import Company
    from gudok.web.people.models import Customer, Phone
    from gudok.web.record.models import Call

    maria = Customer.objects.create(
        name="Иванова Мария Петровна",
        company=Company.objects.create(name="ООО «Ромашка»"),
        vip=True,
        note="Просит перезванивать после 15:00.",
    )
    Phone.objects.create(customer=maria, e164="+79123456789")
    now = timezone.now()
    for n, (days, talk, queue) in enumerate([(2, 250_000, sales), (11, 0, service), (27, 393_000, sales)]):
        began = now - timedelta(days=days, hours=3, minutes=17 * n)
        Call.objects.create(
            id=f"cold{n}",
            number="+79123456789",
            shown="+7 912 345-67-89",
            name=maria.name,
            customer=maria,
            vip=True,
            queue=queue.core_id,
            agent="o4" if talk else "",
            arrived_at=began,
            wait_ms=31_000,
            answered_at=began + timedelta(seconds=31) if talk else None,
            ended_at=began + timedelta(minutes=8),
            talk_ms=talk,
            end="caller_hung_up" if talk else "abandoned",
        )


def question(queue: Queue) -> None:
    """What if there had been one more at work yesterday?"""
    from django.utils import timezone

    from gudok.twin.change import Change
    from gudok.web.accounts.models import User
    from gudok.web.whatif.actions import ask

    bob = User.objects.get(login="bob")
    ask(bob, timezone.localdate() - timedelta(days=1), Change(more={queue.core_id: 1}), replay=True, runs=5)


def document() -> str:
    """The settings for the engine's journal and who is who, as JSON."""
    import msgspec

    from gudok.web.setup.models import Operator
    from gudok.web.setup.queries import settings_document

    operators = {row.user.login: row.core_id for row in Operator.objects.select_related("user")}
    return json.dumps({"settings": msgspec.to_builtins(settings_document()), "operators": operators})


if __name__ == "__main__":
    main()
