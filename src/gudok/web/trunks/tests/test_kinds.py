"""Templates of trunks: each is a trunk that can be saved and configured, and says where its facts stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from django.utils import translation

from gudok.edges.asterisk.words import Trunk as WayOut
from gudok.web.setup.queries import settings_document, telephony_document
from gudok.web.setup.trunk import Trunk
from gudok.web.trunks.catalogue import FOLDER, catalogue, grouped
from gudok.web.trunks.forms import TrunkForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
CODES = sorted(catalogue())


@pytest.mark.parametrize("code", CODES)
def test_a_template_makes_a_trunk_from_what_is_typed(code: str) -> None:
    kind = catalogue()[code]
    begun = TrunkForm(initial={"template": code})
    typed = {name for name, field in begun.fields.items() if str(field.help_text) in map(str, kind.typed.values())}
    assert typed == set(kind.typed) == set(kind.example), "what is to be typed is told at its field"
    given = {"enabled": "on", "port": 5060, **begun.initial, "name": "A trunk", **kind.example}
    form = TrunkForm(given)
    assert form.is_valid(), form.errors
    row = form.save()
    [made] = telephony_document().trunks
    assert isinstance(made, WayOut)
    assert (made.name, made.host) == (f"trunk-{row.pk}", given["host"])
    for name, value in kind.values.items():
        assert getattr(row, name) == value


@pytest.mark.parametrize("code", CODES)
def test_its_source_is_named_and_both_languages_are_there(code: str) -> None:
    kind = catalogue()[code]
    assert kind.source
    assert all(address.startswith("https://") for address in kind.source)
    for text in filter(None, (kind.name, kind.note, *kind.typed.values())):
        assert text.ru
        assert text.en
    known = {field.name for field in Trunk._meta.get_fields()}
    assert {*kind.values, *kind.typed} <= known
    assert not {"user", "secret", "did"} & set(kind.values), "nobody's account stands in a template"


def test_every_file_is_shown_once() -> None:
    shown = [kind.code for _, kinds in grouped() for kind in kinds]
    assert sorted(shown) == sorted(file.stem for file in FOLDER.iterdir())


def test_an_unknown_field_in_a_file_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"place": 1, "hosts": "x"}, type(catalogue()[CODES[0]]))


def test_the_page_offers_them_and_fills_the_form_in(dave: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(dave)
    page = client.get("/setup/trunks/new/").content.decode()
    for code in CODES:
        assert f"?template={code}" in page
    with translation.override("ru"):
        page = client.get("/setup/trunks/new/?template=twilio", headers={"Accept-Language": "ru"}).content.decode()
    assert "https://www.twilio.com/docs/sip-trunking" in page
    assert '<option value="ulaw,alaw" selected>' in page
    given = {"name": "T", "host": "x.pstn.twilio.com", "kind": "address", "port": "5060", "user": "u", "secret": "s"}
    assert client.post("/setup/trunks/new/?template=twilio", given).status_code == 302
    assert Trunk.objects.get().codecs == "alaw,ulaw", "what is sent is what is saved"
    assert client.get("/setup/trunks/new/?template=nobody").status_code == 200


def test_a_reserve_that_is_off_is_passed_over_and_nothing_goes_round() -> None:
    def trunk(name: str, **more: object) -> Trunk:
        return Trunk.objects.create(name=name, kind="address", host="192.0.2.1", **more)

    last = trunk("last", reserve_number="74950000003")
    middle = trunk("middle", enabled=False, reserve=last)
    first = trunk("first", reserve=middle)
    known = {one.id: one for one in settings_document().trunks}
    assert known[first.section].reserve == last.section
    assert known[last.section].shown == "74950000003"
    assert middle.section not in known
    Trunk.objects.filter(pk=last.pk).update(enabled=False, reserve=middle)
    assert settings_document().trunks[0].reserve == ""
    given = {"name": "first", "kind": "address", "host": "192.0.2.1", "port": "5060", "reserve": first.pk}
    form = TrunkForm(given, instance=first)
    assert "reserve" in form.errors
