"""The demo company in the records."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate

from gudok.city import data
from gudok.city.goods import GOODS
from gudok.city.people import CUSTOMERS, HUMANS, NUMBERS, QUEUES, ROBOTS, STAFF
from gudok.web.accounts.models import User
from gudok.web.audit.models import AuditEntry
from gudok.web.catalogue.models import Category, Good
from gudok.web.catalogue.shelf import find
from gudok.web.knowledge.queries import due, open_articles
from gudok.web.people.directory import recognise
from gudok.web.people.models import Customer, Phone
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Number, Operator, Queue, ResultSet, Trunk
from gudok.web.setup.queries import settings_document, telephony_document

LINK = re.compile(r"\]\(([a-z0-9-]+)\)")
PASSWORDS = {member.login: f"secret-of-{member.login}" for member in HUMANS}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filled(db: None) -> None:
    data.fill(PASSWORDS, "127.0.0.1")


def rows() -> list[int]:
    return [kind.objects.count() for kind in (Queue, Number, Operator, Trunk, User, Customer, Phone, Good, AuditEntry)]


def test_company_is_whole() -> None:
    assert rows()[:-1] == [
        len(QUEUES), len(NUMBERS), sum(bool(member.queues) for member in STAFF), 1, len(STAFF),
        len(CUSTOMERS), len(CUSTOMERS), sum(len(goods) for goods in GOODS.values()),
    ]  # fmt: skip
    document = settings_document()
    assert {queue.name for queue in document.queues} == set(QUEUES.values())
    assert {number.did for number in document.numbers} == set(NUMBERS)
    assert all(operator.queues for operator in document.operators)
    assert [trunk.host for trunk in telephony_document().trunks] == ["127.0.0.1"]


def test_the_shop_has_what_its_callers_ask_for() -> None:
    assert Good.objects.count() == sum(len(goods) for goods in GOODS.values())
    assert Category.objects.filter(parent=None).count() == len({path.split(" / ")[0] for path in GOODS})
    found = Good.objects.priced().get(pk=find("конвектор 1,5", 1)[0])
    assert (found.article, found.kopecks, found.stock, found.service) == ("OK-15", 429_000, 36_000, False)
    assert Good.objects.get(article="S-01").stock is None


def test_results_lead_to_articles_and_almost_everybody_has_read_what_must_be_read() -> None:
    named = {row["article"] for results in ResultSet.objects.all() for row in results.results if "article" in row}
    assert named
    assert named <= set(open_articles().values_list("code", flat=True))
    links = {code for row in open_articles() for code in LINK.findall(row.published.text)}
    assert links <= set(open_articles().values_list("code", flat=True))
    late = [member.login for member in STAFF if due(User.objects.get(login=member.login))]
    assert late == ["igor"]


def test_a_second_fill_changes_nothing() -> None:
    before = rows()
    data.fill(PASSWORDS, "127.0.0.1")
    assert rows() == before


def test_what_was_changed_stays_and_what_is_missing_comes_back() -> None:
    anna = User.objects.get(login="anna")
    anna.set_password("her own")
    anna.save()
    Number.objects.filter(did="*").delete()
    data.fill(PASSWORDS, "127.0.0.1")
    assert authenticate(username="anna", password="her own") is not None
    assert Number.objects.filter(did="*").exists()


def test_people_sign_in_with_the_printed_passwords() -> None:
    for member in HUMANS:
        user = authenticate(username=member.login, password=PASSWORDS[member.login])
        assert user is not None
        assert user.role_names == [member.role]


def test_robots_are_the_sip_telephones() -> None:
    robots = data.robots()
    assert [robot.login for robot in robots] == [member.login for member in ROBOTS]
    phones = {phone.endpoint: phone for phone in telephony_document().phones}
    assert all(phones[robot.endpoint].kind == "sip" for robot in robots)
    assert all(phones[robot.endpoint].secret == robot.secret for robot in robots)


def test_a_robot_made_a_person_is_no_robot_any_more() -> None:
    Operator.objects.filter(user__login="olga").update(kind=Operator.Kind.BROWSER)
    assert "olga" not in {robot.login for robot in data.robots()}


def test_customers_are_recognised_by_the_numbers_they_call_from() -> None:
    for customer in CUSTOMERS:
        caller = recognise(customer.number)
        assert (caller.name, caller.vip, caller.number) == (customer.name, customer.vip, customer.number)


def test_the_trunk_follows_the_city() -> None:
    data.keep_address("10.0.0.7")
    assert Trunk.objects.get().host == "10.0.0.7"
    before = rows()
    data.keep_address("10.0.0.7")
    assert rows() == before
    save_row(None, Trunk, Trunk.objects.get().pk, {"name": "Другой"})
    data.keep_address("10.0.0.8")
    assert Trunk.objects.get().host == "10.0.0.7", "a trunk somebody took over is theirs"
