from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.record.actions import LONGEST, save_note
from gudok.web.record.models import Note

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_one_note_a_person_and_call_and_no_text_a_database_refuses(alice: User, bob: User) -> None:
    save_note(alice, "c1", "first")
    save_note(bob, "c1", "another's")
    save_note(alice, "c1", "с\0 нулём" + "x" * LONGEST)
    mine = Note.objects.get(call="c1", author=alice).text
    assert mine.startswith("с нулём")
    assert len(mine) == LONGEST
    assert Note.objects.count() == 2
