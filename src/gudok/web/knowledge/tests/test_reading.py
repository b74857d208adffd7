from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.test import AsyncClient

from gudok.web.api.tests.helpers import Program
from gudok.web.knowledge import actions, queries
from gudok.web.knowledge.tests.conftest import Base, about, rewrite, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db


def titles(text: str, queue: str = "") -> list[str]:
    return [row.title for row in queries.beside_call(text, queue)]


@pytest.mark.parametrize(
    "typed", ["возврат", "djpdhfn", "вазврат", "вернуть 14 дней", "деньги", "vozvrat-tovara", "как мне вернуть товар"]
)
def test_an_article_is_found_however_it_was_typed(base: Base, typed: str) -> None:
    assert titles(typed) == ["Возврат товара"]


def test_drafts_are_not_found_and_new_words_are(bob: User, base: Base) -> None:
    assert titles("курьер") == []
    rewrite(bob, base.returns, "Обмен за неделю.")
    assert (titles("обмен"), titles("причина")) == (["Возврат товара"], [])
    actions.put_away(bob, base.returns.pk, away=True)
    assert titles("обмен") == []


def test_articles_of_the_calls_queue_come_first(bob: User, base: Base) -> None:
    written(bob, "Возврат", "Возврат билета.")
    assert titles("возврат") == ["Возврат", "Возврат товара"]
    assert titles("возврат", base.sales.core_id) == ["Возврат товара", "Возврат"]
    assert titles("", base.sales.core_id) == ["Возврат товара"]
    assert titles("", "q999999999999999999999") == titles("", "nonsense") == []


def test_a_must_is_due_until_read_and_anew_with_each_version(
    alice: User, bob: User, base: Base, sign_in: SignIn
) -> None:
    assert queries.due(alice) == []
    about(base.returns, queues=[base.sales], must_read=True)
    assert queries.due(alice) == [], "of a queue she does not serve"
    alice.operator.queues.add(base.sales)
    assert [row.title for row in queries.due(alice)] == ["Возврат товара"]
    assert queries.due(bob) == [], "no operator"
    client, path = sign_in(alice), f"/knowledge/{base.returns.code}"
    assert "data-article" in client.get("/knowledge/due/").content.decode()
    assert "data-know-read" in client.get(f"{path}/beside/").content.decode()
    answer = client.post(f"{path}/read/1/", headers={"Accept": "application/json"})
    assert "data-article" not in answer.content.decode()
    assert client.post(f"{path}/read/1/").status_code == 302
    assert client.post(f"{path}/read/7/").status_code == 404
    rewrite(bob, base.returns, "Теперь 30 дней.", "срок вырос")
    assert "срок вырос" in client.get("/knowledge/due/").content.decode()


def test_bob_sees_who_has_read_which_version_of_his_own_people(bob: User, two_teams: TwoTeams, sign_in: SignIn) -> None:
    row = written(bob, "Приветствие", "Здравствуйте!")
    about(row, must_read=True)
    row.refresh_from_db()
    assert row.published is not None
    actions.confirm(two_teams.alice, row.published)
    actions.confirm(two_teams.alice, row.published)
    client = sign_in(bob)
    page = client.get(f"/knowledge/{row.code}/readers/").content.decode()
    assert "Alice Operator" in page
    assert "Erin Support" not in page
    assert queries.tally(bob, [row]) == {row.pk: (1, 1)}
    assert "/readers/" in client.get("/knowledge/?which=must").content.decode()
    rewrite(bob, row, "Добрый день!")
    [alice] = queries.readers(bob, row)
    assert (alice.n, alice.current) == (1, False)


def test_the_list_is_narrowed_in_the_address(alice: User, bob: User, base: Base, sign_in: SignIn) -> None:
    def shown(client: Client, query: str) -> list[str]:
        return [row.title for row in client.get(f"/knowledge/?{query}").context["page"].object_list]

    section, tag = base.returns.section_id, base.returns.tags.get(name="деньги").pk
    client = sign_in(bob)
    for query in ("", f"section={section}", f"tag={tag}", f"queue={base.sales.pk}", "q=djpdhfn", "q=%00&section=x"):
        assert shown(client, query) == ["Возврат товара"]
    assert shown(client, "which=drafts") == ["Доставка"]
    assert shown(client, "which=must") == shown(client, "q=паровоз") == []
    assert shown(sign_in(alice), "which=drafts") == ["Возврат товара"], "not hers to see: the filter falls away"


@pytest.mark.django_db(transaction=True)
async def test_alice_is_not_ready_from_outside_before_she_has_read(alice: User, bob: User) -> None:
    from asgiref.sync import sync_to_async

    def must() -> None:
        about(written(bob, "Приветствие", "Здравствуйте!"), must_read=True)

    await sync_to_async(must)()
    client = AsyncClient()
    await client.aforce_login(alice)
    told = json.loads((await client.post("/desk/ask/ready")).content)
    assert (told["ok"], told["article"]) == (False, "privetstvie")
    assert "Приветствие" in told["reason"]


def test_programs_read_articles(alice: User, base: Base) -> None:
    program = Program(alice, "knowledge:read")
    [item] = program.get("articles?q=возврат&tag=деньги&section=Продажи").json()["items"]
    assert (item["code"], item["version"], item["queues"][0]["name"]) == ("vozvrat-tovara", 1, "Продажи")
    assert program.get(f"articles?queue={base.sales.core_id}").json()["items"] == [item]
    answer = program.get("articles/vozvrat-tovara")
    assert "<strong>14 дней</strong>" in answer.json()["html"]
    assert program.get("articles/vozvrat-tovara", If_None_Match=answer.headers["ETag"]).status_code == 304
    assert program.get(f"articles/{base.draft.code}").status_code == 404
    assert Program(alice, "orders:read").get("articles").status_code == 403
