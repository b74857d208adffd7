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
    from gudok.web.setup.models import Number, Queue

    sales = save_row(None, Queue, None, {"name": "Продажи"})
    service = save_row(None, Queue, None, {"name": "Поддержка", "decline_allowed": False})
    save_row(None, Number, None, {"did": "74951234567", "queue": sales})
    save_row(None, Number, None, {"did": "*", "queue": service})
    people(sales, service)
    customers(sales, service)
    sys.stdout.write(document())


def people(sales: Queue, service: Queue) -> None:
    from gudok.web.setup.actions import save_person

    def person(login: str, name: str, roles: list[str], **more: object) -> None:
        save_person(
            None, None, {"login": login, "full_name": name, "password": f"{login}-secret", "roles": roles} | more
        )

    person("alice", "Анна Белова", ["operator"], kind="sip", queues=[sales, service])
    person("carol", "Карина Ли", ["operator"], kind="browser", queues=[sales])
    person("olga", "Ольга Снегирёва", ["operator"], kind="sip", queues=[sales, service])
    person("oleg", "Олег Дроздов", ["operator"], kind="sip", queues=[service])
    person("pavel", "Павел Синицын", ["operator"], kind="sip", queues=[sales])
    person("bob", "Борис Орлов", ["supervisor"])
    person("charlie", "Чарли Гость", [])
    person("dave", "Дмитрий Грачёв", ["administrator"])


def customers(sales: Queue, service: Queue) -> None:
    from django.utils import timezone

    from gudok.web.people.models import Customer, Phone
    from gudok.web.record.models import Call

    maria = Customer.objects.create(
        name="Иванова Мария Петровна", company="ООО «Ромашка»", vip=True, note="Просит перезванивать после 15:00."
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


def document() -> str:
    """The settings for the engine's journal and who is who, as JSON."""
    import msgspec

    from gudok.web.setup.models import Operator
    from gudok.web.setup.queries import settings_document

    operators = {row.user.login: row.core_id for row in Operator.objects.select_related("user")}
    return json.dumps({"settings": msgspec.to_builtins(settings_document()), "operators": operators})


if __name__ == "__main__":
    main()
