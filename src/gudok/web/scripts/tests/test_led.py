"""A call led by a script: brought up by its queue, kept with each step, told on the call's page and in files."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.drafts.calls import Known
from gudok.web.news.models import News
from gudok.web.orders.actions import begin_order
from gudok.web.record.models import Call
from gudok.web.retention.prune import _calls
from gudok.web.scripts import actions
from gudok.web.scripts.begin import beginning
from gudok.web.scripts.filling import greeting
from gudok.web.scripts.models import ScriptRun
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.scripts.models import Script

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
TOLD = [["say1", ""], ["choice2", "Хочет заказать"], ["question3", "Мария"], ["question6", "Чай, 2; +7 926 111-22-33"]]


def led(
    client: Client, call: str, told: list[list[str]], *, base: int | None = None, seat: str = "one", **way: Any
) -> Any:
    """What a page saves that has seen the run as it is now, or as it was at `base`."""
    shown = client.post(f"/scripts/of-call/{call}/").json()["script"]
    sent = {"told": told, "at": len(told), "aside": {}} | way
    known = shown["version"] if base is None else base
    values = {"way": json.dumps(sent), "base": known, "seat": seat}
    return client.post(f"/scripts/runs/{shown['run']}/save/", values).json()


def test_the_queue_brings_it_up_with_what_is_known(call: str, alice: User, sales: Queue, sign_in: SignIn) -> None:
    begin_order(alice, call, Known(None, "Мария", "+79123456789"))
    client = sign_in(alice)
    shown = client.get(f"/scripts/of-call/{call}/").json()["script"]
    assert (shown["run"], shown["start"], shown["way"]["told"]) == (0, "say1", [])
    assert not ScriptRun.objects.exists(), "it was only looked at"
    values = shown["values"]
    assert (values["name"], values["operator"], values["queue"]) == ("Мария", "Alice Operator", "Продажи")
    assert values["number"] == "+7 912 345-67-89"
    assert values["greeting"] in ("Доброе утро", "Добрый день", "Добрый вечер", "Здравствуйте")
    assert shown["missing"][0].startswith(f"{values['greeting']}! Компания «Гудок»")
    assert client.post(f"/scripts/of-call/{call}/").json()["script"]["run"] == ScriptRun.objects.get().pk
    save_row(None, Queue, sales.pk, {"script": None})
    assert client.get(f"/scripts/of-call/{call}/").json() == {"script": None}


def test_only_who_has_the_call_leads_it(
    call: str, alice: User, bob: User, set_role: Callable[[User, str], None], sign_in: SignIn
) -> None:
    set_role(bob, "operator")
    other = bob
    assert sign_in(other).post(f"/scripts/of-call/{call}/").status_code == 403
    run = led(sign_in(alice), call, TOLD)["script"]["run"]
    assert sign_in(other).post(f"/scripts/runs/{run}/save/", {"way": "{}", "base": 1}).status_code == 403
    assert sign_in(alice).post(f"/scripts/runs/{run}/save/", {"way": "nonsense", "base": 1}).status_code == 400


def test_each_step_is_kept_and_what_does_not_fit_is_not(call: str, alice: User, sign_in: SignIn) -> None:
    client = sign_in(alice)
    found = led(client, call, [*TOLD, ["end12", ""]], at=2, aside={"question11": "2026-12-0", "gone": "x"})
    assert found["theirs"] == ""
    way = found["script"]["way"]
    assert way == {"told": TOLD, "at": 2, "aside": {"question11": "2026-12-0"}}
    assert found["script"]["values"]["Имя клиента"] == "Мария"
    assert found["script"]["version"] == 1
    assert led(client, call, TOLD, at=2, aside={"question11": "2026-12-0"})["script"]["version"] == 1, "nothing new"
    run = ScriptRun.objects.get()
    assert (run.author, run.ended_at) == (alice, None)
    whole = [*TOLD, ["say8", ""], ["choice9", "Картой по телефону"], ["say10", ""], ["end12", ""]]
    assert led(client, call, whole)["script"]["missing"] == []
    run.refresh_from_db()
    assert run.ended_at is not None
    news = News.objects.get()
    assert (news.kind, news.operator, news.data["call"]) == ("script.ended", alice.operator.core_id, call)
    assert news.data["script"] == "prodazhi"
    led(client, call, whole[:-1])
    run.refresh_from_db()
    assert run.ended_at is None


def test_two_pages_are_asked_and_nothing_is_written_over(call: str, alice: User, sign_in: SignIn) -> None:
    client = sign_in(alice)
    led(client, call, TOLD)
    found = led(client, call, TOLD[:1], base=0, seat="two")
    assert (found["theirs"], found["script"]["way"]["told"]) == ("Alice Operator", TOLD)
    assert led(client, call, TOLD[:1], base=0, seat="one")["theirs"] == "", "one's own page is nobody else"
    assert led(client, call, TOLD, seat="two")["theirs"] == ""


def test_a_call_keeps_the_edition_it_was_begun_by(
    call: str, alice: User, dave: User, script: Script, sign_in: SignIn
) -> None:
    client, changed = sign_in(alice), beginning("sales")
    led(client, call, TOLD)
    changed["nodes"]["say1"]["text"] = "Здравствуйте!"
    actions.put_to_use(dave, script, changed, 2)
    assert len(client.get(f"/scripts/of-call/{call}/").json()["script"]["steps"]["say1"]["words"]) > 1
    assert ScriptRun.objects.get().edition.n == 1


def test_the_answers_stand_on_the_calls_page_and_in_its_document(
    call: str, alice: User, bob: User, sign_in: SignIn
) -> None:
    led(sign_in(alice), call, TOLD)
    client = sign_in(bob)
    page = client.get(f"/calls/{call}/").content.decode()
    assert "Хочет заказать" in page
    assert "Чай, 2; +7 926 111-22-33" in page
    assert "Откройте заказ" in page, "the required step is missing, and the page says so"
    told = client.get(f"/calls/{call}/story.json").json()["scripts"]
    assert told[0]["answers"] == {"Повод": "Хочет заказать", "Имя клиента": "Мария", "Что нужно": TOLD[3][1]}
    bob.hide_numbers = True
    bob.save()
    masked = sign_in(bob)
    for path in (
        f"/calls/{call}/",
        f"/calls/{call}/story.json",
        f"/scripts/{ScriptRun.objects.get().script_id}/answers/",
    ):
        assert "111-22" not in masked.get(path).content.decode(), path


def test_the_answers_are_a_list_and_a_file(call: str, alice: User, bob: User, script: Script, sign_in: SignIn) -> None:
    led(sign_in(alice), call, [*TOLD[:2], ["question3", "=HYPERLINK(1)"]])
    assert sign_in(alice).get(reverse("script_answers", args=[script.pk])).status_code == 403
    client = sign_in(bob)
    page = client.get(reverse("script_answers", args=[script.pk]))
    assert [cells[:2] for _, _, cells in page.context["rows"]] == [["Хочет заказать", "=HYPERLINK(1)"]]
    assert client.get(reverse("script_answers", args=[script.pk]) + "?until=2020-01-01&since=x").context["rows"] == []
    lines = client.get(reverse("script_export", args=[script.pk])).content.decode("utf-8-sig").splitlines()
    assert "Повод;Имя клиента;Что нужно" in lines[0]
    assert lines[1].startswith(f"{call};")
    assert ";'+7 912 345-67-89;Мария;Alice Operator;1;0;Хочет заказать;'=HYPERLINK(1);" in lines[1]
    assert AuditEntry.objects.get(verb="script.exported").after == {"rows": 1}


def test_they_go_with_their_call(call: str, alice: User, sign_in: SignIn) -> None:
    led(sign_in(alice), call, TOLD)
    ended = timezone.now()
    Call.objects.update(ended_at=ended)
    assert _calls(ended + timedelta(seconds=1)) == 1
    assert not ScriptRun.objects.exists()


def test_the_greeting_goes_by_the_hour() -> None:
    said = [greeting(hour) for hour in (5, 11, 12, 17, 18, 22, 23, 4)]
    assert len(set(said)) == 4
    assert said[::2][:3] == said[1::2][:3]
