from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from gudok.web.record.messages import Message, Receipt
from gudok.web.record.models import Call, CallEvent
from gudok.web.record.queries import events_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_page_offers_what_the_person_may(bob: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(bob).get("/supervise/").content.decode()
    assert '"listen"' in page
    assert '"close"' in page
    assert "write-all" in page


def test_the_parts_of_an_own_talk_are_there_for_who_may_take_one(
    alice: User, bob: User, sign_in: Callable[[User], Client]
) -> None:
    assert 'id="own"' in sign_in(bob).get("/supervise/").content.decode()
    alice.groups.set([Group.objects.get_or_create(name="senior")[0]])
    page = sign_in(alice).get("/supervise/").content.decode()
    assert 'id="mine"' in page
    assert 'id="own"' not in page
    assert 'id="transfer-dialog"' not in page


def test_sent_messages_tell_who_has_not_read(bob: User, sign_in: Callable[[User], Client]) -> None:
    sent = Message.objects.create(id="m1", at=timezone.now(), by="Борис", kind="all", text="Собрание в три")
    Receipt.objects.create(message=sent, agent="o1", read_at=timezone.now())
    Receipt.objects.create(message=sent, agent="o2")
    page = sign_in(bob).get("/supervise/messages").content.decode()
    assert "Собрание в три" in page
    assert "1 / 2" in page
    assert 'title="o2"' in page


def test_who_listened_unseen_is_no_line_in_an_operators_story(alice: User, bob: User) -> None:
    call = Call.objects.create(id="c1", arrived_at=timezone.now())
    for place, data in enumerate(({"agent": "o9", "how": "listen", "shown": False}, {"agent": "o9", "how": "barge"})):
        CallEvent.objects.create(
            call=call, turn=1, place=place, at=timezone.now(), fact="SupervisionChanged", code="asked_listen", data=data
        )
    assert [event.data["how"] for event in events_for(alice)] == ["barge"]
    assert [event.data["how"] for event in events_for(bob)] == ["listen", "barge"]
