"""Goods from a table: an export is taken back, errors are told by line and column, twice is once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.catalogue import queries
from gudok.web.catalogue.actions import save_good
from gudok.web.catalogue.imports import actions
from gudok.web.catalogue.imports.models import GoodsImport
from gudok.web.catalogue.models import Good, Price
from gudok.web.catalogue.shelf import find
from gudok.web.people.tables.reading import TableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
HEAD = "Артикул;Название;Раздел;Единица;Цена;Остаток\n"
TEA = "TEA-1;Чай зелёный;Чай / Зелёный;уп.;450,50;12,5\n"


def tried(bob: User, text: str, encoding: str = "utf-8") -> GoodsImport:
    return actions.stage(bob, "товары.csv", text.encode(encoding))


def taken(bob: User, text: str) -> GoodsImport:
    found = tried(bob, text)
    assert actions.take(bob, found.pk)
    return GoodsImport.objects.get(pk=found.pk)


def test_bob_takes_goods_in_and_again_without_harm(bob: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(bob)
    head = 'Article number,Name,Category,Unit,"Price, roubles",In stock\n'
    content = (head + TEA.replace(",", ".").replace(";", ",")).encode("cp1251")
    where = client.post("/catalogue/import/", {"file": SimpleUploadedFile("goods.csv", content)})["Location"]
    assert not Good.objects.exists(), "a trial changes nothing"
    client.post(where)
    tea = Good.objects.priced().get()
    assert (tea.article, tea.kopecks, tea.stock, tea.unit) == ("TEA-1", 45_050, 12_500, "уп.")
    assert queries.paths()[tea.category_id or 0] == "Чай / Зелёный"
    assert find("чай зеленый", 1) == [tea.pk], "the search knows it at once"
    client.post(where)
    assert Price.objects.count() == 1
    assert AuditEntry.objects.get(verb="goods.imported").after == {"new": 1}
    assert taken(bob, HEAD + TEA).counts == {"same": 1}
    assert taken(bob, HEAD + TEA.replace("450,50", "500")).counts == {"changed": 1}
    assert [price.kopecks for price in Price.objects.all()] == [50_000, 45_050]
    assert AuditEntry.objects.filter(verb="good.changed").count() == 1


def test_a_table_nobody_took_in_for_a_week_is_forgotten(bob: User) -> None:
    old = tried(bob, HEAD + TEA)
    GoodsImport.objects.update(at=timezone.now() - timedelta(days=8))
    tried(bob, HEAD + TEA)
    assert not actions.take(bob, old.pk)
    assert not Good.objects.exists()


def test_an_export_is_taken_back(bob: User, sign_in: Callable[[User], Client]) -> None:
    save_good(None, None, {"article": "=1", "name": "-Кофе", "kopecks": 35_050, "stock": 1500, "unit": "кг"})
    save_good(None, None, {"article": "S-1", "name": "Доставка", "active": False})
    content = sign_in(bob).get("/catalogue/export/?active=all").content.decode("utf-8-sig")
    assert tried(bob, content).counts == {"same": 2}


def test_every_error_is_told_by_line_and_column_and_the_others_come_in(bob: User) -> None:
    save_good(None, None, {"article": "OLD", "name": "Старый"})
    rows = [
        TEA,
        "TEA-1;Дважды;;;;\n",
        ";Без артикула;;;;\n",
        "NEW;;;;;\n",
        f"LONG;{'x' * 40_000};;;;\n",
        "=cmd|'/C calc'!A0;Формула;;;дёшево;-1\n",
        "OLD;;;;;7\n",
    ]
    found = taken(bob, HEAD + "".join(rows))
    assert {(line, name) for line, name, _text in found.errors} == {
        (3, "article"), (4, "article"), (5, "name"), (6, "name"), (7, "kopecks"), (7, "stock"),
    }  # fmt: skip
    assert found.counts == {"new": 1, "wrong": 5, "changed": 1}
    assert dict(Good.objects.values_list("article", "stock")) == {"TEA-1": 12_500, "OLD": 7000}
    assert Good.objects.get(article="OLD").name == "Старый", "an empty cell changes nothing"


@pytest.mark.parametrize("text", ["", "Название;Цена\nЧай;1\n", "x" * 10])
def test_a_table_without_article_numbers_is_refused(text: str, bob: User) -> None:
    with pytest.raises(TableError):
        tried(bob, text)
    assert not GoodsImport.objects.exists()


def test_alice_takes_no_goods_in(alice: User, sign_in: Callable[[User], Client]) -> None:
    file = SimpleUploadedFile("x.csv", (HEAD + TEA).encode())
    assert sign_in(alice).post("/catalogue/import/", {"file": file}).status_code == 403
    assert not GoodsImport.objects.exists()
