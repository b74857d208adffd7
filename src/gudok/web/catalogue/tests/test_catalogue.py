from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry
from gudok.web.catalogue import actions, queries, shelf
from gudok.web.catalogue.models import Category, Good, Price, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def good(article: str = "TEA-01", name: str = "Чай зелёный", kopecks: int | None = 45_000, **more: Any) -> Good:
    return actions.save_good(None, None, {"article": article, "name": name, "kopecks": kopecks} | more)


def test_bob_puts_tea_into_the_catalogue_and_changes_its_price(bob: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(bob)
    form = {"article": "TEA-01", "name": "Чай", "kopecks": "450", "unit": "уп.", "active": "on", "stock": "12,5"}
    assert client.post("/catalogue/new/", form).status_code == 302
    tea = Good.objects.get()
    client.post(f"/catalogue/{tea.pk}/", form | {"kopecks": "499,90"})
    client.post(f"/catalogue/{tea.pk}/", form | {"kopecks": "499,90", "name": "Чай зелёный"})
    assert [(row.kopecks, row.set_by) for row in tea.prices.all()] == [(49_990, bob), (45_000, bob)]
    assert Good.objects.priced().get().kopecks == 49_990
    assert Good.objects.get().stock == 12_500
    assert AuditEntry.objects.filter(verb="good.changed").count() == 2
    page = client.get(f"/catalogue/{tea.pk}/").content.decode()
    assert "499,90" in page
    assert "450" in page


def test_bob_and_dave_change_the_same_good(bob: User, dave: User, sign_in: Callable[[User], Client]) -> None:
    tea = good(stock=5_000, active=True)
    form = sign_in(bob).get(f"/catalogue/{tea.pk}/").context["form"]
    opened = {field.html_name: str(field.value()) for field in form if field.value() not in (None, False)}
    sign_in(dave).post(f"/catalogue/{tea.pk}/", opened | {"kopecks": "500"})
    sign_in(bob).post(f"/catalogue/{tea.pk}/", opened | {"stock": "3"})
    saved = Good.objects.priced().get()
    assert (saved.kopecks, saved.stock) == (50_000, 3_000)
    told = sign_in(bob).post(f"/catalogue/{tea.pk}/", opened | {"kopecks": "480"})
    assert "500" in told.context["form"].errors["kopecks"][0]


def test_a_price_of_tomorrow_is_not_todays() -> None:
    tea = good()
    actions.save_good(None, tea.pk, {"kopecks": 50_000, "since": timezone.now() + timedelta(days=1)})
    assert Good.objects.priced().get().kopecks == 45_000
    assert Price.objects.count() == 2


def test_a_wrong_price_and_a_taken_article_are_told_by_their_fields(
    bob: User, sign_in: Callable[[User], Client]
) -> None:
    good()
    told = sign_in(bob).post("/catalogue/new/", {"article": "TEA-01", "name": "x", "kopecks": "12,345"})
    assert set(told.context["form"].errors) == {"article", "kopecks"}


def test_alice_sees_goods_and_changes_none(alice: User, sign_in: Callable[[User], Client]) -> None:
    tea, client = good(), sign_in(alice)
    assert "Чай зелёный" in client.get("/catalogue/").content.decode()
    assert client.post(f"/catalogue/{tea.pk}/", {"name": "Кофе"}).status_code == 403
    assert client.get("/catalogue/new/").status_code == 403


def test_the_list_is_narrowed_by_category_and_words(bob: User, sign_in: Callable[[User], Client]) -> None:
    green = actions.category_of(bob, "Чай / Зелёный")
    good(category=green)
    good("COF", "Кофе молотый")
    good("OLD", "Чай старый", active=False)
    assert green is not None
    client, tea = sign_in(bob), Category.objects.get(parent=None)

    def shown(query: str) -> list[str]:
        return [row.article for row in client.get(f"/catalogue/?{query}").context["page"]]

    assert shown(f"category={tea.pk}") == ["TEA-01"]
    assert shown("q=xfq") == ["TEA-01"]
    assert sorted(shown("q=xfq&active=all")) == ["OLD", "TEA-01"]
    assert shown("active=no") == ["OLD"]
    assert sorted(shown("category=nonsense")) == ["COF", "TEA-01"]


def test_a_branch_is_not_its_own_parent_and_goes_only_when_empty(bob: User, sign_in: Callable[[User], Client]) -> None:
    green, client = actions.category_of(bob, "Чай / Зелёный"), sign_in(bob)
    tea = Category.objects.get(parent=None)
    assert green is not None
    told = client.post(f"/catalogue/categories/{tea.pk}/", {"name": "Чай", "parent": green.pk, "place": 1})
    assert set(told.context["form"].errors) == {"parent"}
    client.post(f"/catalogue/categories/{tea.pk}/delete/")
    assert Category.objects.count() == 2
    client.post(f"/catalogue/categories/{green.pk}/delete/")
    assert [branch.path for branch in queries.tree()] == ["Чай"]
    with pytest.raises(IntegrityError):
        Category.objects.create(name="Чай")


def test_the_shelf_reads_what_has_changed_and_knows_other_records() -> None:
    tea = good()
    assert shelf.find("чай", 5) == [tea.pk]
    actions.save_good(None, tea.pk, {"name": "Какао"})
    assert (shelf.find("чай", 5), shelf.find("какао", 5)) == ([], [tea.pk])
    # Restored records: fewer changes counted, other goods.
    Good.objects.all().delete()
    Shelf.objects.all().delete()
    other = good("COF", "Кофе")
    assert (shelf.find("какао", 5), shelf.find("кофе", 5)) == ([], [other.pk])


def test_the_order_form_is_offered_only_what_has_a_price(alice: User, sign_in: Callable[[User], Client]) -> None:
    good()
    good("TEA-02", "Чай чёрный", None)
    told = sign_in(alice).get("/catalogue/find/?q=чай", headers={"Accept-Language": "ru"}).json()
    assert [(row["article"], row["price"]) for row in told["goods"]] == [("TEA-01", "450\u00a0₽")]
    assert sign_in(alice).get("/catalogue/find/?q=+").json() == {"goods": []}


def test_a_file_of_goods_holds_no_formula(bob: User, sign_in: Callable[[User], Client]) -> None:
    good("=1+1", "@SUM(A1)")
    told = sign_in(bob).get("/catalogue/export/").content.decode("utf-8-sig")
    assert told.splitlines()[1] == "'=1+1;'@SUM(A1);;;450.00;;1"
    assert AuditEntry.objects.get(verb="goods.exported").after == {"rows": 1}


def test_a_program_adds_changes_and_finds_goods(dave: User) -> None:
    program = Program(dave, "catalogue:read", "catalogue:write")
    made = program.post("goods", {"article": "TEA-01", "name": "Чай", "category": "Чай / Зелёный", "price": 45000})
    assert made.status_code == 201, made.content
    tea = made.json()
    assert (tea["category"], tea["price"], tea["stock"]) == ("Чай / Зелёный", 45000, None)
    assert program.get("goods?q=xfq").json()["items"] == [tea]
    tag = program.get(f"goods/{tea['id']}").headers["ETag"]
    assert program.get(f"goods/{tea['id']}", If_None_Match=tag).status_code == 304
    changed = program.ask("PATCH", f"goods/{tea['id']}", {"price": 50000, "stock": 2000}, If_Match=tag)
    assert (changed.json()["price"], changed.json()["stock"]) == (50000, 2000)
    assert program.ask("PATCH", f"goods/{tea['id']}", {"price": 1}, If_Match=tag).status_code == 412
    assert [row["price"] for row in program.get(f"goods/{tea['id']}/prices").json()] == [50000, 45000]
    assert [row["path"] for row in program.get("categories").json()] == ["Чай", "Чай / Зелёный"]
    again = program.post("goods", {"article": "TEA-01", "name": "x"}).json()
    assert [error["field"] for error in again["errors"]] == ["article"]


def test_a_program_that_may_only_read_changes_nothing(alice: User) -> None:
    program = Program(alice, "catalogue:read", "catalogue:write")
    assert program.post("goods", {"article": "x", "name": "x"}).status_code == 403
    assert Good.objects.count() == 0
