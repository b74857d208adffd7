"""The guide from an empty centre: what it makes, when it opens by itself, and which steps are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.guide.steps import is_open, stands
from gudok.web.record.models import Call
from gudok.web.setup import queries
from gudok.web.setup.centre import the_centre
from gudok.web.setup.models import Number, Queue
from gudok.web.versions.models import Version

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
CENTRE = {"name": "Ромашка", "time_zone": "Asia/Vladivostok"}


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


def talked() -> Call:
    now = timezone.now()
    return Call.objects.create(id="c0123456789ab", arrived_at=now, answered_at=now, ended_at=now)


def test_it_opens_by_itself_until_somebody_has_talked(client: Client) -> None:
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/setup/guide/centre/"
    talked()
    assert not is_open()
    assert client.get("/").headers["Location"] == "/wall/"


def test_it_stays_closed_when_it_was_closed(client: Client) -> None:
    client.post("/setup/guide/closed/done/")
    assert client.get("/").headers["Location"] == "/wall/"
    assert client.get("/setup/guide/").status_code == 302


def test_others_never_see_it(alice: User, sign_in: Callable[[User], Client]) -> None:
    assert sign_in(alice).get("/").headers["Location"] == "/desk/"


def test_the_first_step_makes_a_centre_that_can_take_a_call(client: Client, dave: User) -> None:
    client.post("/setup/guide/centre/save/", CENTRE)
    made = queries.settings_document()
    assert (made.zone, the_centre().name) == ("Asia/Vladivostok", "Ромашка")
    assert [number.did for number in made.numbers] == ["*"]
    (operator,) = made.operators
    assert (operator.id, operator.browser, operator.queues) == (dave.operator.core_id, True, (made.queues[0].id,))
    assert len(made.queues[0].results) == 6
    assert Version.objects.count() == 1
    assert dave.role_names == ["operator", "administrator"]
    assert [stand.state for stand in stands()][:2] == ["done", "open"]


def test_it_adds_nothing_to_a_centre_that_is_set_up(client: Client) -> None:
    client.post("/setup/guide/centre/save/", CENTRE)
    client.post("/setup/guide/centre/save/", CENTRE | {"name": "Другая"})
    assert (Queue.objects.count(), Number.objects.count(), the_centre().name) == (1, 1, "Другая")


def test_the_wrong_field_is_named(client: Client) -> None:
    page = client.post("/setup/guide/centre/save/", {"name": "", "time_zone": "Mars/Phobos"})
    assert set(page.context["form"].errors) == {"name", "time_zone"}
    assert not Queue.objects.exists()


def test_steps_are_marked_done_and_passed_over_where_that_is_allowed(client: Client) -> None:
    assert client.post("/setup/guide/server/skip/").status_code == 404
    assert client.post("/setup/guide/server/done/").headers["Location"] == "/setup/guide/sound/"
    client.post("/setup/guide/number/skip/")
    states = {stand.step.name: stand.state for stand in stands()}
    assert (states["server"], states["number"], states["call"]) == ("done", "skipped", "open")


def test_opening_the_story_is_the_history_step(client: Client) -> None:
    assert client.get("/setup/guide/history/open/").headers["Location"] == "/setup/guide/call/"
    talked()
    assert client.get("/setup/guide/history/open/").headers["Location"] == "/calls/c0123456789ab/#recording"
    assert {stand.step.name: stand.state for stand in stands()}["history"] == "done"


def test_every_step_has_its_page(client: Client) -> None:
    for stand in stands():
        assert client.get(f"/setup/guide/{stand.step.name}/").status_code == 200
    assert client.get("/setup/guide/nowhere/").status_code == 404


def test_without_an_engine_the_check_and_the_trial_say_so(client: Client) -> None:
    assert "gk-check-bad" in client.get("/setup/guide/server/check/").content.decode()
    page = client.post("/setup/guide/call/trial/", follow=True)
    assert [str(message) for message in page.context["messages"]]
