from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soundfile
from django.core.files.uploadedfile import SimpleUploadedFile

from gudok.web.api.tests.helpers import Program
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(dave: User) -> Program:
    return Program(dave, "setup")


def tone(hertz: int = 440, kind: str = "WAV") -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, 0.5 * np.sin(np.arange(44_100) * hertz * 2 * np.pi / 44_100), 44_100, format=kind)
    return buffer.getvalue()


def send(program: Program, path: str, content: bytes, name: str = "", **headers: str) -> Any:
    """As a form with a file, which is how files are sent."""
    form: dict[str, Any] = {"file": SimpleUploadedFile("hello.wav", content)} | ({"name": name} if name else {})
    sent = {key.replace("_", "-"): value for key, value in headers.items()}
    return program.client.post(f"/api/v1/{path}", form, headers={"Authorization": f"Bearer {program.text}", **sent})


def test_a_sound_comes_in_is_heard_assigned_and_goes_only_unused(program: Program) -> None:
    made = send(program, "sounds", tone(kind="FLAC"), "Welcome")
    assert made.status_code == 201, made.content
    prompt = made.json()
    heard = program.get(f"prompts/{prompt['id']}/sound")
    assert heard.headers["Content-Type"] == "audio/wav"
    with wave.open(io.BytesIO(b"".join(heard.streaming_content))) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (8_000, 1)
        assert sound.getnframes() == pytest.approx(8_000, abs=8)
    queue = program.post("queues", {"name": "Sales"}).json()
    fields = [name for name in queue if name in {"greeting", "welcome", "music"}]
    assert fields, queue
    changed = program.ask("PATCH", f"queues/{queue['id']}", {fields[0]: prompt["id"]})
    assert changed.json()[fields[0]] == prompt["id"]
    (use,) = program.get(f"prompts/{prompt['id']}/uses").json()
    assert use == {"kind": "queues", "id": queue["id"], "name": "Sales", "field": fields[0]}
    assert program.ask("DELETE", f"prompts/{prompt['id']}").json()["code"] == "in_use"
    program.ask("PATCH", f"queues/{queue['id']}", {fields[0]: ""})
    assert program.get(f"prompts/{prompt['id']}/uses").json() == []
    assert program.ask("DELETE", f"prompts/{prompt['id']}").status_code == 204


def test_another_sound_keeps_the_name_and_the_tag_guards_it(program: Program) -> None:
    made = send(program, "sounds", tone(), "Welcome")
    before = Prompt.objects.get().file
    refused = send(program, f"prompts/{made.json()['id']}/sound", tone(880), If_Match='"other"')
    assert refused.status_code == 412
    done = send(program, f"prompts/{made.json()['id']}/sound", tone(880), If_Match=made.headers["ETag"])
    assert (done.status_code, done.json()["name"]) == (200, "Welcome")
    assert Prompt.objects.get().file != before


def test_what_is_no_sound_is_refused_in_words(program: Program) -> None:
    for content in (b"", b"RIFF....WAVE", b"\xff" * 5_000):
        answer = send(program, "sounds", content, "Noise")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), answer.content
    assert program.post("sounds", {"name": "x"}).status_code == 422
    assert send(program, "sounds", tone()).status_code == 422
    assert not Prompt.objects.exists()


def test_a_repeated_upload_happens_once_however_large(program: Program) -> None:
    large = tone() * 40
    first = send(program, "sounds", tone(), "One", Idempotency_Key="k1")
    again = send(program, "sounds", tone(), "One", Idempotency_Key="k1")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert first.json() == again.json()
    assert send(program, "sounds", tone(880), "One", Idempotency_Key="k1").json()["code"] == "key_reused"
    assert len(large) > 2_621_440
    assert send(program, "sounds", large, "Two", Idempotency_Key="k2").status_code in {201, 422}


def test_bob_and_a_token_without_the_scope_send_nothing(bob: User, dave: User) -> None:
    for program in (Program(bob, "setup"), Program(dave, "calls:read")):
        assert send(program, "sounds", tone(), "Welcome").status_code == 403
