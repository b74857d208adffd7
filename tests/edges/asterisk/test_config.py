"""The configuration as a value, and on the disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gudok.edges.asterisk.config.ini import safe
from gudok.edges.asterisk.config.modules import MODULES
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.config.render import render, write
from gudok.edges.asterisk.words import Phone, Telephony, Trunk
from gudok.install.asterisk import Runtime
from gudok.settings import Asterisk

RUNTIME = Runtime(Path("/ast/bin"), Path("/ast/modules"), Path("/ast/data"), "22.10.1")
SETTINGS = Asterisk(ari_password="a-long-generated-secret")
TELEPHONY = Telephony(
    phones=(Phone("web7", "browser", "web-secret", "opus"), Phone("sip8", "sip", "sip-secret", "g711")),
    trunks=(
        Trunk("provider", "registered", "sip.example.org", "account", "trunk;secret", "74950001"),
        Trunk("gateway", "address", "192.0.2.7, 192.0.2.8"),
    ),
)


def files(telephony: Telephony = TELEPHONY, settings: Asterisk = SETTINGS) -> dict[str, str]:
    return render(settings, telephony, Place(Path("/data/asterisk")), RUNTIME, MODULES.split())


def sections(text: str) -> dict[tuple[str, str], dict[str, str]]:
    """pjsip.conf by (name, type)."""
    found = {}
    for part in re.split(r"(?m)^(?=\[)", text)[1:]:
        name, *lines = part.strip().splitlines()
        options = dict(line.split("=", 1) for line in lines if "=" in line)
        found[name.strip("[]"), options.get("type", "")] = options
    return found


def test_the_same_settings_give_the_same_files() -> None:
    assert files() == files()


def test_a_browser_is_set_up_for_webrtc_and_a_telephone_is_not() -> None:
    pjsip = sections(files()["pjsip.conf"])
    assert pjsip["web7", "endpoint"]["webrtc"] == "yes"
    assert pjsip["web7", "endpoint"]["allow"].startswith("opus")
    assert "webrtc" not in pjsip["sip8", "endpoint"]
    assert pjsip["sip8", "endpoint"]["allow"] == "alaw,ulaw"
    assert pjsip["sip8", "auth"]["password"] == "sip-secret"
    assert pjsip["web7", "aor"]["remove_existing"] == "yes"


def test_telephones_cannot_dial_in_and_trunks_can() -> None:
    pjsip = sections(files()["pjsip.conf"])
    assert pjsip["web7", "endpoint"]["context"] == "nowhere"
    assert pjsip["gateway", "endpoint"]["context"] == "inbound"


def test_trunks_are_registered_or_known_by_address() -> None:
    text = files()["pjsip.conf"]
    pjsip = sections(text)
    assert pjsip["provider-account", "registration"]["contact_user"] == "74950001"
    account = pjsip["provider-account", "registration"]["outbound_auth"]
    assert pjsip[account, "auth"]["password"] == r"trunk\;secret"
    assert "match=192.0.2.7\nmatch=192.0.2.8\n" in text
    assert not [name for name, kind in pjsip if kind == "auth" and name.startswith("gateway")]


def test_a_value_cannot_break_out_of_its_line() -> None:
    assert safe("a;b") == r"a\;b"
    with pytest.raises(ValueError, match="control character"):
        files(Telephony(phones=(Phone("op\ncontext=inbound", "sip", "secret"),)))


def test_ports_and_address_come_from_the_settings() -> None:
    there = files(settings=Asterisk(bind="::1", sip_port=5077, http_port=8099, ari_password="a-long-generated-secret"))
    assert "bind=[::1]:5077" in there["pjsip.conf"]
    assert "bindport=8099" in there["http.conf"]
    assert "password=a-long-generated-secret" in there["ari.conf"]


def test_only_modules_that_exist_are_loaded() -> None:
    few = render(SETTINGS, TELEPHONY, Place(Path("/data")), RUNTIME, ["res_pjsip", "something_else"])["modules.conf"]
    assert [line for line in few.splitlines() if line.startswith("load")] == ["load=res_pjsip.so"]
    assert "autoload=no" in few


def test_only_what_changed_is_written_and_only_for_the_owner(tmp_path: Path) -> None:
    place = Place(tmp_path / "asterisk")
    assert set(write(place, files())) == set(files())
    assert write(place, files()) == []
    fewer = files(Telephony(TELEPHONY.phones))
    assert write(place, fewer) == ["pjsip.conf"]
    assert {path.stat().st_mode & 0o777 for path in place.etc.glob("*.conf")} == {0o600}


def test_a_trunk_behind_a_proxy_with_a_login_of_its_own() -> None:
    way = Trunk(
        "t", "registered", "sip.example.org", "line1", "s", "7495", auth_user="me", domain="example.org",
        proxy="sbc.example.org:5070", transport="tcp", dtmf="info", codecs="alaw",
    )  # fmt: skip
    text = files(Telephony(trunks=(way,)))["pjsip.conf"]
    pjsip = sections(text)
    endpoint, account = pjsip["t", "endpoint"], pjsip["t-account", "registration"]
    assert (endpoint["from_user"], endpoint["from_domain"]) == ("line1", "example.org")
    assert (endpoint["dtmf_mode"], endpoint["allow"]) == ("info", "alaw")
    through = r"sip:sbc.example.org:5070\;lr\;transport=tcp"
    assert endpoint["outbound_proxy"] == account["outbound_proxy"] == pjsip["t", "aor"]["outbound_proxy"] == through
    assert account["client_uri"] == "sip:line1@example.org"
    assert account["server_uri"] == r"sip:sip.example.org:5060\;transport=tcp"
    assert pjsip[account["outbound_auth"], "auth"]["username"] == "me"
    assert "match=sip.example.org\nmatch=sbc.example.org\n" in text
    assert int(pjsip["t", "aor"]["qualify_frequency"]) <= 60


def test_a_trunk_by_address_may_be_asked_for_a_password() -> None:
    way = Trunk("t", "address", "x.pstn.example.com, 192.0.2.0/30", "me", "s", domain="x.pstn.example.com")
    pjsip = sections(files(Telephony(trunks=(way,)))["pjsip.conf"])
    assert pjsip["t", "aor"]["contact"] == "sip:x.pstn.example.com:5060"
    assert pjsip[pjsip["t", "endpoint"]["outbound_auth"], "auth"]["username"] == "me"
    assert "from_user" not in pjsip["t", "endpoint"], "our number is shown, not the login"
    assert ("t-account", "registration") not in pjsip
