"""A script from its beginning to its use: drafts, what is wrong, editions, the set-up's file, who may."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gudok.core.scripts.check import check
from gudok.core.scripts.script import End
from gudok.core.scripts.words import variables
from gudok.web.audit.models import AuditEntry
from gudok.web.scripts import actions, shape
from gudok.web.scripts.begin import BEGINNINGS, beginning
from gudok.web.scripts.models import Script, ScriptDraft
from gudok.web.setup.actions import save_row
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.models import Queue
from gudok.web.versions.models import Version
from gudok.web.versions.queries import changes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
FRESH = json.dumps({"told": [], "at": 0, "aside": {}})


def ask(client: Client, name: str, script: Script, body: Any, edition: int) -> Any:
    return client.post(reverse(name, args=[script.pk]), {"flow": json.dumps(body), "edition": edition})


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", [name for name in BEGINNINGS if name != "empty"])
def test_a_beginning_has_nothing_wrong_and_greets_asks_the_name_and_thanks(name: str, language: str) -> None:
    script = shape.read(beginning(name, language))
    assert check(script) == []
    first = script.step(script.start)
    ends = [step for step in script.steps if isinstance(step, End)]
    assert all(step.aloud and step.required for step in (first, *ends) if step)
    assert first is not None
    assert {"greeting", "operator", "company"} <= set(variables(first.text))
    assert any(getattr(step, "keep", "") in ("Имя клиента", "Customer") for step in script.steps)
    assert len(script.objections) >= 2


def test_a_body_is_read_and_written_as_it_was_in_any_order_of_its_table() -> None:
    body = beginning("sales")
    assert shape.plain(shape.read(body)) == body
    turned = body | {"nodes": dict(reversed(body["nodes"].items()))}
    assert shape.read(turned) == shape.read(body)


@pytest.mark.parametrize(
    "body",
    [
        None,
        {"start": "a"},
        {"start": 1, "nodes": {}},
        {"start": "", "nodes": {}, "steps": 3},
        {"start": "a", "nodes": {"A b": {"kind": "say"}}},
        {"start": "a", "nodes": {"a": {"kind": "menu"}}},
        {"start": "a", "nodes": {"a": {"kind": "say", "extra": 1}}},
        {"start": "a", "nodes": {f"a{n}": {"kind": "say"} for n in range(201)}},
    ],
)
def test_what_is_no_script_is_refused(body: Any, bob: User, sign_in: SignIn) -> None:
    row = actions.add_script(bob, "Скрипт", "ru", beginning("empty"))
    assert ask(sign_in(bob), "script_draft", row, body, 1).status_code == 400
    assert ScriptDraft.objects.get().edition == 1


def test_a_supervisor_draws_one_and_puts_it_to_use(bob: User, sign_in: SignIn) -> None:
    client = sign_in(bob)
    assert (
        client.post(reverse("script_new"), {"name": "Опрос", "language": "ru", "begin": "support"}).status_code == 302
    )
    row = Script.objects.get()
    assert not row.in_use
    assert client.get(reverse("script", args=[row.pk])).status_code == 200
    body = beginning("support")
    body["nodes"]["question2"]["text"] = "Как вас зовут, {имя клента}?"
    found = ask(client, "script_draft", row, body, 1).json()
    assert [(one["node"], one["code"]) for one in found["problems"]] == [("question2", "unknown_variable")]
    assert "имя клента" in found["problems"][0]["text"]
    assert "error" in ask(client, "script_use", row, body, 2).json()
    body["nodes"]["question2"]["text"] = "Как вас зовут?"
    assert ask(client, "script_use", row, body, 2).json() == {"edition": 3, "drawn": False, "problems": []}
    row.refresh_from_db()
    assert [(one.n, one.body) for one in row.editions.all()] == [(1, row.body)]
    assert AuditEntry.objects.filter(verb="script.changed", actor=bob).exists()
    assert {change.table for change in changes_of(Version.objects.latest("n"))} == {"scripts"}


def test_who_draws_from_an_older_edition_overwrites_nothing(bob: User, sign_in: SignIn) -> None:
    row = actions.add_script(bob, "Скрипт", "ru", beginning("support"))
    client = sign_in(bob)
    assert ask(client, "script_draft", row, beginning("sales"), 1).json()["edition"] == 2
    for name in ("script_draft", "script_use"):
        assert "error" in ask(client, name, row, beginning("empty"), 1).json()
    assert ScriptDraft.objects.get().body == beginning("sales")


def test_each_use_is_an_edition_and_an_earlier_one_can_be_taken_up_again(
    script: Script, bob: User, sign_in: SignIn
) -> None:
    client, changed = sign_in(bob), beginning("sales")
    changed["nodes"]["say1"]["text"] = "Здравствуйте!"
    assert ask(client, "script_use", script, changed, 2).json()["problems"] == []
    save_row(bob, Script, script.pk, {"name": "Продажи 2"})
    assert [one.n for one in script.editions.all()] == [1, 2], "a name makes no edition"
    assert "Компания" in client.get(reverse("script_edition", args=[script.pk, 1])).content.decode()
    assert client.post(reverse("script_take_up", args=[script.pk, 1])).status_code == 302
    assert ScriptDraft.objects.get().body == beginning("sales")
    assert client.post(reverse("script_forget", args=[script.pk])).status_code == 302
    assert ScriptDraft.objects.get().body is None
    named = {"name": "Продажи 3", "language": "en"}
    assert client.post(reverse("script_rename", args=[script.pk]), named).status_code == 302
    script.refresh_from_db()
    assert (script.name, script.language) == ("Продажи 3", "en")


def test_it_is_tried_as_it_is_drawn(script: Script, bob: User, sign_in: SignIn) -> None:
    sent = {"flow": json.dumps(beginning("sales")), "way": json.dumps({"told": [["say1", ""]], "at": 1, "aside": {}})}
    shown = sign_in(bob).post(reverse("script_try", args=[script.pk]), sent).json()
    assert shown["way"]["told"] == [["say1", ""]]
    assert shown["values"]["operator"] == bob.full_name
    assert shown["values"]["total"] == "1\u00a0350\u00a0₽"
    assert shown["steps"]["choice2"]["answers"][0] == ["Хочет заказать", "question3"]
    assert next(words for words in shown["steps"]["say1"]["words"] if words[1]) == ["", "greeting"]
    for way in ("", "{}", "[]", json.dumps({"told": [["say1", "x" * 2001]], "at": 1, "aside": {}})):
        assert sign_in(bob).post(reverse("script_try", args=[script.pk]), sent | {"way": way}).status_code == 400


def test_a_queue_and_its_script_agree_about_pauses(script: Script, bob: User, sign_in: SignIn) -> None:
    queue = Queue(name="Продажи", code="q", script=script)
    with pytest.raises(ValidationError, match="record_pause_s"):
        queue.full_clean()
    queue.record_pause_s = 60
    queue.full_clean()
    save_row(None, Queue, None, {"name": "Сервис", "script": script})
    found = ask(sign_in(bob), "script_draft", script, beginning("sales"), 2).json()["problems"]
    assert [(one["node"], one["code"]) for one in found] == [("say10", "no_pause")]
    assert "Сервис" in found[0]["text"]


def test_it_stands_in_the_set_ups_file_and_comes_back(script: Script, sales: Queue, dave: User) -> None:
    text = to_toml(present())
    assert "[scripts.prodazhi" in text
    sales.script = None
    sales.save()
    script.delete()
    document = from_toml(text)
    apply(dave, document, text=text)
    again = Script.objects.get()
    assert again.body == beginning("sales")
    assert Queue.objects.get().script == again
    assert again.editions.count() == 1


def test_one_that_is_needed_is_not_deleted(script: Script, sales: Queue, bob: User, sign_in: SignIn) -> None:
    client = sign_in(bob)
    client.post(reverse("script_delete", args=[script.pk]))
    assert Script.objects.exists()
    save_row(None, Queue, sales.pk, {"script": None})
    client.post(reverse("script_delete", args=[script.pk]))
    assert not Script.objects.exists()
