from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from gudok.web.drafts.merge import Change
from gudok.web.knowledge import actions
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.knowledge.models import Article

RETURNS = "Вернуть можно **14 дней**.\n\n## Как оформить\n\n1. Номер заказа.\n2. Причина.\n"


class Base(NamedTuple):
    """A queue, an article of it that is published, and a draft."""

    sales: Queue
    returns: Article
    draft: Article


@pytest.fixture
def base(bob: User) -> Base:
    sales = save_row(None, Queue, None, {"name": "Продажи"})
    returns = written(bob, "Возврат товара", RETURNS)
    about(returns, queues=[sales], section="Продажи", tags=["возврат", "деньги"])
    returns.refresh_from_db()
    return Base(sales, returns, actions.add_article(bob, "Доставка", "Курьер или пункт выдачи."))


def written(by: User, title: str, text: str) -> Article:
    """A published article."""
    row = actions.add_article(by, title, text)
    assert actions.publish(by, row.pk, row.version)
    row.refresh_from_db()
    return row


def about(row: Article, **values: object) -> None:
    usual = {"section": "", "tags": [], "queues": [], "must_read": False}
    actions.keep_about(None, row.pk, usual | values)


def rewrite(by: User, row: Article, text: str, note: str = "") -> None:
    """A new version with this text."""
    row.refresh_from_db()
    drafted = actions.save_draft(by, row.pk, [Change("text", text, row.version)], "seat")
    assert actions.publish(by, row.pk, drafted.article.version, note)
    row.refresh_from_db()
