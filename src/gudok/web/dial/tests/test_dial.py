"""Dialling from the screens: what the engine is asked, who may, and what is not shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from gudok.core.words import DialAsked
from gudok.edges.bus.unix import Answer, NoEngine
from gudok.web.dial import views
from gudok.web.people.models import Customer, Phone
from gudok.web.record.models import Call, Leg
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "+79161234567"


class Engine:
    """Takes what it is asked, and answers as told."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.answer = Answer(ok=True)
        self.down = False

    async def ask(self, _socket: Path, asked: Any, _patience: float) -> Answer:
        if self.down:
            raise NoEngine("down")
        self.asked.append(asked)
        return self.answer


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(views, "ask_engine", made.ask)
    return made


@pytest.fixture
def as_alice(alice: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(alice)


def dial(client: Client, **form: str) -> dict[str, Any]:
    return client.post(reverse("dial"), form).json()


@pytest.mark.parametrize("typed", ["+7 916 123-45-67", "8 (916) 123-45-67", "9161234567", "tel:+79161234567", NUMBER])
def test_a_number_in_any_writing(as_alice: Client, alice: User, engine: Engine, typed: str) -> None:
    maria = Customer.objects.create(name="Мария", vip=True)
    Phone.objects.create(customer=maria, e164=NUMBER)
    answer = dial(as_alice, number=typed)
    [asked] = engine.asked
    assert isinstance(asked, DialAsked)
    assert (asked.agent, asked.by, asked.number) == (alice.operator.core_id, alice.operator.core_id, NUMBER)
    assert (asked.callee.name, asked.callee.vip, asked.callee.shown) == ("Мария", True, "+7 916 123-45-67")
    assert answer == {"ok": True, "reason": "", "call": asked.call}


@pytest.mark.parametrize(("typed", "asked"), [("112", "112"), ("1-1-2", "112"), ("", ""), ("abc", "abc"), ("+7", "+7")])
def test_short_and_odd_ones_are_the_cores_to_refuse(as_alice: Client, engine: Engine, typed: str, asked: str) -> None:
    dial(as_alice, number=typed)
    assert engine.asked[0].number == asked


def test_a_refusal_is_told_in_words(as_alice: Client, engine: Engine) -> None:
    engine.answer = Answer(ok=False, code="number_not_allowed")
    assert dial(as_alice, number=NUMBER)["reason"] == "Звонки на такие номера не разрешены."
    engine.down = True
    assert "не отвечает" in dial(as_alice, number=NUMBER)["reason"]


def test_on_behalf_of_an_own_queue_alone(as_alice: Client, alice: User, engine: Engine) -> None:
    own, other = Queue.objects.create(name="Продажи"), Queue.objects.create(name="Сервис")
    alice.operator.queues.set([own])
    for queue in (own, other):
        dial(as_alice, number=NUMBER, queue=queue.core_id)
    assert [asked.queue for asked in engine.asked] == [own.core_id, "-"]


def a_call(operator: str, n: int, *, direction: str = "in", number: str = NUMBER, outcome: str = "talked") -> Call:
    at = timezone.now() - timedelta(minutes=n)
    call = Call.objects.create(
        id=f"c00000000000{n}", number=number, shown=number, direction=direction, arrived_at=at, ended_at=at, end="x"
    )
    answered = at if outcome == "talked" else None
    Leg.objects.create(call=call, n=1, agent=operator, rang_at=at, answered_at=answered, outcome=outcome)
    return call


def test_a_call_of_the_list_is_dialled_without_showing_its_number(
    as_alice: Client, alice: User, bob: User, engine: Engine
) -> None:
    alice.hide_numbers = True
    alice.save()
    call = a_call(alice.operator.core_id, 1)
    page = as_alice.get(reverse("dial_recent")).content.decode()
    assert call.pk in page
    assert NUMBER not in page
    dial(as_alice, call=call.pk)
    assert engine.asked[0].number == NUMBER
    others = a_call("o999", 2)
    assert as_alice.post(reverse("dial"), {"call": others.pk}).status_code == 403
    assert as_alice.post(reverse("dial"), {"call": "nothing"}).status_code == 403
    assert as_alice.post(reverse("dial"), {"call": others.pk, "number": NUMBER}).status_code == 403
    dial(as_alice, call="c0of-this-moment", number="+79160000001")
    assert engine.asked[-1].number == "+79160000001"


def test_the_last_calls_each_number_once_with_what_it_was(as_alice: Client, alice: User) -> None:
    mine = alice.operator.core_id
    a_call(mine, 1, direction="out", number="+79160000001", outcome="unanswered")
    a_call(mine, 2, number="+79160000002", outcome="missed")
    a_call(mine, 3, number="+79160000003")
    a_call(mine, 4, number="+79160000003")
    a_call("o999", 5, number="+79160000005")
    rows = as_alice.get(reverse("dial_recent")).context["rows"]
    assert [(row.call.number[-1], row.kind) for row in rows] == [("1", "out"), ("2", "missed"), ("3", "in")]
    assert as_alice.get(reverse("dial_recent")).context["missed"] == 1


def test_a_customer_is_found_by_name_and_dialled_by_the_telephone(as_alice: Client, engine: Engine) -> None:
    maria = Customer.objects.create(name="Мария Иванова")
    phone = Phone.objects.create(customer=maria, e164=NUMBER)
    page = as_alice.get(reverse("dial_contacts"), {"q": "иванова"}).content.decode()
    assert f'data-phone="{phone.pk}"' in page
    assert as_alice.get(reverse("dial_contacts"), {"q": "и"}).content.decode().strip() == ""
    dial(as_alice, phone=str(phone.pk))
    assert engine.asked[0].number == NUMBER


def test_the_page_for_links_dials_nothing_by_itself(as_alice: Client, engine: Engine) -> None:
    page = as_alice.get(reverse("dial_call"), {"number": "tel:89161234567"}).content.decode()
    assert 'value="+7 916 123-45-67"' in page
    assert not engine.asked


def test_who_has_no_right_has_no_button(alice: User, set_role: Callable[[User, str], None], as_alice: Client) -> None:
    maria = Customer.objects.create(name="Мария")
    Phone.objects.create(customer=maria, e164=NUMBER)
    assert "data-dial=" in as_alice.get(reverse("customer", args=(maria.pk,))).content.decode()
    set_role(alice, "supervisor")
    assert "data-dial=" not in as_alice.get(reverse("customer", args=(maria.pk,))).content.decode()
    assert as_alice.post(reverse("dial"), {"number": NUMBER}).status_code == 403
