"""Prompts spoken by a real synthesizer, heard before they are saved."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pytest
import soundfile
from django.urls import reverse

from gudok.settings import DataFolder, Speech
from gudok.web.prompts import convert, files, speak
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
SHORT, LONG = "Алло.", "Здравствуйте! Вы позвонили в магазин. Все операторы заняты, пожалуйста, подождите."


@pytest.fixture(autouse=True)
def espeak(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that the tests' set-up brings speaks, whatever else this machine has."""
    assert shutil.which("espeak-ng"), "no espeak-ng: ./gudok setup --tests"
    settings.DATA = DataFolder(tmp_path)
    only = {language: lines[-1:] for language, lines in speak.KNOWN.items()}
    monkeypatch.setattr(speak, "KNOWN", only)
    speak.preview.cache_clear()


def sound(content: bytes) -> np.ndarray:
    samples, rate = soundfile.read(io.BytesIO(content))
    assert rate == convert.RATE
    assert samples.ndim == 1
    return samples


def test_a_text_becomes_a_sound_for_telephones(settings: Any) -> None:
    short, long = sound(speak.preview(SHORT)), sound(speak.preview(LONG))
    assert len(short) / convert.RATE > 0.3
    assert len(long) > 3 * len(short), "all of it is spoken"
    loud = long[np.abs(long) > 0.02]
    assert 0.03 < float(np.sqrt(np.mean(loud**2))) < 0.3, "at the level of speech"
    # A voice is not a tone: its power is spread over the telephone's band.
    power = np.abs(np.fft.rfft(long)) ** 2
    assert power.max() / power.sum() < 0.2
    english = msgspec.structs.replace(settings.GUDOK.asterisk, language="en")
    settings.GUDOK = msgspec.structs.replace(settings.GUDOK, asterisk=english)
    assert speak.commands()[0].startswith("espeak-ng -v en")


def test_one_that_has_no_voice_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {language: ("false -o {wav}", *lines) for language, lines in speak.KNOWN.items()}
    monkeypatch.setattr(speak, "KNOWN", known)
    assert len(speak.commands()) == 2
    assert len(sound(speak.preview(SHORT))) > 0


def test_it_is_heard_before_it_is_saved(dave: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(dave)
    page = client.get("/setup/prompts/new/").content.decode()
    assert reverse("prompt_preview") in page
    told = client.get(reverse("prompt_preview"), {"text": f"{LONG} 100% & «да»"}).content.decode()
    assert "<audio" in told
    address = told.split('src="')[1].split('"')[0].replace("&amp;", "&")
    heard = client.get(address)
    assert heard["Content-Type"] == "audio/wav"
    assert not Prompt.objects.exists()
    assert not list(files.path(files_data(), "x").parent.glob("*.wav")), "nothing is kept"
    assert client.post("/setup/prompts/new/", {"name": "Ждите", "text": f"{LONG} 100% & «да»"}).status_code == 302
    kept = files.path(files_data(), Prompt.objects.get().file).read_bytes()
    assert kept == heard.content, "what was heard is what callers hear"


def files_data() -> DataFolder:
    from django.conf import settings

    return settings.DATA


def test_a_synthesizer_that_fails_says_so(dave: User, sign_in: Callable[[User], Client], settings: Any) -> None:
    settings.GUDOK = msgspec.structs.replace(settings.GUDOK, speech=Speech("sh -c 'echo no voice >&2; exit 3' {wav}"))
    told = sign_in(dave).get(reverse("prompt_preview"), {"text": "Проба"}).content.decode()
    assert "no voice" in told
    assert "<audio" not in told
