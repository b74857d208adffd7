"""The demo company in the records: written once through the web rooms' own actions; what is there stays as it is."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from gudok.city import library
from gudok.city.cases import fill_cases
from gudok.city.demo import new_password
from gudok.city.goods import GOODS
from gudok.city.people import CUSTOMERS, NUMBERS, QUEUES, ROBOTS, STAFF, Member
from gudok.city.world import Robot
from gudok.web.accounts.models import User
from gudok.web.catalogue.actions import category_of, save_good
from gudok.web.catalogue.models import Good
from gudok.web.people.actions import save_customer
from gudok.web.people.models import Phone
from gudok.web.scripts import actions as scripts
from gudok.web.scripts.begin import beginning
from gudok.web.scripts.models import Script
from gudok.web.setup import publish
from gudok.web.setup.actions import save_person, save_row
from gudok.web.setup.models import Number, Operator, PauseReason, Queue, ResultSet, Trunk
from gudok.web.setup.result_lines import read

TRUNK = "Город"
RESULTS = {
    "sales": (
        "Итоги продаж",
        (
            "Заказ принят > order",
            "Заказ изменён > order",
            "Вопрос: о товаре",
            "Вопрос: о доставке #dostavka-sroki-i-tseny",
            "Вопрос: об оплате #oplata-i-scheta-dlya-kompaniy",
            "Отказ: дорого",
            "Отказ: нет в наличии",
            "Перезвонить!",
            "Ошиблись номером",
        ),
    ),
    "support": (
        "Итоги поддержки",
        (
            "Вопрос решён",
            "Ремонт: по гарантии #garantiya-i-remont",
            "Ремонт: платный",
            "Возврат или обмен > case #vozvrat-i-obmen",
            "Жалоба: доставка > case",
            "Жалоба: качество > case",
            "Жалоба: обслуживание > case",
            "Перезвонить!",
            "Ошиблись номером",
        ),
    ),
}
"""By queue its results, as many as there are digits to choose them by."""
LUNCH = {"once_min": 30, "daily_min": 60, "most": 3}


def fill(passwords: dict[str, str], address: str) -> None:
    """Add what is missing of the company; `address` is where the city's calls come from. All or nothing."""
    with without_engine(), transaction.atomic():
        queues = {kind: _queue(kind, name) for kind, name in QUEUES.items()}
        _overflow(queues)
        for lunch in PauseReason.objects.filter(code="lunch", most=0):
            save_row(None, PauseReason, lunch.pk, LUNCH)
        for did, kind in NUMBERS.items():
            if not Number.objects.filter(did=did).exists():
                save_row(None, Number, None, {"did": did, "queue": queues[kind]})
        for member in STAFF:
            if not User.objects.filter(login=member.login).exists():
                _person(member, queues, passwords.get(member.login) or new_password())
        library.fill(queues)
        for customer in CUSTOMERS:
            if not Phone.objects.filter(e164=customer.number).exists():
                about = {"company": customer.company, "vip": customer.vip, "note": customer.note}
                save_customer(None, None, {"name": customer.name, "phones": [customer.number], **about})
        _goods()
        fill_cases()
        if not Trunk.objects.filter(name=TRUNK).exists():
            save_row(None, Trunk, None, {"name": TRUNK, "kind": Trunk.Kind.ADDRESS, "host": address})


def keep_address(address: str) -> None:
    """Let the trunk follow the city when the centre has moved to another address."""
    trunk = Trunk.objects.filter(name=TRUNK).first()
    if trunk is not None and trunk.host != address:
        with without_engine():
            save_row(None, Trunk, trunk.pk, {"host": address})


def robots() -> tuple[Robot, ...]:
    """The robots among the operators, with what their telephones need."""
    logins = [member.login for member in ROBOTS]
    rows = Operator.objects.filter(user__login__in=logins, kind=Operator.Kind.SIP, active=True).select_related("user")
    return tuple(Robot(row.user.login, row.core_id, row.endpoint, row.secret) for row in rows.order_by("pk"))


def _results(kind: str) -> ResultSet:
    name, lines = RESULTS[kind]
    found = ResultSet.objects.filter(name=name).first()
    if found is not None:
        return found
    return save_row(None, ResultSet, None, {"name": name, "results": read("\n".join(lines), [])})


def _queue(kind: str, name: str) -> Queue:
    found = Queue.objects.filter(name=name).first()
    if found is not None:
        return found
    # Robots tell no results: none is required of anybody.
    values = {"name": name, "wrapup_s": 15, "announce_first_s": 8, "sl_seconds": 20, "result_set": _results(kind)}
    values |= {"keep_place_min": 5, "missed": True, "script": _script(kind, name), "record_pause_s": 120}
    if kind == "support":
        values |= {"max_wait_s": 300, "overflow": Queue.Overflow.MESSAGE}
    return save_row(None, Queue, None, values)


def _script(kind: str, name: str) -> Script:
    """What the operators of a queue say: the sample of its kind, in use."""
    found = Script.objects.filter(name=name).first()
    if found is None:
        found = scripts.add_script(None, name, "ru", beginning(kind))
        scripts.put_to_use(None, found, beginning(kind), 1)
    return found


def _overflow(queues: dict[str, Queue]) -> None:
    sales = queues["sales"]
    if sales.overflow == Queue.Overflow.NONE:
        onward = {"max_wait_s": 180, "overflow": Queue.Overflow.QUEUE, "overflow_queue": queues["support"]}
        queues["sales"] = save_row(None, Queue, sales.pk, onward)


def _person(member: Member, queues: dict[str, Queue], password: str) -> None:
    account = {"full_name": member.name, "login": member.login, "roles": [member.role], "password": password}
    telephone: dict[str, Any] = {}
    if member.queues:
        kind = Operator.Kind.SIP if member.robot else Operator.Kind.BROWSER
        telephone = {"kind": kind, "queues": [queues[name] for name in member.queues]}
    save_person(None, None, account | telephone)


def _goods() -> None:
    known = set(Good.objects.values_list("article", flat=True))
    for path, goods in GOODS.items():
        for good in goods:
            if good.article not in known:
                kept = {"stock": None if good.stock is None else good.stock * 1000, "service": good.stock is None}
                about = {"article": good.article, "name": good.name, "unit": good.unit, "kopecks": good.roubles * 100}
                save_good(None, None, {"category": category_of(None, path), **about, **kept})


@contextmanager
def without_engine() -> Iterator[None]:
    """The engine starts after us and reads everything then: that it does not answer now is no news."""
    before = publish.log.level
    publish.log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        publish.log.setLevel(before)
