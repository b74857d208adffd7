from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.doors import open_to
from gudok.web.accounts.models import OwnRole, User
from gudok.web.accounts.rights import RIGHTS, SEE_ALL, SEE_FULL_NUMBERS, SEE_TEAM
from gudok.web.accounts.roles import ALL_RIGHTS, ROLE_NAMES, ROLES, Role

pytestmark = pytest.mark.django_db


def test_the_administrator_may_all_but_talk_to_customers(dave: User) -> None:
    assert rights_of(dave) == ALL_RIGHTS - {"desk.use", "dial.out"}


def test_charlie_may_nothing(charlie: User) -> None:
    assert rights_of(charlie) == frozenset()
    assert not charlie.has_module_perms("calls")


def test_two_roles_add_up(alice: User) -> None:
    alice.groups.add(Group.objects.get_or_create(name="supervisor")[0])
    assert {"desk.use", "wall.see"} <= rights_of(alice)
    assert alice.role_names == ["operator", "supervisor"]


def test_numbers_can_be_hidden_from_one_person(alice: User) -> None:
    assert alice.has_perm(SEE_FULL_NUMBERS)
    alice.hide_numbers = True
    alice.save()
    assert not User.objects.get(pk=alice.pk).has_perm(SEE_FULL_NUMBERS)


def test_a_group_we_do_not_know_gives_nothing(charlie: User) -> None:
    charlie.groups.add(Group.objects.create(name="gods"))
    assert rights_of(charlie) == frozenset()


def test_an_own_role_gives_what_stands_in_it_and_nothing_unknown(charlie: User) -> None:
    role = OwnRole.objects.create(name="Слушатель", rights=["recordings.listen", "calls.see_own", "world.rule"])
    charlie.own_roles.add(role)
    assert rights_of(charlie) == {"recordings.listen", "calls.see_own"}


def test_who_sees_only_the_own_has_no_right_to_the_whole_centre(bob: User) -> None:
    assert SEE_ALL in rights_of(bob)
    bob.sees = User.Sees.OWN
    bob.save()
    narrowed = rights_of(User.objects.get(pk=bob.pk))
    assert SEE_ALL not in narrowed
    assert SEE_TEAM in narrowed


def test_a_right_that_is_not_in_the_table_is_a_mistake_found_at_once() -> None:
    with pytest.raises(ValueError, match=r"no such right: calls\.see_al"):
        open_to("calls.see_al")


def test_each_role_has_its_name_and_only_rights_of_the_table() -> None:
    assert set(ROLES) == set(ROLE_NAMES) == {role.value for role in Role}
    assert frozenset().union(*ROLES.values()) == set(RIGHTS)


def test_each_role_may_what_it_is_for() -> None:
    watched = {"talk.listen", "talk.whisper", "wall.see"}
    for role, may, may_not in [
        ("operator", {"desk.use", "dial.out"}, {SEE_TEAM, "wall.see", "setup.change", "staff.change"}),
        ("senior", {"desk.use", SEE_TEAM, *watched}, {SEE_ALL, "talk.barge", "state.force"}),
        ("supervisor", {SEE_ALL, "talk.barge", "talk.take_over", "state.force"}, {"desk.use", "setup.change"}),
        ("head", {SEE_ALL, "staff.change", "audit.see"}, {"setup.change", "desk.use"}),
        ("quality", {SEE_ALL, "recordings.listen"}, {SEE_FULL_NUMBERS, "customers.change", *watched}),
        (
            "integrator",
            {"setup.change", "api.use"},
            {SEE_FULL_NUMBERS, "recordings.listen", "staff.change", "security.change"},
        ),
    ]:  # fmt: skip
        assert may <= ROLES[role], role
        assert not may_not & ROLES[role], role
