from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.desk.choices import choice_of, save_choice
from gudok.web.desk.keys import KEYS, may_be

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_alice_gives_answering_another_key(alice: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(alice).post("/desk/choices/", {"density": "dense", "key-F2": "F4", "key-F4": "Ctrl+KeyY"})
    assert page.status_code == 302
    choice = choice_of(alice)
    assert (choice.density, choice.keys) == ("dense", {"F2": "F4", "F4": "Ctrl+KeyY"})
    assert AuditEntry.objects.get(verb="choice.changed").actor == alice


@pytest.mark.parametrize("keys", [{"key-F2": "F9"}, {"key-F2": "F5"}, {"key-F2": "Ctrl+KeyW"}, {"key-F2": "A"}])
def test_a_key_of_the_browser_or_of_another_action_is_refused(
    alice: User, sign_in: Callable[[User], Client], keys: dict[str, str]
) -> None:
    assert sign_in(alice).post("/desk/choices/", {"density": "normal", **keys}).status_code == 200
    assert choice_of(alice).pk is None


def test_the_desk_comes_as_it_was_chosen(alice: User, sign_in: Callable[[User], Client]) -> None:
    save_choice(alice, "large", {"F2": "F4"})
    page = sign_in(alice).get("/desk/").content.decode()
    assert "gk-large" in page
    assert '{"F2": "F4"}' in page


def test_all_usual_keys_may_be_chosen() -> None:
    assert all(may_be(key.name) for key in KEYS)
