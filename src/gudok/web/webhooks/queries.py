from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from gudok.edges.journal.sqlite import JournalReader
from gudok.web.webhooks.models import Subscription

if TYPE_CHECKING:
    from django.db.models import QuerySet


def last_turn() -> int:
    """The journal's newest turn: where a new subscription begins."""
    reader = JournalReader(settings.DATA.journal)
    try:
        return reader.last()
    finally:
        reader.close()


def given_up() -> QuerySet[Subscription]:
    """Subscriptions that the program switched off after long failure."""
    return Subscription.objects.filter(active=False).exclude(given_up="")
