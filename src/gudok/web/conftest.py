"""The people of every web test: alice answers calls, bob supervises, charlie may nothing, dave administers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asgiref.sync import SyncToAsync
from django.contrib.auth.models import Group
from django.db import connections
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gudok.web.accounts.models import User


@pytest.fixture(scope="session", autouse=True)
def _close_the_threads_connection(django_db_setup: None) -> Iterator[None]:
    """Async views reach the database from asgiref's thread; PostgreSQL drops no database that somebody still holds."""
    yield
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()


@pytest.fixture
def _person(db: None) -> Callable[[str, str, str], User]:
    from gudok.web.accounts.models import User

    def make(login: str, full_name: str, role: str) -> User:
        user = User.objects.create_user(login, "a-long-password-of-" + login, full_name=full_name)
        if role:
            user.groups.add(Group.objects.get_or_create(name=role)[0])
        return user

    return make


@pytest.fixture
def alice(_person: Callable[[str, str, str], User]) -> User:
    """An operator, with a browser telephone: the core knows her as `o…`."""
    from gudok.web.setup.models import Operator

    user = _person("alice", "Alice Operator", "operator")
    Operator.objects.create(user=user, endpoint=f"operator-{user.pk}")
    return user


@pytest.fixture
def bob(_person: Callable[[str, str, str], User]) -> User:
    return _person("bob", "Bob Supervisor", "supervisor")


@pytest.fixture
def charlie(_person: Callable[[str, str, str], User]) -> User:
    return _person("charlie", "Charlie Nobody", "")


@pytest.fixture
def dave(_person: Callable[[str, str, str], User]) -> User:
    return _person("dave", "Dave Administrator", "administrator")


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A client with the person signed in."""

    def sign(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign
