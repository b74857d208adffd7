from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gudok.web.desk.words import words
from gudok.web.record.models import Call, Leg, Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_the_telephone_gets_its_own_credentials(alice: User, sign_in: Callable[[User], Client]) -> None:
    told = sign_in(alice).post("/desk/phone").json()
    assert told["password"] == alice.operator.secret
    assert told["uri"].startswith(f"sip:{alice.operator.endpoint}@")
    assert told["ws"].startswith("ws://")


def test_a_hardware_telephone_has_no_credentials_in_the_browser(alice: User, sign_in: Callable[[User], Client]) -> None:
    alice.operator.kind = "sip"
    alice.operator.save()
    assert sign_in(alice).post("/desk/phone").json() == {}


def test_a_supervisor_has_no_telephone(bob: User, sign_in: Callable[[User], Client]) -> None:
    assert sign_in(bob).post("/desk/phone").status_code == 403


def test_a_note_is_kept_for_a_call_that_rang_here(alice: User, sign_in: Callable[[User], Client]) -> None:
    call = Call.objects.create(id="c1", arrived_at=NOON)
    Leg.objects.create(call=call, n=1, agent=alice.operator.core_id, rang_at=NOON)
    client = sign_in(alice)
    for text in ("Хочет", "Хочет доставку"):
        assert client.post("/desk/note/c1", {"text": text}).json()["saved"]
    assert [note.text for note in Note.objects.filter(call="c1", author=alice)] == ["Хочет доставку"]


def test_no_note_about_somebody_elses_call(alice: User, sign_in: Callable[[User], Client]) -> None:
    Call.objects.create(id="c2", arrived_at=NOON)
    assert sign_in(alice).post("/desk/note/c2", {"text": "x"}).status_code == 403
    assert not Note.objects.exists()


def test_no_card_of_a_call_that_is_not_in_hand(alice: User, sign_in: Callable[[User], Client]) -> None:
    Call.objects.create(id="c3", arrived_at=NOON, number="+79123456789", shown="+7 912 345-67-89")
    response = sign_in(alice).get("/desk/card/c3")
    assert response.status_code == 403
    assert "345-67" not in response.content.decode()


def test_the_page_has_no_script_of_its_own(alice: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(alice).get("/desk/").content.decode()
    scripts = [part.split(">")[0] for part in page.split("<script")[1:]]
    assert all("src=" in script or "application/json" in script for script in scripts)
    assert "style=" not in page


def test_each_word_is_worded_in_both_languages() -> None:
    from django.utils import translation

    with translation.override("en"):
        english = words()
    with translation.override("ru"):
        russian = words()
    assert english.keys() == russian.keys()
    assert [key for key in english if english[key] == russian[key]] == []
    assert russian["calls_few"] == "{count} звонка"
