from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gudok.web.calls.queries import all_names
from gudok.web.calls.story import holds, lines
from gudok.web.record.actions import save_note
from gudok.web.record.models import Call, Note
from gudok.web.record.projector import project
from gudok.web.record.tests.world import missed_then_talked

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
CALL = "c0000000000a1"


@pytest.fixture
def told() -> Call:
    project(missed_then_talked().turns)
    return Call.objects.get()


def test_the_story_reads_like_one(told: Call) -> None:
    story = [(line.after, line.title) for _, line in lines(told, all_names(), masked=False)]
    assert story == [
        ("0:00", "Звонок на номер +7 495 123-45-67"),
        ("0:00", "В очереди «Продажи», место 1"),
        ("0:00", "Звонит: Алиса"),
        ("0:20", "Нет ответа: Алиса"),
        ("0:20", "В очереди «Продажи», место 1"),
        ("0:20", "Звонит: Борис"),
        ("0:22", "Разговор: Борис"),
        ("0:30", "На удержании"),
        ("0:35", "Снят с удержания"),
        ("0:50", "Разговор окончен: Борис"),
        ("0:50", "Завершён клиентом"),
    ]


def test_a_decision_names_who_else_was_free_and_why_not(told: Call) -> None:
    first = lines(told, all_names(), masked=False)[2][1]
    assert first.others == ["Борис: свободен меньше времени (свободен 0:08)"]
    assert "Готов" in first.counts


def test_holds_are_marks_of_the_recording(told: Call) -> None:
    talk = told.legs.get(n=2)
    assert holds(told, talk) == [(8_000, 13_000)]
    assert holds(told, told.legs.get(n=1)) == []


def test_the_page_shows_story_attempts_and_notes(told: Call, bob: User, sign_in: Callable[[User], Client]) -> None:
    save_note(bob, CALL, "Перезвонить <b>завтра</b>")
    page = sign_in(bob).get(f"/calls/{CALL}/").content.decode()
    assert page.count("<li data-fact=") == 11
    assert "Перезвонить &lt;b&gt;завтра&lt;/b&gt;" in page


def test_the_document_has_everything(told: Call, bob: User, sign_in: Callable[[User], Client]) -> None:
    response = sign_in(bob).get(f"/calls/{CALL}/story.json")
    made = json.loads(response.content)
    assert (made["number"], made["operator"], made["end"]) == ("+79123456789", "Борис", "caller_hung_up")
    assert [leg["outcome"] for leg in made["legs"]] == ["missed", "talked"]
    assert made["story"][2]["data"]["others"][0]["agent"] == "o2"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{CALL}.json"'


def test_alice_cannot_read_a_call_that_is_not_hers(told: Call, alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    told.legs.update(agent="o999")
    assert client.get(f"/calls/{CALL}/").status_code == 404
    assert client.get(f"/calls/{CALL}/story.json").status_code == 404
    told.legs.filter(n=1).update(agent=alice.operator.core_id)
    assert client.get(f"/calls/{CALL}/").status_code == 200


def test_charlie_reads_nothing(told: Call, charlie: User, sign_in: Callable[[User], Client]) -> None:
    assert sign_in(charlie).get(f"/calls/{CALL}/").status_code == 403


def test_a_note_is_one_row_for_each_author(alice: User, bob: User) -> None:
    save_note(alice, CALL, "one")
    save_note(alice, CALL, "two")
    save_note(bob, CALL, "three")
    assert sorted(Note.objects.values_list("text", flat=True)) == ["three", "two"]
