"""Changes of subscriptions, and what the deliverer writes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot
from gudok.web.news import queries as news
from gudok.web.webhooks.models import Delivery, Subscription, new_secret

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from gudok.web.accounts.models import User
    from gudok.web.api.feed import Event
    from gudok.web.api.follow import Position

FIELDS = ("name", "url", "kinds", "queue", "full_numbers", "active")
_OURS = {"secret", "turn", "place", "news", "attempt", "failing_since", "next_at"}
KEPT = timedelta(days=14)
WHOLE = 1_000_000
"""A place after every event of a turn."""


class Outcome(NamedTuple):
    """How an attempt went: `code` 0 without an answer, `after` the seconds the receiver asks us to wait."""

    ok: bool
    code: int
    answer: str
    ms: int
    after: float = 0


@transaction.atomic
def save_subscription(actor: User | None, row: Subscription | None, values: dict[str, Any], last: int) -> Subscription:
    """Add or change one. A new one begins after turn `last`; one switched on again goes on where it stopped."""
    kept = (
        Subscription.objects.select_for_update().get(pk=row.pk)
        if row
        else Subscription(turn=last, place=WHOLE, news=news.last())
    )
    before = _picture(kept) if row else {}
    woken = row is not None and values.get("active") and not kept.active
    moved = row is not None and values.get("url", kept.url) != kept.url
    for field in FIELDS:
        if field in values:
            setattr(kept, field, values[field])
    if woken or moved:
        kept.attempt, kept.failing_since, kept.given_up, kept.next_at = 0, None, "", timezone.now()
    kept.save()
    write_change(actor, "webhook.changed" if row else "webhook.added", kept, before, _picture(kept))
    return kept


@transaction.atomic
def delete_subscription(actor: User | None, row: Subscription) -> None:
    write_change(actor, "webhook.deleted", row, _picture(row), {})
    row.delete()


@transaction.atomic
def renew_secret(actor: User | None, row: Subscription) -> str:
    """A new key at once; it is told here and never again."""
    row.secret = new_secret()
    row.save(update_fields=["secret"])
    write_change(actor, "webhook.secret_renewed", row, {}, {})
    return row.secret


@transaction.atomic
def skip_to(actor: User | None, row: Subscription, last: int) -> None:
    """Leave out what has gathered: go on with what happens after turn `last`."""
    before = _picture(row) | {"turn": row.turn}
    row.turn, row.place, row.news = last, WHOLE, news.last()
    row.attempt, row.failing_since, row.next_at = 0, None, timezone.now()
    row.save()
    write_change(actor, "webhook.skipped", row, before, _picture(row) | {"turn": row.turn})


def send_again(actor: User | None, delivery: Delivery) -> None:
    """Have one event sent once more, beside the order."""
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(again=True)
        write_change(actor, "webhook.sent_again", delivery.subscription, {}, {"event": delivery.event})


# what the deliverer writes


def pass_over(row: Subscription, at: Position) -> None:
    """Events up to this position do not concern the subscription."""
    turn, place = (at.turn, WHOLE) if at.turn > row.turn else (row.turn, row.place)
    if (turn, at.news) != (row.turn, row.news):
        _where(row).update(turn=turn, place=place, news=at.news)
        row.turn, row.place, row.news = turn, place, at.news


def _where(row: Subscription) -> QuerySet[Subscription]:
    """The subscription, if it still stands where it was seen."""
    return Subscription.objects.filter(pk=row.pk, turn=row.turn, place=row.place, news=row.news)


@transaction.atomic
def note_outcome(row: Subscription, event: Event, body: str, outcome: Outcome, next_at: datetime, give_up: str) -> None:
    """Keep how sending an event went, and where the subscription stands now: both or neither."""
    delivery = Delivery.objects.get_or_create(
        subscription=row, event=event.id, defaults={"kind": event.kind, "body": body}
    )[0]
    _note(delivery, outcome)
    mine = _where(row)
    if outcome.ok:
        has = {"news": event.news} if event.news else {"turn": event.turn, "place": event.place}
        mine.update(attempt=0, failing_since=None, next_at=timezone.now(), **has)
    elif give_up:
        since = row.failing_since or timezone.now()
        mine.update(active=False, given_up=give_up, failing_since=since, attempt=row.attempt + 1)
        told = {"active": False, "why": give_up, "answer": f"{outcome.code} {outcome.answer}"[:200]}
        write_change(None, "webhook.given_up", row, {"active": True}, told)
    else:
        mine.update(attempt=row.attempt + 1, failing_since=row.failing_since or timezone.now(), next_at=next_at)


def note_again(delivery: Delivery, outcome: Outcome) -> None:
    """Keep how a repetition went."""
    delivery.again = False
    _note(delivery, outcome)


def forget_old() -> None:
    """The log keeps two weeks."""
    Delivery.objects.filter(last_at__lt=timezone.now() - KEPT).delete()


def _note(delivery: Delivery, outcome: Outcome) -> None:
    delivery.sent = delivery.sent or outcome.ok
    delivery.attempts += 1
    delivery.code, delivery.answer, delivery.ms = outcome.code, outcome.answer[:300], outcome.ms
    delivery.last_at = timezone.now()
    delivery.save()


def _picture(row: Subscription) -> dict[str, Any]:
    return {name: value for name, value in snapshot(row).items() if name not in _OURS}
