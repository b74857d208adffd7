"""Prompts: any sound in, the telephone's sound out; what is in use cannot be deleted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pytest
import soundfile
from django.core.files.uploadedfile import SimpleUploadedFile

from gudok.settings import DataFolder, Speech
from gudok.web.prompts import convert, files
from gudok.web.setup import actions, queries
from gudok.web.setup.models import Queue
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> DataFolder:
    settings.DATA = DataFolder(tmp_path)
    return settings.DATA


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client], data: DataFolder) -> Client:
    return sign_in(dave)


def tone(rate: int = 44_100, seconds: float = 1.5, hertz: float = 440, kind: str = "WAV", channels: int = 1) -> bytes:
    wave = 0.4 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)
    buffer = io.BytesIO()
    subtype = {"OGG": "VORBIS", "MP3": "MPEG_LAYER_III"}.get(kind, "PCM_16")
    soundfile.write(buffer, np.column_stack([wave] * channels), rate, format=kind, subtype=subtype)
    return buffer.getvalue()


def loudest(samples: np.ndarray) -> float:
    """The strongest frequency, in hertz."""
    return float(np.fft.rfftfreq(len(samples), 1 / convert.RATE)[np.abs(np.fft.rfft(samples)).argmax()])


@pytest.mark.parametrize(("rate", "kind", "channels"), [
    (8_000, "WAV", 1), (16_000, "WAV", 2), (44_100, "FLAC", 1), (48_000, "OGG", 2), (44_100, "MP3", 2),
    (11_025, "WAV", 1),
])  # fmt: skip
def test_any_sound_becomes_the_telephones(rate: int, kind: str, channels: int) -> None:
    made = convert.telephone_sound(io.BytesIO(tone(rate, 1.5, 440, kind, channels)))
    assert abs(len(made) - 12_000) < 1_000
    assert abs(loudest(made) - 440) < 2
    assert np.abs(made).max() <= convert.PEAK + 0.01


def test_what_8_khz_cannot_carry_is_gone_and_not_folded_down() -> None:
    low, high = tone(48_000, 3, 300), tone(48_000, 3, 5_000)
    both = io.BytesIO()
    mixed = soundfile.read(io.BytesIO(low))[0] + soundfile.read(io.BytesIO(high))[0]
    soundfile.write(both, mixed * 0.9, 48_000, format="WAV")
    made = convert.telephone_sound(io.BytesIO(both.getvalue()))
    spectrum = np.abs(np.fft.rfft(made))
    at = np.fft.rfftfreq(len(made), 1 / convert.RATE)
    assert spectrum[(at > 2_500) & (at < 3_500)].max() < spectrum.max() / 300


def test_blocks_join_without_a_seam() -> None:
    made = convert.resampled(np.sin(2 * np.pi * 500 * np.arange(44_100 * 21) / 44_100), 44_100)
    ideal = np.sin(2 * np.pi * 500 * np.arange(len(made)) / 8_000)
    assert len(made) == 8_000 * 21
    assert np.abs(made - ideal)[100:-100].max() < 0.01


@pytest.mark.parametrize("bad", [
    b"", b"no sound at all", tone(8_000, 0.05), tone()[:30],
    tone(8_000, 1.0, 0.0),
])  # fmt: skip
def test_what_is_no_sound_is_refused_in_words(bad: bytes) -> None:
    with pytest.raises(convert.BadSoundError) as told:
        convert.telephone_sound(io.BytesIO(bad))
    assert str(told.value)


def test_a_sound_too_long_is_refused_without_reading_it() -> None:
    buffer = io.BytesIO()
    soundfile.write(buffer, np.zeros(8_000 * 601, dtype=np.int16), 8_000, format="FLAC", subtype="PCM_16")
    with pytest.raises(convert.BadSoundError, match="601"):
        convert.telephone_sound(io.BytesIO(buffer.getvalue()))


def test_dave_uploads_a_welcome_and_the_telephony_finds_it(client: Client, data: DataFolder) -> None:
    sent = {"name": "Приветствие", "upload": SimpleUploadedFile("hello.ogg", tone(kind="OGG"))}
    assert client.post("/setup/prompts/new/", sent).status_code == 302
    prompt = Prompt.objects.get()
    assert (prompt.source, prompt.code) == ("uploaded", "privetstvie")
    assert abs(prompt.ms - 1_500) < 100
    spool = data.asterisk / "spool"
    assert soundfile.info(spool / "recording" / f"{prompt.file}.wav").samplerate == 8_000
    assert (spool / "music" / prompt.file / f"{prompt.file}.wav").exists()
    page = client.get(f"/setup/prompts/{prompt.pk}/")
    assert page.context["wave"].startswith("M0 ")
    heard = client.get(f"/setup/prompts/{prompt.pk}/sound.wav")
    assert heard.getvalue()[:4] == b"RIFF"


def test_a_fault_of_the_sound_stands_at_its_field(client: Client) -> None:
    sent = {"name": "A", "upload": SimpleUploadedFile("a.mp3", b"nothing")}
    assert "upload" in client.post("/setup/prompts/new/", sent).context["form"].errors
    assert "upload" in client.post("/setup/prompts/new/", {"name": "A"}).context["form"].errors
    assert not Prompt.objects.exists()


def test_a_text_is_spoken_by_the_program_of_the_settings(client: Client, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "voice.wav").write_bytes(tone())
    command = f"sh -c 'cat > {tmp_path}/said; cp {tmp_path}/voice.wav \"$0\"' {{wav}}"
    settings.GUDOK = msgspec.structs.replace(settings.GUDOK, speech=Speech(command))
    client.post("/setup/prompts/new/", {"name": "Закрыто", "text": "Мы закрыты."})
    prompt = Prompt.objects.get()
    assert (prompt.source, prompt.text) == ("spoken", "Мы закрыты.")
    assert (tmp_path / "said").read_text() == "Мы закрыты."


def test_a_synthesizer_that_fails_says_so(client: Client, settings: Any) -> None:
    failing = Speech("sh -c 'echo no such voice >&2; exit 1' {wav}")
    settings.GUDOK = msgspec.structs.replace(settings.GUDOK, speech=failing)
    page = client.post("/setup/prompts/new/", {"name": "A", "text": "Слова"})
    assert "no such voice" in str(page.context["form"].errors["text"])


def test_a_prompt_in_use_is_not_deleted_and_says_where(client: Client, dave: User, data: DataFolder) -> None:
    name, ms = files.keep(data, convert.telephone_sound(io.BytesIO(tone())))
    prompt = actions.save_row(dave, Prompt, None, {"name": "Welcome", "file": name, "ms": ms})
    queue = actions.save_row(dave, Queue, None, {"name": "Sales", "welcome": prompt, "music": prompt})
    client.post(f"/setup/prompts/{prompt.pk}/delete/")
    assert Prompt.objects.exists()
    assert len(client.get(f"/setup/prompts/{prompt.pk}/").context["users"]) == 2
    (rules,) = queries.settings_document().queues
    assert (rules.welcome, rules.music) == ((f"own/{name}",), name)
    assert queries.telephony_document().music == (name,)
    actions.save_row(dave, Queue, queue.pk, {"welcome": None, "music": None})
    client.post(f"/setup/prompts/{prompt.pk}/delete/")
    assert not Prompt.objects.exists()


def test_sounds_are_handed_over_again_when_the_telephonys_folder_was_lost(data: DataFolder) -> None:
    name, _ = files.keep(data, convert.telephone_sound(io.BytesIO(tone())))
    copy = data.asterisk / "spool" / "recording" / f"{name}.wav"
    copy.unlink()
    files.hand_over_all(data)
    assert copy.exists()
