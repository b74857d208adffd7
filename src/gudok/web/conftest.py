"""The people of every web test: alice answers calls, bob supervises, charlie may nothing, dave administers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import pytest
from asgiref.sync import SyncToAsync
from django.contrib.auth.models import Group
from django.db import connections
from django.test import Client
from django.utils import translation

from gudok.web.accounts.again.fresh import PROVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gudok.web.accounts.models import User
    from gudok.web.setup.models import Queue


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that may touch the records are marked: only these need a second run on the other database."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.records)


@pytest.fixture(autouse=True)
def _minute_begins() -> None:
    """People of different tests have the same key in the table: what one asked counts for nobody else."""
    from gudok.web.api.limits import limiter

    limiter.clear()


@pytest.fixture(scope="session", autouse=True)
def _close_the_threads_connection(django_db_setup: None) -> Iterator[None]:
    """Async views reach the database from asgiref's thread; PostgreSQL drops no database that somebody still holds."""
    yield
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()


@pytest.fixture(autouse=True)
def _no_language_stays() -> Iterator[None]:
    """A request leaves its language to the thread; the next test begins with the usual one."""
    yield
    translation.deactivate()


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
        session = client.session
        session[PROVED] = time.time()
        session.save()
        return client

    return sign


@pytest.fixture
def set_role() -> Callable[[User, str], None]:
    """Give a person one role in place of all others."""

    def give(user: User, role: str) -> None:
        user.groups.set([Group.objects.get_or_create(name=role)[0]])
        user.__dict__.pop("_rights", None)

    return give


class TwoTeams(NamedTuple):
    """Продажи with alice, led by bob who sees only the own; Поддержка with erin, who serves both queues."""

    sales: Queue
    support: Queue
    alice: User
    erin: User


@pytest.fixture
def two_teams(alice: User, bob: User, _person: Callable[[str, str, str], User]) -> TwoTeams:
    from gudok.web.accounts.models import Team
    from gudok.web.setup.actions import save_row
    from gudok.web.setup.models import Operator, Queue

    sales, support = (save_row(None, Queue, None, {"name": name}) for name in ("Продажи", "Поддержка"))
    erin = _person("erin", "Erin Support", "operator")
    Operator.objects.create(user=erin, endpoint=f"operator-{erin.pk}").queues.set([sales, support])
    alice.operator.queues.set([sales])
    for name, queue, member in (("Продажи", sales, alice), ("Поддержка", support, erin)):
        team = Team.objects.create(name=name)
        team.queues.add(queue)
        team.members.add(member)
    Team.objects.get(name="Продажи").leads.add(bob)
    bob.sees = bob.Sees.OWN
    bob.save()
    return TwoTeams(sales, support, alice, erin)
