"""What a provider answers, in words: every code that a standard knows has its sentence and its cure."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.utils import translation

from gudok.web.trunks.answers import FAMILIES, Q850, SILENT, SIP, UNKNOWN, code, meaning

RFC3261 = (
    *(400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 413, 414, 415, 416, 420, 421, 423, 480, 481, 482, 483, 484),
    *(485, 486, 487, 488, 491, 493, 500, 501, 502, 503, 504, 505, 513, 600, 603, 604, 606),
)
CAUSES = (
    *(1, 2, 3, 6, 7, 16, 17, 18, 19, 20, 21, 22, 26, 27, 28, 29, 30, 31, 34, 38, 41, 42, 43, 44, 47, 49, 50, 57, 58),
    *(63, 65, 66, 69, 70, 79, 81, 82, 83, 84, 85, 86, 87, 88, 91, 95, 96, 97, 98, 99, 100, 101, 102, 111, 127),
)


def test_every_answer_of_the_standards_has_its_sentence() -> None:
    assert set(RFC3261) <= set(SIP)
    assert set(CAUSES) <= set(Q850)
    assert all(300 <= number < 700 for number in SIP)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_sentence_and_cure_are_there_in_both_languages(language: str) -> None:
    with translation.override(language):
        for answer in (*SIP.values(), *Q850.values(), *FAMILIES.values(), SILENT, UNKNOWN):
            for text in map(str, (answer.told, answer.cure)):
                assert text.endswith("."), text
                assert any("а" <= char <= "я" for char in text.lower()) is (language == "ru"), text


def test_the_sip_answer_says_it_and_the_cause_where_there_is_none() -> None:
    assert meaning(403, 21) is SIP[403]
    assert meaning(499, 16) is FAMILIES[4]
    assert meaning(0, 17) is Q850[17]
    assert meaning(0, 0) is UNKNOWN
    assert meaning(HTTPStatus.OK, 19) is Q850[19]
    assert (SIP[486].reached, SIP[403].reached) == (True, False)


def test_the_codes_are_kept_for_the_providers_support() -> None:
    with translation.override("en"):
        assert code(404, 1, "Not Found") == "SIP 404 Not Found, Q.850 cause 1"
        assert code(0, 38) == "Q.850 cause 38"
        assert code(0, 0) == ""
