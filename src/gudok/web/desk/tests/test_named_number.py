"""A customer has named another number for his callback: the operator's card says from which he asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from gudok.core.state import Booked, Call, State
from gudok.core.words import Caller
from gudok.web.desk import views

if TYPE_CHECKING:
    from django.test import RequestFactory

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

OFFICE = Caller("+74957654321", "+7 495 765-43-21", "", "Иван")


def card(rf: RequestFactory, person: User, called_from: str) -> str:
    call = Call("c1", "", "100", OFFICE, 0, Booked("sales", 0, 9), direction="out", called_from=called_from)
    request = rf.get("/")
    request.user = person
    with translation.override("en"):
        return views._card(request, "c1", call, State()).content.decode()


def test_the_card_of_a_callback_says_from_where_it_was_asked_for(bob: User, rf: RequestFactory) -> None:
    page = card(rf, bob, "+79031112233")
    assert "Asked for the callback from" in page
    assert "903 111-22-33" in page
    assert "495 765-43-21" in page, "and is the number to talk to"


def test_it_is_masked_as_every_number_is(charlie: User, rf: RequestFactory) -> None:
    page = card(rf, charlie, "+79031112233")
    assert "Asked for the callback from" in page
    assert "111-22" not in page


def test_nothing_is_said_of_one_who_is_called_at_his_own_number(bob: User, rf: RequestFactory) -> None:
    assert "Asked for the callback" not in card(rf, bob, "")
