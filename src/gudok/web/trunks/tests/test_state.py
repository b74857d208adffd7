"""What a trunk's page says of the provider's answer."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from gudok.web.setup import actions
from gudok.web.setup.models import Trunk
from gudok.web.trunks import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

SHOWN = """
 <Registration/ServerURI..............................>  <Auth....................>  <Status.......>
==========================================================================================
 trunk-1-account/sip:sip.example:5060                    trunk-1-auth                Registered        (exp. 233s)
 trunk-11-account/sip:sip.example:5060                   trunk-11-auth               Rejected          (exp. 0s)
"""
LOG = (
    "[Nov 24 21:20:46] WARNING[1] res_pjsip_outbound_registration.c: Fatal response '401' received from"
    " 'sip:sip.example:5060' on registration attempt to 'sip:me@sip.example', stopping outbound registration\n"
    "[Nov 24 21:21:46] WARNING[1] res_pjsip_outbound_registration.c: No response received from"
    " 'sip:sip.example:5060' on registration attempt to 'sip:other@sip.example', retrying in '60'\n"
)


@pytest.fixture
def trunk() -> Trunk:
    values = {"name": "P", "kind": "registered", "host": "sip.example", "user": "me", "secret": "s", "did": "7495"}
    return actions.save_row(None, Trunk, None, values)


def test_the_consoles_word_is_that_of_the_trunk_and_no_other() -> None:
    assert state.registration(SHOWN, "trunk-1") == "Registered"
    assert state.registration(SHOWN, "trunk-11") == "Rejected"
    assert state.registration(SHOWN, "trunk-2") == ""


def test_the_last_answer_is_that_of_the_account(trunk: Trunk) -> None:
    assert state.last_answer(LOG, trunk) == "401"
    trunk.user = "other"
    assert state.last_answer(LOG, trunk) == "silence"
    trunk.user = "nobody"
    assert state.last_answer(LOG, trunk) == ""


@pytest.mark.parametrize(
    ("word", "code", "look"),
    [
        ("Registered", "401", "ok"), ("Rejected", "401", "bad"), ("Rejected", "404", "bad"),
        ("Unregistered", "", "warn"), ("Unregistered", "silence", "bad"), ("Unregistered", "503", "warn"),
        ("Rejected", "488", "bad"),
    ],
)  # fmt: skip
def test_each_answer_has_its_sentence(word: str, code: str, look: str) -> None:
    found = state.worded(word, code)
    assert (found.look, bool(found.told)) == (look, True)


def test_the_page_shows_it(
    trunk: Trunk, dave: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(dave)
    monkeypatch.setattr(state, "console", lambda command: SHOWN.replace("trunk-1-", f"trunk-{trunk.pk}-"))
    assert "gk-check-ok" in client.get(f"/setup/trunks/{trunk.pk}/state/").content.decode()

    def gone(command: str) -> str:
        raise subprocess.TimeoutExpired(command, 3)

    monkeypatch.setattr(state, "console", gone)
    assert "gk-check-bad" in client.get(f"/setup/trunks/{trunk.pk}/state/").content.decode()
    assert f"/setup/trunks/{trunk.pk}/state/" in client.get(f"/setup/trunks/{trunk.pk}/").content.decode()


CONTACTS = """
  Contact:  <Aor/ContactUri..............................> <Hash....> <Status> <RTT(ms)..>
==========================================================================================

  Contact:  trunk-{0}/sip:sip.example:5060                 1b07b0fcaa {1}         nan
  Contact:  trunk-{0}1/sip:other.example:5060              2b07b0fcaa Unavail         nan
"""


@pytest.mark.parametrize("kind", ["registered", "address"])
@pytest.mark.parametrize(("word", "look"), [("Avail", "ok"), ("NonQual", "ok"), ("Unavail", "bad")])
def test_a_provider_that_is_not_there_is_told_of_each_kind(
    trunk: Trunk, monkeypatch: pytest.MonkeyPatch, kind: str, word: str, look: str
) -> None:
    trunk.kind = kind
    said = {
        "registrations": SHOWN.replace("trunk-1-", f"trunk-{trunk.pk}-"),
        "contacts": CONTACTS.format(trunk.pk, word),
    }
    monkeypatch.setattr(state, "console", lambda command: said[command.split()[-1]])
    assert state.state_of(trunk).look == look


def test_an_address_and_a_trunk_that_is_off_need_no_console(trunk: Trunk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(command: str) -> str:
        raise OSError

    monkeypatch.setattr(state, "console", gone)
    assert state.all_states([trunk]) is None
    trunk.kind = "address"
    assert state.state_of(trunk).look == "ok"
    trunk.enabled = False
    assert state.state_of(trunk).look == "warn"
