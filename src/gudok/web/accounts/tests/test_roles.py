from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.models import User
from gudok.web.accounts.roles import ALL_RIGHTS, SEE_FULL_NUMBERS

pytestmark = pytest.mark.django_db


def test_the_administrator_may_all_but_sit_at_a_desk(dave: User) -> None:
    assert rights_of(dave) == ALL_RIGHTS - {"desk.use"}


def test_charlie_may_nothing(charlie: User) -> None:
    assert rights_of(charlie) == frozenset()
    assert not charlie.has_module_perms("calls")


def test_two_roles_add_up(alice: User) -> None:
    alice.groups.add(Group.objects.get_or_create(name="supervisor")[0])
    assert {"desk.use", "wall.view"} <= rights_of(alice)
    assert alice.role_names == ["operator", "supervisor"]


def test_numbers_can_be_hidden_from_one_person(alice: User) -> None:
    assert alice.has_perm(SEE_FULL_NUMBERS)
    alice.hide_numbers = True
    alice.save()
    assert not User.objects.get(pk=alice.pk).has_perm(SEE_FULL_NUMBERS)


def test_a_group_we_do_not_know_gives_nothing(charlie: User) -> None:
    charlie.groups.add(Group.objects.create(name="gods"))
    assert rights_of(charlie) == frozenset()
