"""Sound files for the telephone, and what becomes of a set-up without a synthesizer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from gudok.city.voices import prompts, sound, step
from gudok.city.voices.cast import sentences
from gudok.city.voices.speaker import Speaker
from gudok.install.say import Say
from gudok.install.step import SetupError


def tone(hz: float, rate: int, seconds: float = 1.0, level: float = 0.4) -> sound.Samples:
    return level * np.sin(2 * np.pi * hz * np.arange(round(rate * seconds)) / rate)


def rms(samples: sound.Samples) -> float:
    return float(np.sqrt(np.mean(samples**2)))


def test_what_a_telephone_cannot_carry_is_gone_and_the_rest_stays() -> None:
    kept = sound.at_8k(tone(1000, 24_000), 24_000)[200:-200]
    lost = sound.at_8k(tone(5000, 24_000), 24_000)[200:-200]
    assert rms(kept) == pytest.approx(0.4 / np.sqrt(2), rel=0.02)
    assert rms(lost) < 0.004
    with pytest.raises(ValueError, match="44100"):
        sound.at_8k(tone(1000, 44_100), 44_100)


@pytest.mark.parametrize("level", [0.02, 0.3, 0.95])
def test_every_voice_is_equally_loud_and_starts_at_once(tmp_path: Path, level: float) -> None:
    silence = np.zeros(24_000)
    path = tmp_path / "deep" / "voice.wav"
    sound.save(np.concatenate([silence, tone(400, 24_000, level=level), silence]), 24_000, path)
    samples, rate = sound.load(path)
    assert rate == sound.RATE
    assert len(samples) / rate == pytest.approx(1.1, abs=0.02)
    assert rms(samples) == pytest.approx(sound.LEVEL, rel=0.1)
    assert [found.name for found in path.parent.iterdir()] == ["voice.wav"]


def test_silence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="silence"):
        sound.save(np.zeros(8000), 8000, tmp_path / "voice.wav")


def put_prompts(folder: Path) -> None:
    folder.mkdir(parents=True)
    for n, name in enumerate(prompts.NAMES[:3]):
        soundfile.write(folder / f"{name}.wav", tone(300 + 100 * n, 8000, seconds=2 + n * 4), 8000)


def test_prompts_stand_in_for_every_sentence(tmp_path: Path) -> None:
    put_prompts(tmp_path / "ru")
    prompts.speak(sentences(), tmp_path / "ru", tmp_path / "voices")
    for sentence in sentences():
        assert soundfile.info(tmp_path / "voices" / f"{sentence.path}.wav").duration <= prompts.LONGEST_S + 0.1
    with pytest.raises(SetupError):
        prompts.speak(sentences(), tmp_path / "nowhere", tmp_path / "voices")


def test_set_up_goes_on_without_a_synthesizer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Runtime:
        data = tmp_path

    def bring(speaker: Speaker, say: Say) -> None:
        raise SetupError("no archive")

    put_prompts(tmp_path / "sounds" / "ru")
    monkeypatch.setattr(Speaker, "bring", bring)
    monkeypatch.setattr(step, "load_runtime", lambda tools: Runtime)
    voices = step.VoicesStep(tmp_path / "tools")
    assert not voices.is_done()
    voices.do(Say())
    assert voices.is_done()
    assert (step.folder(tmp_path / "tools") / f"{sentences()[0].path}.wav").exists()
    assert not (tmp_path / "tools" / "speaker").exists()
