from __future__ import annotations

import re
import socket
import stat
from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec.structs import replace

from gudok.settings import DataFolder, Settings, SettingsError, Web, generate, load, load_or_create, save
from gudok.settings.sections import description


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_the_first_run_makes_a_file_for_its_owner_only_and_the_next_reads_the_same(data: DataFolder) -> None:
    first = load_or_create(data)
    assert load_or_create(data) == first
    assert stat.S_IMODE(data.settings.stat().st_mode) == 0o600
    assert stat.S_IMODE(data.path.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match=r"data folder .* cannot be used \(Not a directory\)"):
        load_or_create(DataFolder(tmp_path / "file" / "data"))


def test_every_installation_has_secrets_of_its_own() -> None:
    one, two = generate(), generate()
    assert one.web.secret_key != two.web.secret_key
    assert one.asterisk.ari_password != two.asterisk.ari_password


def test_what_is_saved_is_what_is_loaded(data: DataFolder) -> None:
    data.make()
    settings = generate()
    odd = replace(settings.database, url='postgresql://u:"quoted"@h/база')
    settings = replace(settings, database=odd, web=replace(settings.web, public_url="https://кц.example"))
    save(settings, data.settings)
    assert load(data.settings) == settings


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[web]\nprt = 1", ["[web] prt is unknown", "bind, port, public_url, secret_key"]),
        ("[wbe]\n", ["[wbe] is unknown", "web, asterisk, database, company"]),
        ("web = 1", ["web must be a section"]),
        ("[web]\nport = 0", ["[web] port", "1 to 65535"]),
        ('[web]\nport = "eighty"', ["[web] port", "1 to 65535"]),
        ('[web]\nbind = "everywhere"', ["[web] bind", "an IP address"]),
        ('[web]\npublic_url = "example.org"', ["[web] public_url"]),
        ('[asterisk]\nlanguage = "Russian"', ["[asterisk] language", "ru or en"]),
        ('[database]\nurl = "mysql://x"', ["[database] url", "postgresql://"]),
        ("port = ", ["not a TOML file"]),
        ('[ice]\nstun = ["stun.example.com"]', ["[ice] stun", "stun:stun.example.com:3478"]),
        ('[ice]\nturn = "turn:x"', ["[ice] turn", "turn:turn.example.com:3478"]),
        ("[ice]\nturn_hours = 49", ["[ice] turn_hours", "1 to 48"]),
        ('[ice]\nturn = ["turn:turn.example.com"]', ["[ice] turn needs turn_secret"]),
        ("[ice]\nrelay_only = true", ["[ice] relay_only needs a server"]),
    ],
)
def test_a_wrong_line_is_refused_with_the_file_the_key_and_what_is_allowed(
    data: DataFolder, line: str, told: list[str]
) -> None:
    data.make()
    whole = {"web": "[web]\n", "asterisk": "[asterisk]\n"}
    others = "".join(text for name, text in whole.items() if f"[{name}]" not in line and not line.startswith(name))
    data.settings.write_text(f"{line}\n{others}")
    with pytest.raises(SettingsError) as refused:
        load(data.settings)
    for part in [str(data.settings), *told]:
        assert part in str(refused.value)


RUSSIAN = [
    ("[web]\nprt = 1", "ключа prt в разделе [web] нет; есть ключи: bind, port, public_url, secret_key."),
    ("[wbe]\n", "раздела [wbe] нет; есть разделы: web, asterisk,"),
    ("web = 1", "web должен быть разделом: [web]."),
    ("[web]\nport = 0", "[web] port: значение не подходит; допустимо: порт TCP, от 1 до 65535."),
    ('[ice]\nstun = ["x"]', '[ice] stun: значение не подходит; допустимо: серверы STUN, например ["stun:'),
    ("port = ", "это не файл TOML: "),
]


@pytest.mark.parametrize(("line", "told"), RUSSIAN)
def test_who_reads_russian_is_told_in_russian(
    data: DataFolder, line: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    data.make()
    others = "".join(f"[{name}]\n" for name in ("web", "asterisk") if name not in line)
    data.settings.write_text(f"{line}\n{others}")
    with pytest.raises(SettingsError) as refused:
        load(data.settings)
    assert told in str(refused.value)


def test_every_key_is_told_in_both_languages_also_in_the_file(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = {(kind, key): description(kind, key) for kind, key in every_key()}
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    load_or_create(data)
    written = data.settings.read_text()
    for (kind, key), told in english.items():
        assert re.search("[А-Яа-я]", description(kind, key)) or key == "security"
        assert f"# {description(kind, key)}\n{key} = " in written
        assert not re.search("[А-Яа-я]", told)


def every_key() -> list[tuple[type, str]]:
    sections = get_type_hints(Settings)
    return [(kind, key) for kind in sections.values() for key in kind.__struct_fields__]


def test_voice_ports_must_be_a_range(data: DataFolder) -> None:
    data.make()
    settings = generate()
    save(replace(settings, asterisk=replace(settings.asterisk, rtp_start=20000, rtp_end=10000)), data.settings)
    with pytest.raises(SettingsError, match="rtp_start must be lower"):
        load(data.settings)


def test_the_whole_network_needs_the_address_that_people_type(data: DataFolder) -> None:
    data.make()
    settings = generate()
    save(replace(settings, web=replace(settings.web, bind="0.0.0.0")), data.settings)
    with pytest.raises(SettingsError, match="needs public_url"):
        load(data.settings)


@pytest.mark.parametrize(
    ("bind", "public", "url", "host"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8000", "127.0.0.1"),
        ("192.168.1.5", "", "http://192.168.1.5:8000", "192.168.1.5"),
        ("fd00::5", "", "http://[fd00::5]:8000", "[fd00::5]"),
        ("::", "https://calls.example", "https://calls.example", "calls.example"),
    ],
)
def test_the_web_answers_to_the_address_that_is_told(bind: str, public: str, url: str, host: str) -> None:
    web = Web(bind=bind, public_url=public)
    assert (web.url, web.hosts[0]) == (url, host)


def test_the_web_answers_to_the_supervisor_who_asks_the_bound_address() -> None:
    web = Web(bind="192.168.1.5", public_url="https://calls.example")
    assert web.hosts == ["calls.example", "192.168.1.5", "localhost", "127.0.0.1", "[::1]"]


def test_ports_that_are_taken_are_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = {
        (socket.SOCK_STREAM, 8000),
        (socket.SOCK_DGRAM, 5060),
        (socket.SOCK_STREAM, 8088),
        (socket.SOCK_DGRAM, 15000),
    }
    monkeypatch.setattr("gudok.ports.can_bind", lambda _address, port, kind: (kind, port) not in taken)
    settings = generate()
    assert settings.web.port == 8001
    assert settings.asterisk.sip_port == 5070
    assert settings.asterisk.http_port == 8089
    assert (settings.asterisk.rtp_start, settings.asterisk.rtp_end) == (20000, 30000)
