"""The whole set-up as one file."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gudok.web.audit.models import AuditEntry
from gudok.web.setup.document.apply import apply, try_out
from gudok.web.setup.document.compare import as_text, compare
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError, Problem
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.models import Number, Queue, SettingsVersion, Trunk

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

FILE = """
format = 1

[queues.sales]
name = "Продажи"
ring_timeout_s = 25
overflow = "queue"
overflow_queue = "service"

[queues.service]
name = "Сервис"

[numbers]
74951234567 = {queue = "sales"}

[trunks.provider]
name = "Провайдер"
host = "sip.example"
user = "login"
did = "74951234567"
secret = "very-secret"
"""


def test_the_file_is_no_way_round_the_rights_to_people(
    charlie: User, dave: User, set_role: Callable[[User, str], None]
) -> None:
    set_role(charlie, "integrator")
    evil = '\n[people.evil]\nfull_name = "Evil"\nroles = ["administrator"]\n'
    kept = to_toml(present(only=("people",)))
    with pytest.raises(BadDocumentError) as refused:
        apply(charlie, from_toml(kept + evil))
    assert {(problem.key, problem.field) for problem in refused.value.problems} == {("evil", "")}
    with pytest.raises(BadDocumentError):
        apply(charlie, from_toml(kept.replace('"administrator"', '"operator"')))
    apply(dave, from_toml(kept + evil))
    assert present(only=("people",))["people"]["evil"]["roles"] == ["administrator"]


def test_a_file_makes_a_centre_and_comes_out_the_same(dave: User) -> None:
    document = from_toml(FILE)
    apply(dave, document)
    sales = Queue.objects.get(code="sales")
    assert (sales.name, sales.ring_timeout_s) == ("Продажи", 25)
    assert sales.overflow_queue == Queue.objects.get(code="service")
    assert Number.objects.get().queue == sales
    assert Trunk.objects.get().secret == "very-secret"
    assert from_toml(to_toml(present(only=("queues", "numbers", "trunks"), secrets=True))) == document
    assert try_out(document) == []
    assert apply(dave, document) == []


def test_russian_names_stand_in_the_file_as_they_are(dave: User) -> None:
    apply(dave, from_toml(FILE))
    assert 'name = "Продажи"' in to_toml(present())
    assert "[queues.sales]" in to_toml(present())


def test_it_is_one_version_and_every_row_is_audited_with_who(dave: User) -> None:
    before = AuditEntry.objects.count()
    apply(dave, from_toml(FILE))
    assert SettingsVersion.objects.get().n == 1
    written = AuditEntry.objects.order_by("id")[before:]
    assert [(e.verb, e.actor_name) for e in written] == [
        ("trunk.added", "Dave Administrator"), ("queue.added", "Dave Administrator"),
        ("queue.added", "Dave Administrator"), ("number.added", "Dave Administrator"),
    ]  # fmt: skip


def test_secrets_are_left_out_kept_and_changed_on_demand(dave: User, alice: User) -> None:
    apply(dave, from_toml(FILE))
    assert "secret" not in to_toml(present())
    assert alice.operator.secret not in json.dumps(present())
    apply(dave, from_toml(FILE.replace('secret = "very-secret"', "port = 5070")))
    assert (Trunk.objects.get().port, Trunk.objects.get().secret) == (5070, "very-secret")
    apply(dave, from_toml(FILE.replace("very-secret", "another")))
    assert Trunk.objects.get().secret == "another"
    assert "another" not in str(list(AuditEntry.objects.values()))


def test_rows_left_out_go_and_tables_left_out_stay(dave: User) -> None:
    apply(dave, from_toml(FILE))
    apply(dave, from_toml('[queues.service]\nname = "Сервис"\n[numbers]\n74951234567 = {queue = "service"}'))
    assert [queue.code for queue in Queue.objects.all()] == ["service"]
    assert Trunk.objects.exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x = ", "1|||"),
        ("[nowhere.a]\nb = 1", "1|nowhere||"),
        ('[queues.a]\nname = "A"\ncolour = "red"', "3|queues|a|colour"),
        ('[queues.a]\nname = "A"\nring_timeout_s = "20"', "3|queues|a|ring_timeout_s"),
        ('[queues.a]\nname = "A"\nrecord = 1', "3|queues|a|record"),
        ('[queues.a]\nname = "A"\n\nring_timeout_s = 4', "4|queues|a|ring_timeout_s"),
        ('[queues.a]\nring_timeout_s = 20', "1|queues|a|name"),
        ('[queues.a]\nname = "A"\noverflow = "queue"\noverflow_queue = "b"', "4|queues|a|overflow_queue"),
        ('[queues."a b"]\nname = "A"', "1|queues|a b|code"),
        ('[numbers."7495"]\nqueue = "lost"', "2|numbers|7495|queue"),
        ('[trunks.t]\nname = "T"\nhost = "a;b"\nuser = "u"\ndid = "74"', "3|trunks|t|host"),
        ("[people.dave]\nfull_name = 'Dave'\nroles = ['operator']", "1|people||roles"),
        ("format = 2", "1|||format"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_table_key_field_and_line(dave: User, text: str, fault: str) -> None:
    found: list[Problem] = []
    try:
        try_out(from_toml(text), text)
    except BadDocumentError as error:
        found = error.problems
    assert fault in [f"{p.line}|{p.table}|{p.key}|{p.field}" for p in found]
    assert not Queue.objects.exists()


def test_an_error_changes_nothing(dave: User) -> None:
    bad = FILE + '\n[pauses.lunch]\nname_ru = "Обед"\n'
    before = present()
    with pytest.raises(BadDocumentError):
        apply(dave, from_toml(bad))
    assert present() == before
    assert not AuditEntry.objects.filter(verb="queue.added").exists()
    assert not SettingsVersion.objects.exists()


def test_the_difference_is_readable_in_both_languages(dave: User) -> None:
    apply(dave, from_toml(FILE))
    now = present(only=("queues",))
    after = json.loads(json.dumps(now))
    after["queues"]["sales"]["ring_timeout_s"] = 30
    del after["queues"]["service"]
    after["queues"]["new"] = {"name": "Новая"}
    with translation.override("ru"):
        assert as_text(compare(now, after)) == (
            "Очереди\n  ~ Продажи (sales)\n      Звонить оператору, с: 25 → 30\n  − Сервис (service)\n"
            "  + Новая (new)\n      Название: Новая"
        )
    with translation.override("en"):
        assert "Ring an operator, s: 25 → 30" in as_text(compare(now, after))


def test_people_come_by_login_and_who_is_left_out_may_not_sign_in(dave: User, alice: User, bob: User) -> None:
    apply(dave, from_toml(FILE))
    file = tomllib.loads(to_toml(present()))
    assert file["people"]["alice"]["roles"] == ["operator"]
    del file["people"]["bob"]
    file["people"]["alice"]["queues"] = ["sales", "service"]
    file["people"]["erin"] = {"full_name": "Erin New", "roles": ["operator"], "queues": ["sales"]}
    import tomlkit

    wanted = from_toml(tomlkit.dumps(file))
    apply(dave, wanted)
    bob.refresh_from_db()
    assert not bob.is_active
    assert {queue.code for queue in alice.operator.queues.all()} == {"sales", "service"}
    assert present() == wanted


SECONDS = st.integers(5, 60)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    codes = draw(st.lists(st.from_regex(r"\A[a-z][a-z0-9-]{0,8}\Z"), min_size=1, max_size=4, unique=True))
    names = draw(st.lists(NAMES, min_size=len(codes), max_size=len(codes), unique=True))
    queues: dict[str, dict[str, Any]] = {}
    for code, name in zip(codes, names, strict=True):
        queues[code] = {"name": name, "ring_timeout_s": draw(SECONDS), "record": draw(st.booleans())}
        to = draw(st.sampled_from([None, *(other for other in codes if other != code)]))
        if to:
            queues[code] |= {"overflow": "queue", "overflow_queue": to}
    dids = draw(st.lists(st.from_regex(r"\A[1-9][0-9]{3,8}\Z"), max_size=3, unique=True))
    return {"queues": queues, "numbers": {did: {"queue": draw(st.sampled_from(codes))} for did in dids}}


class WhatIsAppliedIsExported(TestCase):
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents(), documents())
    def test_from_any_centre_to_any_other(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        import tomlkit

        for written in (first, second):
            document = from_toml(tomlkit.dumps(written))
            apply(None, document)
            assert present(only=("queues", "numbers")) == document
            assert from_toml(to_toml(present(only=("queues", "numbers")))) == document


TEAMS = """
[roles."Обучающий"]
rights = ["talk.listen", "talk.whisper"]

