from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.drafts.merge import Change
from gudok.web.knowledge import actions
from gudok.web.knowledge.models import Article, ArticleTag, Section
from gudok.web.knowledge.tests.conftest import Base, about, rewrite
from gudok.web.news.models import News

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db


def send(client: Client, code: str, seat: str, *changes: list[Any]) -> Any:
    return client.post(f"/knowledge/{code}/draft/", {"changes": json.dumps(changes), "seat": seat})


def test_bob_writes_publishes_and_goes_back(bob: User, sign_in: SignIn) -> None:
    client = sign_in(bob)
    assert client.post("/knowledge/new/", {"title": "Гарантия", "section": "Сервис"}).status_code == 302
    row = Article.objects.get()
    assert (row.code, str(row.section)) == ("garantiya", "Сервис")
    assert client.post("/knowledge/garantiya/publish/", {"seen": row.version}).status_code == 302
    assert not row.editions.exists(), "an empty text is not published"
    told = send(client, "garantiya", "one", ["text", "Год на всё.", row.version]).json()
    assert "<p>Год на всё.</p>" in told["html"]
    client.post("/knowledge/garantiya/publish/", {"seen": told["version"], "note": "первая"})
    assert client.post("/knowledge/garantiya/publish/", {"seen": told["version"]}).status_code == 302
    assert row.editions.count() == 1, "nothing new"
    row.refresh_from_db()
    rewrite(bob, row, "Два года на всё.")
    page = client.get("/knowledge/garantiya/versions/2/").content.decode()
    assert "Год на всё." in page
    assert "Два года на всё." in page
    assert client.post("/knowledge/garantiya/versions/1/back/").status_code == 302
    row.refresh_from_db()
    assert row.published is not None
    assert (row.published.n, row.published.text, row.published.back_to) == (3, "Год на всё.", 1)
    assert row.draft_text == "Год на всё."
    assert client.post("/knowledge/garantiya/versions/3/back/").status_code == 302
    assert row.editions.count() == 3
    assert AuditEntry.objects.filter(verb="article.published").count() == 3
    assert [news.data["version"] for news in News.objects.filter(kind="article.published")] == [1, 2, 3]


def test_two_who_write_one_draft_lose_nothing(bob: User, dave: User, base: Base, sign_in: SignIn) -> None:
    code, seen = base.draft.code, base.draft.version
    mine, theirs = sign_in(bob), sign_in(dave)
    assert send(mine, code, "bob", ["text", "Курьер.", seen]).json()["conflicts"] == {}
    told = send(theirs, code, "dave", ["text", "Почта.", seen], ["title", "Доставка заказа", seen]).json()
    assert told["conflicts"] == {"text": {"theirs": "Курьер.", "who": "Bob Supervisor"}}
    assert (told["title"], told["text"]) == ("Доставка заказа", "Курьер.")
    assert send(mine, code, "bob", ["text", "Курьер. И почта.", seen]).json()["conflicts"] == {}
    publishing = {"seen": seen}
    assert mine.post(f"/knowledge/{code}/publish/", publishing).status_code == 302
    assert not base.draft.editions.exists(), "what was published is what was seen"


@pytest.mark.parametrize("sent", ["", "{}", "[1]", '[["text", 5, 1]]', '[["text", "x"]]', '[["text", "x", "1"]]'])
def test_nonsense_is_no_draft(bob: User, base: Base, sign_in: SignIn, sent: str) -> None:
    answer = sign_in(bob).post(f"/knowledge/{base.draft.code}/draft/", {"changes": sent})
    assert answer.status_code == 400


def test_a_draft_keeps_to_its_limits(bob: User, base: Base) -> None:
    changes = [Change("title", "я" * 500, 1), Change("text", "а\0б\r\nв", 1), Change("code", "mine", 1)]
    row = actions.save_draft(bob, base.draft.pk, changes, "seat").article
    assert (len(row.draft_title), row.draft_text, row.code) == (160, "аб\nв", "dostavka")


def test_sections_and_tags_come_and_go_with_their_articles(bob: User, base: Base, sign_in: SignIn) -> None:
    values = {"section": "Сервис", "tags": " Возврат, обмен,возврат,", "queues": [base.sales.pk], "must_read": "on"}
    assert sign_in(bob).post(f"/knowledge/{base.returns.code}/about/", values).status_code == 302
    row = Article.objects.get(pk=base.returns.pk)
    assert ([str(tag) for tag in row.tags.all()], row.must_read) == (["возврат", "обмен"], True)
    assert [str(one) for one in Section.objects.all()] == ["Сервис"]
    about(row)
    assert not ArticleTag.objects.exists()


def test_what_is_put_away_is_read_no_more(alice: User, bob: User, base: Base, sign_in: SignIn) -> None:
    path = f"/knowledge/{base.returns.code}"
    reader, writer = sign_in(alice), sign_in(bob)
    assert reader.get(f"{path}/article/").status_code == 200
    writer.post(f"{path}/away/")
    assert (reader.get(f"{path}/article/").status_code, writer.get(f"{path}/article/").status_code) == (404, 200)
    assert base.returns.title in writer.get("/knowledge/?which=away").content.decode()
    writer.post(f"{path}/away/", {"back": "1"})
    assert reader.get(f"{path}/article/").status_code == 200


def test_charlie_and_alice_do_not_write(alice: User, charlie: User, base: Base, sign_in: SignIn) -> None:
    for who in (alice, charlie):
        assert send(sign_in(who), base.returns.code, "x", ["text", "!", 1]).status_code == 403
        assert sign_in(who).post(f"/knowledge/{base.returns.code}/publish/", {"seen": 1}).status_code == 403
    assert sign_in(alice).get(f"/knowledge/{base.draft.code}/article/").status_code == 404, "a draft"
