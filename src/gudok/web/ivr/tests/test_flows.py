"""A voice menu from its beginning to its use: drafts, what is wrong, what is told to the core."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from gudok.web.audit.models import AuditEntry
from gudok.web.audit.words import changes
from gudok.web.ivr import actions, shape
from gudok.web.ivr.begin import BEGINNINGS, beginning
from gudok.web.prompts.usage import users_of, uses_of
from gudok.web.setup.actions import delete_row, save_row
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.compare import told
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.flows import Flow, FlowDraft
from gudok.web.setup.hours import Schedule
from gudok.web.setup.models import Number, Queue
from gudok.web.setup.queries import settings_document
from gudok.web.setup.sounds import Prompt
from gudok.web.versions.models import Version
from gudok.web.versions.queries import changes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_dave(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


@pytest.fixture
def sales() -> Queue:
    save_row(None, Schedule, None, {"name": "Office"})
    save_row(None, Prompt, None, {"name": "Welcome", "file": "0123456789abcdef"})
    return save_row(None, Queue, None, {"name": "Sales"})


def whole(queue: str = "sales") -> shape.Body:
    """A flow with nothing wrong."""
    return {
        "start": "say1",
        "nodes": {
            "say1": {"kind": "say", "sounds": ["welcome"], "next": "hours2"},
            "hours2": {"kind": "hours", "schedule": "office", "open": "queue3", "closed": "end4"},
            "queue3": {"kind": "queue", "queue": queue},
            "end4": {"kind": "end"},
        },
    }


def ask(client: Client, name: str, pk: int, flow: Any, edition: int) -> Any:
    return client.post(reverse(name, args=[pk]), {"flow": json.dumps(flow), "edition": edition})


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_new_flow_is_only_a_draft_and_its_problems_are_choices_not_made(
    as_dave: Client, sales: Queue, name: str
) -> None:
    answer = as_dave.post(reverse("flow_new"), {"name": "Main", "begin": name})
    flow = Flow.objects.get()
    assert answer["location"] == reverse("flow", args=[flow.pk])
    assert (flow.in_use, flow.code) == (False, "main")
    assert settings_document().flows == ()
    codes = {one.code for one in shape.problems(shape.read(beginning(name)), shape.choices())}
    assert codes <= ({"no_start"} if name == "empty" else {"no_sounds"})
    assert as_dave.get(reverse("flow", args=[flow.pk])).status_code == 200
    assert "Main" in as_dave.get(reverse("flows")).content.decode()


def test_a_draft_is_kept_as_drawn_and_says_what_is_wrong(as_dave: Client, dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", beginning("empty"))
    versions = Version.objects.count()
    body = whole("nothing")
    answer = ask(as_dave, "flow_draft", flow.pk, body, 1).json()
    assert (answer["edition"], answer["drawn"]) == (2, True)
    assert [(one["node"], one["field"], one["code"]) for one in answer["problems"]] == [("queue3", "queue", "no_queue")]
    assert (FlowDraft.objects.get().body or {})["nodes"]["queue3"] == {"kind": "queue", "queue": "nothing"}
    assert Version.objects.count() == versions


def test_who_draws_from_an_older_edition_is_told_and_overwrites_nothing(
    as_dave: Client, dave: User, sales: Queue
) -> None:
    flow = actions.add_flow(dave, "Main", beginning("empty"))
    assert ask(as_dave, "flow_draft", flow.pk, whole(), 1).json()["edition"] == 2
    for name in ("flow_draft", "flow_use"):
        assert "error" in ask(as_dave, name, flow.pk, {"start": "", "nodes": {}}, 1).json()
    assert len((FlowDraft.objects.get().body or {})["nodes"]) == 4


def test_with_problems_it_cannot_be_put_to_use(as_dave: Client, dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole("nothing"))
    answer = ask(as_dave, "flow_use", flow.pk, whole("nothing"), 1).json()
    assert answer["error"]
    assert answer["problems"][0]["code"] == "no_queue"
    assert not Flow.objects.get().in_use
    assert FlowDraft.objects.get().edition == 1


def test_put_to_use_it_is_the_cores_with_its_ids(as_dave: Client, dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    assert ask(as_dave, "flow_use", flow.pk, whole(), 1).json() == {"edition": 2, "drawn": False, "problems": []}
    save_row(dave, Number, None, {"did": "100", "queue": sales, "flow": Flow.objects.get()})
    document = settings_document()
    (told,) = document.flows
    assert (told.id, told.name, document.numbers[0].flow) == (flow.core_id, "Main", flow.core_id)
    assert [node.id for node in told.nodes] == ["say1", "hours2", "queue3", "end4"]
    assert told.node("say1").sounds == ("own/0123456789abcdef",)  # type: ignore[union-attr]
    assert told.node("queue3").queue == sales.core_id  # type: ignore[union-attr]
    assert told.node("hours2").schedule == Schedule.objects.get().core_id  # type: ignore[union-attr]
    assert AuditEntry.objects.filter(verb="flow.changed").exists()


def test_the_steps_go_the_whole_way(as_dave: Client, dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    told = ask(as_dave, "flow_draft", flow.pk, whole() | {"steps": 0}, 1).json()
    assert [(one["node"], one["code"]) for one in told["problems"]] == [("", "bad_steps")]
    assert ask(as_dave, "flow_draft", flow.pk, whole() | {"steps": 40_000}, 2).status_code == 400
    assert ask(as_dave, "flow_use", flow.pk, whole() | {"steps": 30}, 2).json()["problems"] == []
    flow.refresh_from_db()
    assert (flow.steps, flow.body["steps"], settings_document().flows[0].steps) == (30, 30, 30)
    assert "steps = 30" in to_toml(present())
    ask(as_dave, "flow_use", flow.pk, whole(), 3)
    flow.refresh_from_db()
    assert (flow.steps, flow.body) == (200, whole())


def test_whatever_order_a_database_keeps_the_core_has_the_nodes_as_callers_come_to_them() -> None:
    known = shape.Choices({}, {}, {})
    keys = {"2": "two", "1": "one"}
    menu = {"kind": "menu", "sounds": ["a"], "keys": keys, "nothing": "bye", "wrong": "bye"}
    ends = {name: {"kind": "end"} for name in ("two", "zero", "bye", "one")}
    flow = shape.read({"start": "ask", "nodes": {**ends, "ask": menu}})
    turned = shape.read({"start": "ask", "nodes": {"ask": menu | {"keys": dict(sorted(keys.items()))}, **ends}})
    for one in (flow, turned):
        assert [node.id for node in shape.for_core(one, known).nodes] == ["ask", "bye", "one", "two", "zero"]


def test_what_is_no_flow_is_refused(as_dave: Client, dave: User) -> None:
    flow = actions.add_flow(dave, "Main", beginning("empty"))
    many = {f"end{n}": {"kind": "end"} for n in range(shape.MOST_NODES + 1)}
    bodies: tuple[Any, ...] = (
        [], {"start": ""}, {"start": 1, "nodes": {}}, {"start": "", "nodes": {"A b": {"kind": "end"}}},
        {"start": "", "nodes": {"x": {"kind": "dance"}}}, {"start": "", "nodes": {"x": {"kind": "end", "id": "y"}}},
        {"start": "", "nodes": {"x": 5}}, {"start": "", "nodes": many}, {"start": "", "nodes": {}, "more": 1},
    )  # fmt: skip
    for body in bodies:
        assert ask(as_dave, "flow_draft", flow.pk, body, 1).status_code == 400
    assert as_dave.post(reverse("flow_draft", args=[flow.pk]), {"flow": "{"}).status_code == 400


def test_a_number_cannot_lead_to_a_draft_nor_a_menu_with_numbers_go(as_dave: Client, dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    page = as_dave.post(reverse("setup_row_new", args=["numbers"]), {"did": "100", "queue": sales.pk, "flow": flow.pk})
    assert "flow" in page.context["form"].errors
    actions.put_to_use(dave, flow, whole(), 1)
    as_dave.post(reverse("setup_row_new", args=["numbers"]), {"did": "100", "queue": sales.pk, "flow": flow.pk})
    assert Number.objects.get().flow == flow
    as_dave.post(reverse("flow_delete", args=[flow.pk]))
    assert Flow.objects.exists()
    Number.objects.all().delete()
    as_dave.post(reverse("flow_delete", args=[flow.pk]))
    assert not Flow.objects.exists()


def test_what_a_menu_uses_cannot_be_deleted(dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    actions.put_to_use(dave, flow, whole(), 1)
    for row in (sales, Schedule.objects.get(), Prompt.objects.get()):
        with pytest.raises(ProtectedError):
            delete_row(dave, row)


def test_the_draft_can_be_thrown_away_and_the_menu_renamed(as_dave: Client, dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    actions.put_to_use(dave, flow, whole(), 1)
    assert ask(as_dave, "flow_draft", flow.pk, {"start": "", "nodes": {}}, 2).json()["drawn"]
    as_dave.post(reverse("flow_forget", args=[flow.pk]))
    assert FlowDraft.objects.get().body is None
    assert not ask(as_dave, "flow_draft", flow.pk, whole(), 4).json()["drawn"]
    as_dave.post(reverse("flow_rename", args=[flow.pk]), {"name": "Hot line"})
    assert (Flow.objects.get().name, Flow.objects.get().in_use) == ("Hot line", True)


def test_the_file_brings_it_back_as_it_was(dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    actions.put_to_use(dave, flow, whole(), 1)
    save_row(dave, Number, None, {"did": "100", "queue": sales, "flow": Flow.objects.get()})
    text = to_toml(present())
    assert "[flows.main.nodes.say1]" in text
    Number.objects.all().delete()
    Flow.objects.all().delete()
    apply(dave, from_toml(text))
    assert (Flow.objects.get().body, Number.objects.get().flow) == (whole(), Flow.objects.get())
    assert Flow.objects.get().uses.count() == 3


def test_a_file_with_a_bad_menu_changes_nothing(dave: User, sales: Queue) -> None:
    document = present()
    document["flows"] = {"main": {"name": "Main", **whole("nothing")}}
    with pytest.raises(BadDocumentError, match="queue3"):
        apply(dave, document)
    assert not Flow.objects.exists()


def test_a_prompt_tells_which_menu_says_it(dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    assert users_of(Prompt.objects.get()) == []
    actions.put_to_use(dave, flow, whole(), 1)
    assert list(uses_of(Prompt.objects.get())) == [(flow, "nodes")]
    assert users_of(Prompt.objects.get())[0].startswith("Main: ")


def test_the_audit_and_the_versions_tell_which_node_was_changed(as_dave: Client, dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    actions.put_to_use(dave, flow, whole(), 1)
    body = whole()
    body["nodes"]["say1"]["whole"] = True
    actions.put_to_use(dave, Flow.objects.get(), body, 2)
    ((field, before, after),) = changes(AuditEntry.objects.filter(verb="flow.changed").latest("id"))
    assert (field.endswith(" say1"), "whole" in before, "whole" in after) == (True, False, True)
    (change,) = told(changes_of(Version.objects.latest("n")))
    assert [line.field.split()[-1] for line in change.lines] == ["say1"]
    assert "say1" in as_dave.get(reverse("audit")).content.decode()


def test_a_menu_with_numbers_cannot_become_empty(dave: User, sales: Queue) -> None:
    flow = actions.add_flow(dave, "Main", whole())
    actions.put_to_use(dave, flow, whole(), 1)
    save_row(dave, Number, None, {"did": "100", "queue": sales, "flow": flow})
    flow.nodes = {}
    with pytest.raises(ValidationError):
        flow.clean()
