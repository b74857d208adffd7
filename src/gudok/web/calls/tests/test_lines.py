"""The story of a talk with a second line, and outside numbers for people who may not see them."""

from __future__ import annotations

import pytest
from django.utils import translation

from gudok.core import words as w
from gudok.web.calls.parties import hide, party
from gudok.web.calls.queries import all_names
from gudok.web.calls.story import holds, lines
from gudok.web.record.models import Call, Leg
from gudok.web.record.projector import project
from gudok.web.record.tests.test_consult import CALL, consulted


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "story"),
    [
        (
            "ru",
            [
                "Консультация: Борис", "На удержании", "Звонит для консультации: Борис",
                "Клиент слышит музыку, оператора никто не слышит", "На консультации: Борис",
                "Оператор говорит с консультантом, клиент слышит музыку", "Снят с удержания",
                "Оператор говорит с клиентом", "На удержании",
                "Оператор говорит с консультантом, клиент слышит музыку", "Снят с удержания",
                "Все трое слышат друг друга", "Передан: Борис", "Консультация окончена", "Разговор окончен: Алиса",
                "Разговор: Борис",
            ],
        ),
        (
            "en",
            [
                "Consultation: Борис", "On hold", "Rings for a consultation: Борис",
                "The customer hears music, nobody hears the operator", "In the consultation: Борис",
                "The operator talks with the consulted, the customer hears music", "Back from hold",
                "The operator talks with the customer", "On hold",
                "The operator talks with the consulted, the customer hears music", "Back from hold",
                "All three hear each other", "Handed over to Борис", "The consultation is over", "Talk over: Алиса",
                "Talk: Борис",
            ],
        ),
    ],
)  # fmt: skip
def test_the_story_in_both_languages(language: str, story: list[str]) -> None:
    world = consulted()
    world.tell(50, w.CompleteAsked, agent="o1", by="o1")
    project(world.turns)
    with translation.override(language):
        told = [line.title for _, line in lines(Call.objects.get(), all_names(), masked=False)]
    assert told[4:] == story


@pytest.mark.django_db
def test_why_it_ended_stands_in_the_line() -> None:
    world = consulted()
    world.tell(50, w.LegGone, call=CALL, leg=2, how="torn")
    project(world.turns)
    with translation.override("ru"):
        told = {line.title: line.why for _, line in lines(Call.objects.get(), all_names(), masked=False)}
    assert told["Консультация окончена"] == "связь с консультантом оборвалась"


@pytest.mark.django_db
def test_both_recordings_mark_when_the_customer_heard_music() -> None:
    world = consulted()
    world.tell(50, w.CompleteAsked, agent="o1", by="o1")
    world.tell(60, w.CallerGone, call=CALL)
    project(world.turns)
    call = Call.objects.get()
    first, second = call.legs.all()
    assert holds(call, first) == [(8_000, 18_000), (23_000, 28_000)]
    assert holds(call, second) == [(0, 5_000), (10_000, 15_000)]


def test_an_outside_number_is_masked_for_who_may_not_see_it() -> None:
    leg = Leg(agent="", number="+79161112233")
    assert party(leg, {}, masked=False) == "+7 916 111-22-33"
    assert party(leg, {}, masked=True) == "+7 916 •••-••-33"
    assert party(Leg(agent="o1"), {"o1": "Алиса"}, masked=True) == "Алиса"
    fields = {"number": "+79161112233", "to": "q1", "by": "+79161112233", "leg": 2}
    assert hide(fields) == {"number": "+7916•••••33", "to": "q1", "by": "+79161112233", "leg": 2}