[teams."Север"]
leads = ["bob"]
queues = ["sales"]
"""


def test_teams_and_own_roles_come_along_and_out_the_same(dave: User, bob: User, alice: User) -> None:
    apply(dave, from_toml(FILE))
    people = present(only=("people",))
    people["people"]["alice"] |= {"team": "Север", "own_roles": ["Обучающий"], "sees": "own", "watches": ["sales"]}
    wanted = from_toml(TEAMS) | people
    apply(None, wanted)
    assert present(only=("roles", "people", "teams")) == wanted
    alice.refresh_from_db()
    assert (str(alice.team), [str(role) for role in alice.own_roles.all()]) == ("Север", ["Обучающий"])
    assert try_out(wanted) == []


def test_every_kind_of_row_of_the_set_up_has_its_table() -> None:
    from django.apps import apps

    from gudok.web.setup.document.registry import tables

    known = {table.model for table in tables().values()}
    left = {model.__name__ for model in apps.get_app_config("setup").get_models() if model not in known}
    left -= {"FlowDraft", "FlowUse"}  # of voice menus: what is not in use yet, and what those in use name
    assert left == {"Operator", "SettingsVersion"}, "a new kind of rows needs its line in document/registry.py"


def test_the_file_gives_nobody_a_role_or_rules_beyond_his_rights(
    charlie: User, dave: User, set_role: Callable[[User, str], None]
) -> None:
    set_role(charlie, "integrator")
    role = '[roles."Мой"]\nrights = ["staff.change", "talk.barge"]\n'
    rules = "[security]\npassword_length = 10\n"
    for text in (role, rules):
        with pytest.raises(BadDocumentError):
            apply(charlie, from_toml(text))
        assert apply(dave, from_toml(text))
