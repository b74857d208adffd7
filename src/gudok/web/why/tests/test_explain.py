from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.utils import timezone, translation

from gudok.edges.journal.sqlite import SqliteJournal
from gudok.web.record.tests.world import busy_hour, missed_then_talked
from gudok.web.why.cli import find, main, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = """\
c0000000000a1 · 01.01.2026 15:00
15:00:10  +0:00    Звонок на номер +7 495 123-45-67: номера нет среди клиентов
15:00:10  +0:00    В очереди «Продажи», место 1: VIP: раньше всех остальных
15:00:10  +0:00    Звонит: Алиса: свободен дольше всех (свободен 0:09, свободны 2 оператора)
                    · Готов: 2
                    · Борис: свободен меньше времени (свободен 0:08)
15:00:30  +0:20    Нет ответа: Алиса: оператор не ответил вовремя"""


@pytest.fixture
def journal() -> Iterator[None]:
    settings.DATA.journal.unlink(missing_ok=True)
    written = SqliteJournal(settings.DATA.journal)
    written.append(busy_hour().turns)
    written.close()
    yield
    settings.DATA.journal.unlink()


def test_the_story_is_told_from_the_turns_alone() -> None:
    with translation.override("ru"), timezone.override("Europe/Moscow"):
        told = list(tell(find(missed_then_talked().turns, "c0000000000a1")))
    assert "\n".join(told).startswith(STORY)
    assert told[-1] == "15:01:00  +0:50    Завершён клиентом: клиент положил трубку"


def test_in_english_too() -> None:
    with translation.override("en"), timezone.override("Europe/Moscow"):
        told = list(tell(find(missed_then_talked().turns, "c0000000000a1")))
    assert told[3] == "15:00:10  +0:00    Rings: Алиса: has been free the longest (free for 0:09, 2 operators free)"


def test_last_is_the_call_that_came_last() -> None:
    assert find(busy_hour().turns, "last").call == "c0000000000b3"


@pytest.mark.usefixtures("journal")
def test_the_command() -> None:
    result = CliRunner().invoke(main, ["c0000000000b2", "--language", "ru"])
    assert result.exit_code == 0
    assert "клиент не дождался" in result.output
    assert CliRunner().invoke(main, [], env={"LANG": "en_GB.UTF-8"}).output.count("no queue is set") == 2


@pytest.mark.usefixtures("journal")
def test_a_call_nobody_knows_is_a_sentence() -> None:
    result = CliRunner().invoke(main, ["c999", "--language", "en"])
    assert (result.exit_code, result.output) == (1, "Error: There is no such call in the journal: c999\n")
