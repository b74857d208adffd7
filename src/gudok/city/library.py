"""The demo company's knowledge base: the texts stand beside as Markdown, the first line is the title."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gudok.city.people import STAFF
from gudok.web.accounts.models import User
from gudok.web.knowledge import actions
from gudok.web.knowledge.models import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gudok.web.setup.models import Queue

LATE = "igor"
"""Who has not read what must be read: a supervisor has somebody to ask."""
FOLDER = Path(__file__).parent / "knowledge"


class Shelved(NamedTuple):
    """A text, and where it belongs; without queues it is for all."""

    file: str
    section: str
    tags: tuple[str, ...]
    queues: tuple[str, ...] = ()
    must_read: bool = False


SHELF = (
    Shelved("greeting", "Правила разговора", ("приветствие", "удержание"), must_read=True),
    Shelved("returns", "Заказы", ("возврат", "обмен", "деньги"), ("sales", "support")),
    Shelved("delivery", "Заказы", ("доставка", "курьер", "сроки"), ("sales",)),
    Shelved("payment", "Заказы", ("оплата", "счёт", "рассрочка"), ("sales",)),
    Shelved("warranty", "Сервис", ("гарантия", "ремонт", "мастер"), ("support",)),
)


def fill(queues: Mapping[str, Queue]) -> None:
    """Publish what is not there yet; what was written since stays."""
    for one in SHELF:
        head, _, text = (FOLDER / f"{one.file}.md").read_text(encoding="utf-8").partition("\n")
        title = head.removeprefix("# ")
        if Article.objects.filter(title=title).exists():
            continue
        row = actions.add_article(None, title, text.strip())
        about = {"section": one.section, "tags": one.tags, "must_read": one.must_read}
        actions.keep_about(None, row.pk, about | {"queues": [queues[kind] for kind in one.queues]})
        edition = actions.publish(None, row.pk, row.version)
        if edition is not None and one.must_read:
            for user in User.objects.filter(login__in=[member.login for member in STAFF if member.login != LATE]):
                actions.confirm(user, edition)
