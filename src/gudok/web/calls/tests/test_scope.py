"""A supervisor of one team does not see the other's calls, stories and recordings, nor may he guess their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import timezone

from gudok.web.record import recordings
from gudok.web.record.models import Call, Leg

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(two_teams: TwoTeams) -> None:
    """One call of each team's queue, and one that Поддержка's operator took in Продажи's stead."""
    alice, erin = two_teams.alice.operator.core_id, two_teams.erin.operator.core_id
    for pk, queue, agent in [
        ("csales0000001", two_teams.sales.core_id, alice),
        ("csupport00001", two_teams.support.core_id, erin),
        ("cshared000001", two_teams.sales.core_id, erin),
        ("celsewhere001", "", alice),
    ]:
        call = Call.objects.create(pk=pk, arrived_at=timezone.now(), queue=queue, agent=agent)
        Leg.objects.create(
            call=call, n=1, agent=agent, rang_at=timezone.now(), recording=Leg.Recording.READY, record=pk
        )


def listed(client: Client) -> set[str]:
    return {row[0].pk for row in client.get("/calls/").context["rows"]}


@pytest.mark.usefixtures("calls")
def test_bob_of_sales_sees_the_calls_of_his_queue_and_of_his_people(
    bob: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(bob)
    assert listed(client) == {"csales0000001", "cshared000001", "celsewhere001"}
    assert client.get("/calls/csales0000001/").status_code == 200


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("path", ["", "story.json", "recording/1/", "peaks/1/"])
def test_what_bob_does_not_see_is_not_there(path: str, bob: User, sign_in: Callable[[User], Client]) -> None:
    for file in (recordings.flac_file, recordings.peaks_file):
        made = file(settings.DATA.recordings, "csupport00001")
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(b"{}")
    assert sign_in(bob).get(f"/calls/csupport00001/{path}").status_code == 404
    bob.sees = bob.Sees.CENTRE
    bob.save()
    assert sign_in(bob).get(f"/calls/csupport00001/{path}").status_code == 200


@pytest.mark.usefixtures("calls")
def test_a_supervisor_of_the_whole_centre_sees_all(bob: User, sign_in: Callable[[User], Client]) -> None:
    bob.sees = bob.Sees.CENTRE
    bob.save()
    assert len(listed(sign_in(bob))) == 4


@pytest.mark.usefixtures("calls")
def test_alice_sees_what_rang_at_her_and_as_a_senior_her_team(
    two_teams: TwoTeams, set_role: Callable[[User, str], None], sign_in: Callable[[User], Client]
) -> None:
    assert listed(sign_in(two_teams.alice)) == {"csales0000001", "celsewhere001"}
    set_role(two_teams.alice, "senior")
    assert listed(sign_in(two_teams.alice)) == {"csales0000001", "cshared000001", "celsewhere001"}


@pytest.mark.usefixtures("calls")
def test_who_watches_a_queue_without_a_team_sees_its_calls(
    two_teams: TwoTeams, dave: User, sign_in: Callable[[User], Client]
) -> None:
    dave.sees = dave.Sees.OWN
    dave.save()
    assert listed(sign_in(dave)) == set()
    dave.watches.add(two_teams.support)
    assert listed(sign_in(dave)) == {"csupport00001"}
