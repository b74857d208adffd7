"""A queue's routing set up in the browser, in a file, and as the core gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.core.ranking import catalogue
from gudok.core.ranking.agents.order import RoundRobinMemory
from gudok.core.ranking.agents.own import Manual
from gudok.core.ranking.agents.sticky import Sticky
from gudok.core.ranking.agents.widening import Bullseye, Ring
from gudok.core.ranking.calls.ageing import HeadStart
from gudok.core.ranking.modes.asterisk import AsAsterisk
from gudok.core.ranking.snapshot import Want
from gudok.core.settings import Member
from gudok.web.audit.models import AuditEntry
from gudok.web.routing import options
from gudok.web.routing.lines import LINES
from gudok.web.routing.models import Skill
from gudok.web.routing.names import AGENTS, CALLS
from gudok.web.routing.pictures import PICTURES, picture
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.models import Queue, SettingsVersion
from gudok.web.setup.queries import settings_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
LONGEST = {"algorithm": "longest-idle"}


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


@pytest.fixture
def sales(alice: User) -> Queue:
    queue = Queue.objects.create(name="Продажи")
    alice.operator.queues.add(queue)
    Skill.objects.create(name="Английский")
    return queue


def test_every_live_algorithm_can_be_chosen_and_no_other() -> None:
    assert set(AGENTS) - {""} == set(catalogue.LIVE_AGENT_RULES)
    assert set(CALLS) - {""} == set(catalogue.LIVE_CALL_RULES)
    for choice in (*AGENTS.values(), *CALLS.values()):
        assert "<svg" in picture(choice.picture)
    assert {one.picture for one in (*AGENTS.values(), *CALLS.values())} == set(PICTURES)


def test_every_setting_offered_is_one_of_its_algorithm_and_its_usual_value_comes_back() -> None:
    for side, (table, rules) in options.SIDES.items():
        for name, settings in table.items():
            for field, option in settings.items():
                usual = options.usual_of(side, name, field)
                shown = options.shown(option, usual)
                same = (usual, list(usual) if isinstance(usual, tuple) else usual, None, LONGEST)
                assert options.taken(option, shown) in same, (name, field)
                assert field in rules[name].__struct_fields__


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("rings", "30 cards loans\n20"),
        ("steps", "english >= 3 | 30\nenglish >= 1"),
        ("helps", "North, South | queue.waiting > 5"),
        (
            "helps",
            "North | queue.waiting > 5 | waited > 9; queue.ready > 1\nSouth | queue.waiting > 5; help: queue.ready > 1",
        ),
        ("targets", "english >= 3 | cards; worker.level DESC; 30; skip\n*; ; 20\nloans; ; ; ; o5\n*"),
        ("changes", "30,5\n60,,1\n90,9,0,2"),
        ("tiers", "80 | 20\n30 | 10"),
        ("pairs", "longest = 5\nteam = North Side"),
        ("ratios", "North Side 60\nSouth 40"),
        ("wants", "english 3 60:2 120:0 *2\ncards 1"),
    ],
)
def test_lines_come_back_as_they_were_written(kind: str, text: str) -> None:
    show, read = LINES[kind]
    assert show(read(text)) == text


def test_a_queue_without_a_choice_is_as_before(sales: Queue) -> None:
    rules = settings_document().queues[0]
    assert (rules.usual, rules.weight, rules.cost, rules.reserve_at) == (True, 0, 1, ())
    assert settings_document().operators[0].memberships == ()


def test_dave_chooses_an_algorithm_with_its_settings(client: Client, sales: Queue, alice: User) -> None:
    page = client.get(f"/setup/queues/{sales.pk}/routing/").content.decode()
    assert page.count('<svg class="gk-routing-picture') == len(AGENTS) + len(CALLS)
    one = alice.operator.pk
    fields = {
        "agents": "bullseye", "algorithm-bullseye-rings": "15\n20 angliyskiy", "algorithm-bullseye-then": "rr-memory",
        "calls": "head-start", "call_order-head-start-vip": "2",
        "skills": "angliyskiy 3 60:1", "needs": "angliyskiy >= 1", "needs_for_s": "40", "reserve_1_s": "60",
        f"{one}-penalty": "2", f"{one}-level": "1", f"{one}-delay": "30", f"{one}-rank": "",
    }  # fmt: skip
    assert client.post(f"/setup/queues/{sales.pk}/routing/", fields).status_code == 302
    rules = settings_document().queues[0]
    assert rules.algorithm == Bullseye((Ring(15_000), Ring(20_000, ("angliyskiy",))), RoundRobinMemory())
    assert rules.order == HeadStart(vip=120_000)
    assert rules.wants == (Want("angliyskiy", 3, relax=((60_000, 1),)),)
    assert (rules.needs, rules.needs_for, rules.reserve_at) == ("angliyskiy >= 1", 40_000, (60_000,))
    assert settings_document().operators[0].memberships == (Member(rules.id, penalty=2, delay=30_000),)
    assert SettingsVersion.objects.get().n == 1
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {"queue.changed", "operator.routed"}
    again = client.get(f"/setup/queues/{sales.pk}/routing/").content.decode()
    assert "20 angliyskiy" in again


def test_a_queue_whose_calls_operators_pick(client: Client, sales: Queue) -> None:
    address = f"/setup/queues/{sales.pk}/routing/"
    assert client.post(address, {"agents": "manual"}).status_code == 302
    assert settings_document().queues[0].algorithm == Manual()
    assert "Выбирают операторы" in client.get(address).content.decode()


def test_what_cannot_be_is_told_at_its_field(client: Client, sales: Queue) -> None:
    address = f"/setup/queues/{sales.pk}/routing/"
    for fields in (
        {"agents": "bullseye", "algorithm-bullseye-rings": "soon"},
        {"agents": "criteria", "algorithm-criteria-steps": "(("},
        {"skills": "klingon 3"},
        {"skills": "angliyskiy much"},
        {"needs": "((("},
        {"agents": "handmade"},
        {"agents": "ringall", "algorithm-ringall-most": "many"},
    ):
        assert client.post(address, fields).status_code == 200
    sales.refresh_from_db()
    assert (sales.algorithm, sales.wants, sales.needs) == ({}, [], "")


def test_back_to_the_usual(client: Client, sales: Queue) -> None:
    Queue.objects.update(algorithm={"algorithm": "random"}, call_order={"algorithm": "lifo"})
    client.post(f"/setup/queues/{sales.pk}/routing/", {"agents": "", "calls": ""})
    assert settings_document().queues[0].usual


def test_a_mode_of_another_system(client: Client, sales: Queue) -> None:
    fields = {"agents": "as-asterisk", "algorithm-as-asterisk-strategy": "fewestcalls"}
    client.post(f"/setup/queues/{sales.pk}/routing/", fields)
    assert settings_document().queues[0].algorithm == AsAsterisk("fewestcalls", max_penalty=0)


def test_levels_of_a_skill(client: Client, sales: Queue, alice: User) -> None:
    skill = Skill.objects.get()
    assert "angliyskiy" in client.get(f"/setup/skills/{skill.pk}/").content.decode()
    client.post(f"/setup/skills/{skill.pk}/levels/", {str(alice.operator.pk): "4"})
    assert settings_document().operators[0].skills == (("angliyskiy", 4),)
    client.post(f"/setup/skills/{skill.pk}/levels/", {str(alice.operator.pk): "1000"})
    assert settings_document().operators[0].skills == (("angliyskiy", 4),)
    client.post(f"/setup/skills/{skill.pk}/levels/", {str(alice.operator.pk): ""})
    assert settings_document().operators[0].skills == ()


def test_it_all_goes_out_in_a_file_and_comes_back(dave: User, sales: Queue, alice: User) -> None:
    Queue.objects.update(
        algorithm={"algorithm": "sticky", "patience": 5_000}, wants=[{"skill": "angliyskiy", "level": 2}]
    )
    alice.operator.skills, alice.operator.standing = {"angliyskiy": 5}, {"prodazhi": {"penalty": 1}}
    alice.operator.save()
    before, text = settings_document(), to_toml(present())
    Queue.objects.update(algorithm={}, wants=[])
    alice.operator.skills, alice.operator.standing = {}, {}
    alice.operator.save()
    Skill.objects.all().delete()
    apply(dave, from_toml(text))
    now = settings_document()
    assert now.queues[0].algorithm == Sticky(patience=5_000)
    assert (now.queues, now.operators) == (before.queues, before.operators)
    for good, bad in (("sticky", "sticker"), ("penalty = 1", 'penalty = "low"'), ("angliyskiy = 5", "angliyskiy = 0")):
        assert good in text
        with pytest.raises(BadDocumentError):
            apply(dave, from_toml(text.replace(good, bad)))


@pytest.mark.parametrize(("language", "words"), [("ru", "Кто получает вызов"), ("en", "Who gets a call")])
def test_the_page_is_in_both_languages(client: Client, sales: Queue, dave: User, language: str, words: str) -> None:
    dave.language = language
    dave.save()
    assert words in client.get(f"/setup/queues/{sales.pk}/routing/").content.decode()
