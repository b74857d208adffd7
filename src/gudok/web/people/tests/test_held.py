"""A person's request: all that is held is shown and given, and after erasing she stands nowhere, yet still counts."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.apps import apps
from django.utils import timezone

from gudok.core import words as w
from gudok.edges.journal.sqlite import JournalReader, SqliteJournal, turn_decoder
from gudok.settings import DataFolder
from gudok.web.api.models import KeptAnswer
from gudok.web.audit.models import AuditEntry
from gudok.web.calls.actions import note_listening
from gudok.web.orders.models import Order, OrderChange
from gudok.web.people.actions import save_customer
from gudok.web.people.held import actions
from gudok.web.people.held.models import Erasure
from gudok.web.people.held.parts import HeldError, parts
from gudok.web.people.held.words import Words
from gudok.web.people.held.worker import Eraser
from gudok.web.people.merging import actions as merging
from gudok.web.people.models import Customer
from gudok.web.people.tables.models import CustomerImport, ImportedFile
from gudok.web.record.models import Call, CallEvent, Leg, Note
from gudok.web.record.tests.world import World
from gudok.web.record.worker import catch_up
from gudok.web.scripts.models import Script, ScriptEdition, ScriptRun
from gudok.web.tasks.models import Task
from gudok.web.webhooks.models import Delivery, Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

NAME, NUMBER, SHOWN, OTHER = "Мария Ёлкина", "+79123456789", "+7 912 345-67-89", "+79120000000"
TOLD = (NAME, NUMBER, SHOWN, NUMBER[1:], OTHER, "maria@example.org", "улица Мира", "Ёлкина М.", "код 8812")
CALL = "c0000000000a1"


class Held(NamedTuple):
    maria: Customer
    data: DataFolder
    turns: list[w.Turn]


@pytest.fixture
def held(db: None, alice: User, dave: User, tmp_path: Path, settings: Any) -> Held:
    """Maria called and typed, was recorded, noted, ordered, was promised a call, merged, told to another program."""
    settings.DATA = data = DataFolder(tmp_path)
    data.make()
    values = {"name": NAME, "phones": [NUMBER], "emails": ["maria@example.org"], "addresses": ["улица Мира, 1"]}
    maria = save_customer(dave, None, values)
    twin = save_customer(dave, None, {"name": "Ёлкина М.", "phones": [OTHER]})
    merging.merge(dave, maria.pk, twin.pk)
    turns = _journal(data, maria.pk)
    leg = Leg.objects.get(call=CALL, n=1)
    record = data.recordings / f"{leg.record or 'r'}.flac"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_bytes(b"voice")
    Leg.objects.filter(pk=leg.pk).update(recording="ready", record=leg.record or "r")
    note_listening(dave, leg)
    Note.objects.create(call=CALL, author=alice, text="Ёлкина М. просит перезвонить")
    about = {"name": NAME, "phone": NUMBER, "address": "улица Мира, 1", "comment": "Домофон: код 8812"}
    order = Order.objects.create(number=1, customer=maria, call=CALL, total=100, placed_at=timezone.now(), **about)
    OrderChange.objects.create(order=order, field="address", before="улица Мира, 2", after="улица Мира, 1")
    Order.objects.create(customer=maria, **about)
    Task.objects.create(at=timezone.now(), customer=maria, text=f"Набрать {SHOWN}", number=NUMBER, shown=SHOWN)
    script = Script.objects.create(name="Продажа")
    edition = ScriptEdition.objects.create(script=script, n=1, body={})
    led = {"told": [["who", NAME]], "aside": {"phone": SHOWN}}
    ScriptRun.objects.create(call=CALL, script=script, edition=edition, **led)
    hook = Subscription.objects.create(name="CRM", url="https://crm.example.org")
    Delivery.objects.create(subscription=hook, event="1", kind="call", body=json.dumps({"number": NUMBER}))
    KeptAnswer.objects.create(owner="u1", key="1", asked="1", status=200, body=f'"{NUMBER}"'.encode())
    found = CustomerImport.objects.create(name="x.csv", state="tried", errors=[[3, "phones", f"Занят: {NUMBER}"]])
    ImportedFile.objects.create(of=found, content=NUMBER.encode())
    return Held(maria, data, turns)


def _journal(data: DataFolder, customer: int) -> list[w.Turn]:
    world = World()
    world.ready(1, "o1")
    world.call(10, CALL, caller=w.Caller(NUMBER, SHOWN, str(customer), NAME, True))
    world.tell(12, w.LegUp, call=CALL, leg=1)
    pressed = w.KeyPressed(at=world.turns[-1].came.at, call=CALL, key="4")
    world.turns.append(w.Turn(len(world.turns) + 1, pressed, ()))
    world.tell(60, w.CallerGone, call=CALL)
    world.call(100, "c0000000000b2", caller=w.Caller("+79990000001", "+7 999 000-00-01", "", "Иван"))
    journal = SqliteJournal(data.journal)
    journal.append(world.turns)
    journal.keep(len(world.turns), world.state.snapshot())
    journal.close()
    catch_up(JournalReader(data.journal))
    Call.objects.filter(pk=CALL).update(customer=customer)
    return world.turns


def everywhere() -> Iterator[str]:
    """Every value of every row there is."""
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            for value in row:
                text = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else None
                yield f"{model._meta.label}: {text or (json.dumps(value, ensure_ascii=False, default=str))}"


def left(data: DataFolder) -> list[str]:
    """Where something of her still stands, rows and journal."""
    texts = [*everywhere(), *(body for _n, body in raw_turns(data))]
    return [text[:200] for text in texts if any(word in text for word in TOLD)]


def raw_turns(data: DataFolder) -> Iterator[tuple[int, str]]:
    reader = JournalReader(data.journal)
    db = reader.connection()
    assert db is not None
    for table in ("turns", "snapshots"):
        yield from ((n, body.decode()) for n, body in db.execute(f"select n, body from {table}"))
    reader.close()


@pytest.mark.django_db
def test_dave_sees_all_that_is_held_and_takes_it_away(
    held: Held, dave: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(dave)
    page = client.get(f"/people/{held.maria.pk}/held/").content.decode()
    for told in (
        NAME,
        NUMBER,
        OTHER,
        "maria@example.org",
        "улица Мира, 1",
        "просит перезвонить",
        "Домофон: код 8812",
        "CRM",
    ):
        assert told in page, told
    assert "Dave Administrator" in page, "who saw her stands there"
    answer = client.get(f"/people/{held.maria.pk}/held.zip")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert json.loads(packed.read("held.json"))["name"] == NAME
    assert [packed.read(name) for name in packed.namelist() if name.endswith(".flac")] == [b"voice"]
    assert NUMBER in packed.read("held.html").decode()
    verbs = list(AuditEntry.objects.filter(verb__startswith="customer.held").values_list("verb", flat=True))
    assert verbs == ["customer.held_taken", "customer.held_seen"]


@pytest.mark.django_db
def test_an_erased_person_stands_nowhere_and_still_counts(
    held: Held, dave: User, sign_in: Callable[[User], Client]
) -> None:
    assert left(held.data), "before, she stands everywhere"
    assert any("sealed:" in body for _n, body in raw_turns(held.data))
    calls, events, orders = Call.objects.count(), CallEvent.objects.count(), Order.objects.filter(number=1).values()
    client, where = sign_in(dave), f"/people/{held.maria.pk}/erase/"
    client.post(where, {"reason": "Заявление от 30.11", "typed": "Мария"})
    assert Customer.objects.filter(pk=held.maria.pk).exists(), "a name half typed erases nobody"
    assert client.post(where, {"reason": "Заявление от 30.11", "typed": NAME}).status_code == 302
    files = held.data.recordings
    Eraser(lambda: False).round()
    assert not list(files.rglob("*.flac"))
    row = Erasure.objects.get()
    assert (row.pending, row.reason, row.by) == ({}, "Заявление от 30.11", dave) or row.done_at is None
    _newer_snapshot(held)
    Eraser(lambda: False).round()
    assert Erasure.objects.get().done_at is not None
    assert left(held.data) == []
    assert not any("sealed:" in body for _n, body in raw_turns(held.data)), "what she typed is gone, too"
    assert (Call.objects.count(), CallEvent.objects.count()) == (calls, events)
    kept = Call.objects.get(pk=CALL)
    assert (kept.number, kept.name, kept.agent, kept.talk_ms > 0) == ("", "", "o1", True)
    assert [one["total"] for one in orders] == [100]
    told = AuditEntry.objects.get(verb="customer.erased")
    assert (told.actor, told.after["reason"], told.row_name) == (dave, "Заявление от 30.11", "")
    assert AuditEntry.objects.filter(verb="recording.listened", actor=dave).exists(), "that he listened stays"


def _newer_snapshot(held: Held) -> None:
    """The engine writes the next one; by then nobody of the past is remembered."""
    world = World()
    journal = SqliteJournal(held.data.journal)
    n = len(held.turns) + 1
    journal.append([w.Turn(n, world.turns[0].came, ())])
    journal.keep(n, world.state.snapshot())
    journal.close()


@pytest.mark.django_db
def test_the_journal_is_still_one_and_others_stay_in_it(held: Held, dave: User) -> None:
    actions.erase(dave, held.maria.pk, "Заявление")
    _newer_snapshot(held)
    Eraser(lambda: False).round()
    reader = JournalReader(held.data.journal)
    turns = list(reader.tail(0))
    assert [turn.n for turn in turns] == [*(turn.n for turn in held.turns), held.turns[-1].n + 1]
    came = [turn.came for turn in turns if isinstance(turn.came, w.CallArrived)]
    assert [one.caller.number for one in came] == [actions.ERASED, "+79990000001"]
    assert came[1].caller.name == "Иван"
    for _n, body in raw_turns(held.data):
        if '"came"' in body:
            turn_decoder.decode(body.encode())


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["call", "import"])
def test_who_is_on_the_line_or_in_a_running_import_is_not_erased(held: Held, dave: User, what: str) -> None:
    if what == "call":
        Call.objects.filter(pk=CALL).update(ended_at=None)
    else:
        CustomerImport.objects.update(state="taking")
    before = len(list(everywhere()))
    with pytest.raises(HeldError):
        actions.erase(dave, held.maria.pk, "Заявление")
    assert len(list(everywhere())) == before


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["alice", "bob", "charlie"])
def test_others_answer_no_requests(
    held: Held, person: str, request: pytest.FixtureRequest, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert client.get(f"/people/{held.maria.pk}/held/").status_code == 403
    assert client.get(f"/people/{held.maria.pk}/held.zip").status_code == 403
    assert client.post(f"/people/{held.maria.pk}/erase/", {"reason": "x", "typed": NAME}).status_code == 403
    assert Customer.objects.filter(pk=held.maria.pk).exists()


def test_a_number_is_met_in_any_writing_and_nobody_elses() -> None:
    words = Words(["Мария"], [NUMBER], ["m@example.org"])
    assert words.clean({"a": ["8 (912) 345-67-89", "Мария", "M@Example.org пишет"]}) == {"a": ["", "", " пишет"]}
    same = {"a": ["+79123456780", "Мария и Пётр", 79123456780, "101"]}
    assert words.clean(same) == same


TELLING = {"call", "number", "phone", "shown", "address", "email", "comment", "caller", "body", "content", "errors"}
"""Names of fields in which a customer may stand."""
NOT_CUSTOMERS = {
    "accounts.user": "one of the staff",
    "accounts.failure": "who tried to sign in",
    "record.agentspell": "an operator's time; its call is washed",
    "accounts.entry": "who signed in",
    "setup.outgoing": "our own numbers and rules",
    "setup.flowdraft": "a voice menu that is being drawn",
    "record.callresult": "a code of a list",
    "people.company": "a company is no person",
    "catalogue.goodsimport": "a table of goods",
    "joined.screenpop": "addresses of other programs to be opened, with names of variables",
    "scripts.scriptdraft": "what operators say",
    "scripts.scriptedition": "what operators say",
}
"""Models with such fields that hold nothing of a customer, each with the reason."""


def test_every_room_says_what_it_does_with_a_person() -> None:
    """A new model that leads to a customer, or has a field for one, stands in its room's part: see `held/parts.py`."""
    answered = {model for part in parts() for model in part.models}
    telling: set[str] = set()
    grown = True
    models = [model for model in apps.get_models(include_auto_created=False) if model.__module__.startswith("gudok.")]
    while grown:
        found = {model._meta.label_lower for model in models if _tells(model, telling)}
        telling, grown = telling | found, bool(found - telling)
    assert telling - answered - NOT_CUSTOMERS.keys() == set(), "no part says what becomes of a person there"
    known = {model._meta.label_lower for model in models}
    assert answered <= known, "a part answers for a model that is not there"


def _tells(model: Any, telling: set[str]) -> bool:
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model is Customer:
            return True
        cascades = field.is_relation and field.remote_field.on_delete.__name__ == "CASCADE"
        if cascades and field.related_model._meta.label_lower in telling and field.related_model is not None:
            return field.related_model._meta.label_lower not in NOT_CUSTOMERS
        if field.name in TELLING:
            return True
    return False
