"""The sounds that come with Asterisk: there in both languages, and a flow may say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from gudok.install.asterisk import load_runtime
from gudok.install.place import tools
from gudok.web.ivr import listening, queries, shape
from gudok.web.ivr.standard import SOUNDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User


@pytest.fixture
def sounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An Asterisk's folder of sounds, with a secret beside it."""
    folder = tmp_path / "sounds"
    for language in ("ru", "en"):
        (folder / language).mkdir(parents=True)
        (folder / language / "hello.wav").write_bytes(f"RIFF {language}".encode())
    (folder / "ru" / "tt-monkeys.wav").write_bytes(b"RIFF")
    (tmp_path / "secret.wav").write_bytes(b"secret")
    monkeypatch.setattr(listening, "folder", lambda: folder)
    return folder


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_is_there(language: str) -> None:
    folder = load_runtime(tools()).data / "sounds" / language
    assert [name for name in SOUNDS if not (folder / f"{name}.wav").is_file()] == []


@pytest.mark.django_db
def test_a_flow_may_say_them_and_the_editor_offers_them() -> None:
    nodes = {"bye": {"kind": "end", "sounds": ["auth-thankyou", "vm-goodbye"]}}
    flow = shape.read({"start": "bye", "nodes": nodes})
    known = shape.choices()
    assert shape.problems(flow, known) == []
    assert shape.for_core(flow, known) == flow
    offered = {one["code"] for one in queries.offered()["prompts"]}
    assert set(SOUNDS) <= offered


@pytest.mark.django_db
def test_they_are_listened_to_in_both_languages(sounds: Path, dave: User, sign_in: Callable[[User], Client]) -> None:
    offered = {one["code"]: one for one in queries.offered()["prompts"]}
    assert offered["hello"]["url"] == offered["hello"]["urls"]["ru"] == reverse("flow_sound", args=["ru", "hello"])
    assert (offered["beep"]["url"], offered["beep"]["urls"]) == ("", {}), "what is not there is not offered"
    for language, url in offered["hello"]["urls"].items():
        answer = sign_in(dave).get(url)
        assert (answer["Content-Type"], b"".join(answer)) == ("audio/wav", f"RIFF {language}".encode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("ru", "tt-monkeys"),
        ("ru", "..%2f..%2fsecret"),
        ("..", "secret"),
        ("ru", "hello.wav%00"),
        ("de", "hello"),
    ],
)
def test_nothing_else_of_the_machine_is_heard(
    sounds: Path, dave: User, sign_in: Callable[[User], Client], language: str, code: str
) -> None:
    answer = sign_in(dave).get(f"/setup/flows/sounds/{language}/{code}.wav")
    assert answer.status_code == 404
    assert listening.file_of(language, "../../secret") is None


@pytest.mark.django_db
def test_without_the_right_to_set_up_nothing_is_heard(
    sounds: Path, alice: User, sign_in: Callable[[User], Client]
) -> None:
    assert sign_in(alice).get(reverse("flow_sound", args=["ru", "hello"])).status_code == 403
