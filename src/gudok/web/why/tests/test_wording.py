"""No code without words, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation
from msgspec import Struct

from gudok.core import words as w
from gudok.core.state import Away, Dialling, Paused, Ready, Ringing, Supervising, Talking, WrapUp
from gudok.web.why import wording
from gudok.web.why.facts import FACTS, LEG_ENDS
from gudok.web.why.formats import clock, moment
from gudok.web.why.reasons import REASONS
from gudok.web.why.states import ENDS, LEGS, MODES
from gudok.web.why.tests.codes import codes_in_source

LANGUAGES = ("ru", "en")
CODES = sorted(codes_in_source())
NUMBERS = {
    "idle": 252_000, "waited": 31_000, "held": 5_000, "able": 2, "waiting": 3, "by": "o1", "lost": 1, "agent": "o1",
    "cause": 19, "queue": "q1", "to": "q2", "did": "7495", "place": 2, "minutes": 3, "reason": "lunch", "code": "x",
    "spent": 60_000, "limit": 60_000, "on": 2, "most": 2,
}  # fmt: skip
NAMES = {"r1": "Заказ", "o1": "Анна", "q1": "Продажи", "q2": "Поддержка"}
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
FIELDS = {
    "did": "74951234567", "queue": "q1", "place": 2, "agent": "o1", "to": "q2", "minutes": 3, "outcome": "missed",
    "how": "listen", "end": "abandoned", "number": "+74951234567", "hears": "all", "result": "r1",
    "shown": "+74951234567",
}  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    translation.activate(request.param)
    yield request.param
    translation.deactivate()


def in_language(text: str, language: str) -> bool:
    bare = text
    for name in (*NAMES.values(), "Q.850", "VIP"):
        bare = bare.replace(name, "")
    return bool(CYRILLIC.search(bare)) == (language == "ru")


def test_the_source_was_really_read() -> None:
    assert {"longest_idle", "asked_ready", "offer_missed", "wrapup_used_up", "ring_time", "asterisk_died"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_worded(code: str, language: str) -> None:
    assert code in REASONS or code in ENDS
    text = wording.explain(code, NUMBERS, NAMES)
    assert "%(" not in text
    assert in_language(text, language), text


def test_no_wording_outlives_its_code() -> None:
    assert set(REASONS) - set(CODES) <= {"timed_out", "offer_cancelled"}


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_is_a_sentence(fact: str, language: str) -> None:
    text = wording.sentence(fact, FIELDS, NAMES)
    assert in_language(text, language), text
    assert "q1" not in text
    assert "%(" not in text


def test_the_facts_told_exist_and_are_about_a_call() -> None:
    for fact in FACTS:
        assert "call" in getattr(w, fact).__struct_fields__


def test_a_fact_of_an_older_journal_without_a_field_still_reads() -> None:
    with translation.override("en"):
        assert wording.sentence("CallQueued", {}, {}) == "In the queue —, place —"


@pytest.mark.parametrize("mode", [Away, Dialling, Ready, Ringing, Talking, WrapUp, Paused, Supervising])
def test_every_state_of_an_operator_has_a_name(mode: type[Struct], language: str) -> None:
    assert in_language(wording.mode_name(str(mode.__struct_config__.tag)), language)


def test_every_end_of_a_call_has_a_name(language: str) -> None:
    assert set(ENDS) == set(w.ENDS)
    assert all(in_language(wording.end_name(end), language) for end in w.ENDS)


def test_every_outcome_of_a_leg_has_a_name(language: str) -> None:
    assert set(LEGS) == set(LEG_ENDS)
    assert all(in_language(wording.leg_name(outcome), language) for outcome in LEGS)
    assert all(in_language(wording.sentence("LegEnded", FIELDS | {"outcome": o}, NAMES), language) for o in LEG_ENDS)


def test_states_have_no_words_of_their_own_invention() -> None:
    assert set(MODES) == {
        mode.__struct_config__.tag for mode in (Away, Dialling, Ready, Ringing, Talking, WrapUp, Paused, Supervising)
    }


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "1 звонок ждёт"), (2, "2 звонка ждут"), (5, "5 звонков ждут"), (11, "11 звонков ждут"),
        (21, "21 звонок ждёт"), (22, "22 звонка ждут"), (101, "101 звонок ждёт"), (111, "111 звонков ждут"),
    ],
)  # fmt: skip
def test_russian_numerals_decline(n: int, text: str) -> None:
    with translation.override("ru"):
        assert wording.details({"waiting": n}, {}) == [text]


@pytest.mark.parametrize(("ms", "text"), [(0, "0:00"), (48_400, "0:48"), (725_000, "12:05"), (3_725_000, "1:02:05")])
def test_durations(ms: int, text: str) -> None:
    assert clock(ms) == text


def test_moments_near_and_far() -> None:
    now = timezone.now()
    far = datetime(2025, 11, 24, 11, 32, tzinfo=UTC)
    with timezone.override("Europe/Moscow"):
        with translation.override("ru"):
            assert moment(now).startswith("сегодня ")
            assert moment(now - timedelta(days=1)).startswith("вчера ")
            assert moment(far) == "24.11.2025 14:32"
        with translation.override("en"):
            assert moment(far) == "24 Nov 2025, 14:32"


@pytest.mark.parametrize("fact", ["CallQueued", "CallbackBooked", "CallPrioritised", "PlaceTold"])
def test_a_queue_with_its_own_order_shows_no_place(language: str, fact: str) -> None:
    told = wording.sentence(fact, FIELDS | {"place": 0, "minutes": 0}, NAMES)
    assert told
    assert not re.search(r"\d|—", told)
    assert re.search(r"\b2\b", wording.sentence(fact, FIELDS, NAMES))
