"""Messages as rows: whom they were for, and when each was read."""

from __future__ import annotations

import pytest

from gudok.core.words import Reason, StrayFound, Turn
from gudok.core.words.supervise import MessageRead, MessageSent
from gudok.web.record.batch import Batch
from gudok.web.record.facts import apply
from gudok.web.record.messages import Message, Receipt

pytestmark = pytest.mark.django_db
WHY = Reason("message", {"by": "bob"})
SENT = MessageSent(WHY, "m1", "bob", ("o1", "o2"), "queue", "q1", "Собрание в три")


def project(*turns: Turn) -> None:
    batch = Batch(turns)
    for turn in turns:
        apply(batch, turn)
    batch.save()


def turn(n: int, at: int, *out: MessageSent | MessageRead) -> Turn:
    return Turn(n, StrayFound(at, "x"), out)


def test_a_message_and_who_has_read_it() -> None:
    project(turn(1, 1_000, SENT), turn(2, 61_000, MessageRead(Reason("read"), "m1", "o2")))
    message = Message.objects.get()
    assert (message.id, message.by, message.kind, message.to, message.text) == (
        "m1", "bob", "queue", "q1", "Собрание в три",
    )  # fmt: skip
    read = {receipt.agent: receipt.read_at for receipt in Receipt.objects.all()}
    assert read["o1"] is None
    assert read["o2"] is not None
    assert (read["o2"] - message.at).total_seconds() == 60


def test_it_is_read_in_a_later_batch_and_a_doubled_turn_changes_nothing() -> None:
    project(turn(1, 1_000, SENT))
    project(turn(2, 2_000, MessageRead(Reason("read"), "m1", "o1")))
    project(turn(1, 1_000, SENT))
    assert Message.objects.count() == 1
    assert Receipt.objects.filter(read_at=None).count() == 1
