"""Break reasons with limits, sets of results, planned breaks: from the form to the engine's settings."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override

from gudok.core import settings as core
from gudok.web.knowledge.actions import add_article
from gudok.web.setup import actions, queries
from gudok.web.setup.models import PauseReason, Queue, ResultSet
from gudok.web.setup.result_form import ResultSetForm
from gudok.web.setup.result_lines import read, written
from gudok.web.setup.tests.test_rows import QUEUE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

TEXT = "Заказ\n\nЖалоба: доставка\nЖалоба: качество\nНедозвон !\nЗаказ\n"


def test_lines_become_results_and_back() -> None:
    rows = read(TEXT, [])
    assert [(row["code"], row["group"], row["name"], row["callback"]) for row in rows] == [
        ("zakaz", "", "Заказ", False),
        ("dostavka", "Жалоба", "доставка", False),
        ("kachestvo", "Жалоба", "качество", False),
        ("nedozvon", "", "Недозвон", True),
    ]
    assert [written(row) for row in rows] == ["Заказ", "Жалоба: доставка", "Жалоба: качество", "Недозвон!"]


def test_a_result_that_stays_keeps_its_code_and_no_code_is_given_twice() -> None:
    before = read("Заказ\nВопрос", [])
    after = read("Вопрос\nВопрос!\nГруппа: Заказ\nЗаказ", before)
    assert [(row["code"], row["name"]) for row in after] == [
        ("vopros", "Вопрос"),
        ("zakaz-2", "Заказ"),
        ("zakaz", "Заказ"),
    ]


@pytest.mark.parametrize(
    ("text", "error"), [(" \n", True), ("\n".join(f"r{n}" for n in range(41)), True), ("х" * 61, True), ("a", False)]
)
def test_what_cannot_be_chosen_from_is_refused(text: str, error: bool) -> None:
    assert bool(ResultSetForm({"name": "Все", "results": text}).errors.get("results")) == error


def test_a_line_says_what_follows_and_reads_back_in_either_language() -> None:
    text = "Заказ > заказ\nЖалоба: брак #vozvrat !\nПеревод №7 #7\nВопрос > Order #dostavka!"
    rows = read(text, [])
    followed = [(row["name"], row.get("opens", ""), row.get("article", ""), row["callback"]) for row in rows]
    assert followed == [
        ("Заказ", "order", "", False),
        ("брак", "", "vozvrat", True),
        ("Перевод №7 #7", "", "", False),
        ("Вопрос", "order", "dostavka", True),
    ]
    with override("ru"):
        assert written(rows[3]) == "Вопрос > заказ #dostavka!"
        assert read("\n".join(map(written, rows)), rows) == rows
    with override("en"):
        assert written(rows[0]) == "Заказ > order"
        assert read("\n".join(map(written, rows)), rows) == rows


def test_a_result_leads_only_to_what_is_there(bob: User) -> None:
    def wrong(line: str) -> list[str]:
        return [str(error) for error in ResultSetForm({"name": "Все", "results": line}).errors.get("results", [])]

    assert "rocket" in str(wrong("Заказ > rocket"))
    assert "nowhere" in str(wrong("Заказ #nowhere"))
    article = add_article(bob, "Returns")
    assert wrong(f"Заказ > order #{article.code}") == []


def test_what_follows_reaches_the_desk_through_the_engine() -> None:
    made = actions.save_row(None, ResultSet, None, {"name": "Все", "results": read("Заказ > order #a-b", [])})
    assert queries.settings_document().results == (
        core.Result(f"r{made.pk}-zakaz", "Заказ", opens="order", article="a-b"),
    )


def test_dave_sets_results_up_for_a_queue(dave: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(dave)
    assert client.post("/setup/results/new/", {"name": "Продажи", "results": TEXT}).status_code == 302
    made = ResultSet.objects.get()
    needs = QUEUE | {"result_needed": "on"}
    assert "result_set" in client.post("/setup/queues/new/", needs).context["form"].errors
    values = needs | {"result_set": made.pk, "unfinished": "owe", "overtime_s": 120}
    assert client.post("/setup/queues/new/", values).status_code == 302
    document = queries.settings_document()
    ids = tuple(f"r{made.pk}-{code}" for code in ("zakaz", "dostavka", "kachestvo", "nedozvon"))
    queue = document.queues[0]
    assert (queue.results, queue.result_needed, queue.unfinished, queue.overtime) == (ids, True, "owe", 120_000)
    assert document.results[1] == core.Result(ids[1], "доставка", "Жалоба")
    assert document.results[1].whole == "Жалоба: доставка"
    assert document.results[3].callback
    page = client.get(f"/setup/results/{made.pk}/").content.decode()
    assert "Жалоба: доставка\nЖалоба: качество\nНедозвон!" in page


def test_a_set_in_use_is_not_deleted(dave: User, sign_in: Callable[[User], Client]) -> None:
    made = actions.save_row(None, ResultSet, None, {"name": "Все", "results": read("Заказ", [])})
    actions.save_row(None, Queue, None, {"name": "Продажи", "result_set": made})
    sign_in(dave).post(f"/setup/results/{made.pk}/delete/")
    assert ResultSet.objects.exists()


def test_limits_of_breaks_reach_the_engine_in_milliseconds() -> None:
    lunch = PauseReason.objects.get(code="lunch")
    assert lunch.planned
    values = {"once_min": 30, "daily_min": 60, "most": 3, "scope": "queue", "full": "wait", "outgoing": True}
    actions.save_row(None, PauseReason, lunch.pk, values)
    found = {rule.id: rule for rule in queries.settings_document().breaks}
    assert found["lunch"] == core.Break("lunch", 1_800_000, 3_600_000, 3, "queue", "wait", True)
    assert found["training"] == core.Break("training")


def test_the_planned_break_of_a_person_is_kept(dave: User, alice: User, sign_in: Callable[[User], Client]) -> None:
    values = {
        "full_name": "Alice", "login": "alice", "roles": ["operator"], "lunch_at": "13:30", "language": "ru",
        "time_zone": "Europe/Moscow", "is_active": "on", "kind": "browser", "codec": "auto",
    }  # fmt: skip
    assert sign_in(dave).post(f"/setup/staff/{alice.pk}/", values).status_code == 302
    alice.operator.refresh_from_db()
    assert alice.operator.lunch_at == time(13, 30)
