from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from gudok.web.wall.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_supervisors_and_administrators_see_the_wall_and_nobody_else(
    alice: User, bob: User, charlie: User, dave: User, sign_in: Callable[[User], Client]
) -> None:
    assert [sign_in(user).get("/wall/").status_code for user in (alice, bob, charlie, dave)] == [403, 200, 403, 200]


def test_the_television_shows_no_names(bob: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(bob).get("/wall/?tv=1").content.decode()
    assert 'id="queues"' in page
    assert 'id="agents"' not in page
    assert 'id="calls"' not in page


def test_each_word_is_worded_in_both_languages() -> None:
    with translation.override("en"):
        english = words()
    with translation.override("ru"):
        russian = words()
    same = {key for key in english if english[key] == russian[key]}
    assert english.keys() == russian.keys()
    assert same == set()
