from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gudok.web.config.tests.doors import ARGUMENTS, DOORS, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gudok.web.accounts.models import User


def all_patterns(patterns: list[Any] | None = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from all_patterns(pattern.url_patterns)
        else:
            yield pattern


def address(pattern: URLPattern) -> str:
    def value(name: str) -> Any:
        given = ARGUMENTS.get(name, "c0123456789ab")
        return given.get(pattern.name, "c0123456789ab") if isinstance(given, dict) else given

    return reverse(pattern.name, kwargs={name: value(name) for name in pattern.pattern.converters})


def test_every_view_has_a_door() -> None:
    without = [pattern.name for pattern in all_patterns() if not hasattr(pattern.callback, "door")]
    assert without == []


def test_the_table_names_every_view_and_no_other() -> None:
    assert {pattern.name for pattern in all_patterns()} == set(DOORS)


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_gets_through_the_right_doors(
    person: str, request: pytest.FixtureRequest, sign_in: Callable[[User], Client]
) -> None:
    request.getfixturevalue("alice")
    client = Client() if person == "stranger" else sign_in(request.getfixturevalue(person))
    expected = {name: outcomes[PEOPLE.index(person)] for name, outcomes in DOORS.items()}
    found = {pattern.name: client.get(address(pattern)).status_code for pattern in all_patterns()}
    assert found == expected


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_and_back() -> None:
    response = Client().get("/calls/?q=1")
    assert response.headers["Location"] == "/sign-in/?next=/calls/%3Fq%3D1"


@pytest.mark.django_db
def test_a_strangers_script_gets_401() -> None:
    assert Client().get("/calls/", headers={"Accept": "application/json"}).status_code == 401
    assert Client().post("/setup/queues/new/").status_code == 401
