from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gudok.web.accounts.rights import RIGHTS
from gudok.web.accounts.roles import ROLES
from gudok.web.config.tests.doors import ARGUMENTS, DOORS, PEOPLE
from gudok.web.config.tests.rights import RIGHTS_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gudok.web.accounts.models import User

WEB = Path(__file__).resolve().parents[2]


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


def test_the_table_of_rights_says_what_opens_each_door() -> None:
    doors = {pattern.name: getattr(pattern.callback, "door", None) for pattern in all_patterns()}
    assert {name: door for name, door in doors.items() if isinstance(door, tuple)} == RIGHTS_OF


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_is_kept_from_the_doors_it_has_no_right_to(
    role: str, alice: User, set_role: Callable[[User, str], None], sign_in: Callable[[User], Client]
) -> None:
    set_role(alice, role)
    client = sign_in(alice)
    closed = {name for name, rights in RIGHTS_OF.items() if rights and ROLES[role].isdisjoint(rights)}
    refused = set()
    for pattern in all_patterns():
        if pattern.name in RIGHTS_OF and client.get(address(pattern)).status_code == 403:
            refused.add(pattern.name)
    # «Not yours» found out inside: a card of a call that rings nowhere, its order, its case, its script.
    inside = {"desk_card", "order_of_call", "case_of_call", "script_of_call"}
    assert refused - inside == closed - inside


def test_every_right_opens_something() -> None:
    asked = {right for rights in RIGHTS_OF.values() for right in rights}
    sources = "".join(
        path.read_text()
        for path in WEB.rglob("*.py")
        if "tests" not in path.parts and path.name not in {"rights.py", "roles.py"}
    )
    assert [right for right in RIGHTS if right not in asked and f'"{right}"' not in sources] == []
