"""Letters: the first at once, many as one, each to who may know, none lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail as outbox
from django.utils import timezone

from gudok.core.words import CallerGone
from gudok.web.alerts import mail
from gudok.web.alerts.mail import GAP, Post
from gudok.web.alerts.models import Alert, AlertRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.alerts.tests.conftest import Day

pytestmark = pytest.mark.django_db
NOW = 1_795_600_800_000


@pytest.fixture(autouse=True)
def _server(settings: Any, bob: User, alice: User) -> None:
    settings.EMAIL_HOST = "localhost"
    for person in (bob, alice):
        person.email, person.language = f"{person.login}@example.org", "en"
        person.save()


def due(kind: str, subject: str = "", **fields: Any) -> Alert:
    values = {"level": "bad", "value": 1, "began_at": timezone.now(), "letter_due": True} | fields
    return Alert.objects.create(kind=kind, subject=subject, **values)


def posted(post: Post) -> None:
    if post.sending:
        post.sending.join(5)


def sent(post: Post, now: int) -> list[str]:
    """The subjects of the letters of one round."""
    outbox.outbox.clear()
    post.round(now)
    posted(post)
    return [str(letter.subject) for letter in outbox.outbox]


def test_who_wants_a_letter_gets_one_in_the_own_language_and_one_when_it_is_over(day: Day) -> None:
    AlertRule.objects.create(kind="nobody", bad=1, delay_s=0, mail=True)
    day.call("c1")
    day.wait(2)
    posted(day.watch.post)
    [letter] = outbox.outbox
    assert letter.to == ["bob@example.org"], "alice may not see the wall"
    assert letter.subject == "Bad: Sales: Nobody is ready while somebody waits"
    assert "Make somebody ready" in letter.body
    day.wait(2)
    day.come(CallerGone(day.now, "c1"))
    for _ in range(3):
        day.wait(1)
        day.later(GAP // 1000)
        day.wait(1)
        posted(day.watch.post)
    assert [letter.subject.split(":")[0] for letter in outbox.outbox] == ["Bad", "Over after 0"]


def test_many_in_a_short_time_are_one_letter() -> None:
    post = Post()
    due("engine")
    assert sent(post, NOW) == ["Bad: The engine does not answer"]
    for n in range(60):
        due("webhook", f"w{n}", name=f"CRM {n}", value=300)
    assert sent(post, NOW + 1000) == [], "not so soon"
    assert sent(post, NOW + GAP) == ["60 alerts"]
    assert "CRM 49: The receiver of a webhook takes nothing, 300 min" in outbox.outbox[0].body
    assert "And 10 more." in outbox.outbox[0].body
    assert sent(post, NOW + 2 * GAP) == []
    assert not Alert.objects.filter(letter_due=True).exists()


def test_what_a_server_did_not_take_is_sent_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(letters: object) -> None:
        raise ConnectionRefusedError("nobody there")

    post = Post()
    due("engine")
    with monkeypatch.context() as patched:
        patched.setattr(mail, "send", refuse)
        assert sent(post, NOW) == []
        assert sent(post, NOW + 1000) == []
        assert post.failing(NOW + 601_000) == 10
    assert sent(post, NOW + GAP) == ["Bad: The engine does not answer"]
    post.round(NOW + GAP + 1000)
    assert post.failing(NOW + GAP + 1000) == 0


def test_one_who_sees_the_own_queues_hears_of_those(bob: User, set_role: Callable[[User, str], None]) -> None:
    set_role(bob, "senior")
    due("nobody", "q7")
    assert sent(Post(), NOW) == []


def test_no_server_no_letter(settings: Any) -> None:
    settings.EMAIL_HOST = ""
    due("engine")
    assert sent(Post(), NOW) == []


def test_a_test_letter_goes_to_who_asks_and_says_what_is_wrong(
    dave: User, bob: User, sign_in: Callable[[User], Client], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, dave.language = sign_in(dave), "en"
    dave.save()
    assert "profile" in client.post("/alerts/mail/").content.decode()
    dave.email = "dave@example.org"
    dave.save()
    assert "dave@example.org" in client.post("/alerts/mail/").content.decode()
    assert outbox.outbox[-1].to == ["dave@example.org"]

    def refuse(letters: object) -> None:
        raise OSError("relaying denied")

    monkeypatch.setattr(mail, "send", refuse)
    assert "relaying denied" in client.post("/alerts/mail/").content.decode()
    settings.EMAIL_HOST = ""
    assert "gudok.toml" in client.post("/alerts/mail/").content.decode()
    assert sign_in(bob).post("/alerts/mail/").status_code == 403
