"""The set-up step that gives the robots their voices."""

from __future__ import annotations

import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gudok.city.voices import prompts
from gudok.city.voices.cast import Sentence, sentences
from gudok.city.voices.speaker import Speaker
from gudok.install.asterisk import DATA_FOLDERS, first_folder, load_runtime
from gudok.install.files import Stamp
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.step import SetupError

LAYOUT = 1


def folder(tools: Path) -> Path:
    """Where the sound files stand."""
    return tools / "voices"


class VoicesStep:
    """Speaks every sentence once, into `<tools>/voices`; the synthesizer itself is removed afterwards."""

    name = "voices"

    def __init__(self, tools: Path) -> None:
        self.tools = tools
        key = hashlib.sha256(repr((LAYOUT, sentences())).encode()).hexdigest()
        self.stamp = Stamp(folder(tools) / ".complete", key)

    def title(self) -> str:
        return tr("Voices of the robots (about 150 MB)", "Голоса роботов (около 150 МБ)")

    def is_done(self) -> bool:
        return self.stamp.is_set()

    def do(self, say: Say) -> None:
        # Named after what it shall hold: sentences spoken before an interruption count, those of other words do not.
        fresh = self.tools / f"voices.new-{self.stamp.key[:12]}"
        for other in set(self.tools.glob("voices.new*")) - {fresh}:
            shutil.rmtree(other)
        said = sentences()
        speaker = Speaker(self.tools / "speaker")
        try:
            speaker.bring(say)
            speak_all(speaker, said, fresh, say)
        except SetupError as error:
            say.line(f"{error} {tr('Robots speak with recorded prompts.', 'Роботы скажут записанные фразы.')}")
            prompts.speak(said, russian_prompts(self.tools), fresh)
        speaker.remove()
        shutil.rmtree(folder(self.tools), ignore_errors=True)
        fresh.rename(folder(self.tools))
        self.stamp.set()


def speak_all(speaker: Speaker, said: list[Sentence], target: Path, say: Say) -> None:
    """All sentences, as many at a time as there are processors; raises SetupError."""
    pool = ThreadPoolExecutor(os.cpu_count() or 1)
    try:
        for n, _ in enumerate(pool.map(lambda sentence: speaker.speak(sentence, target), said), start=1):
            say.detail(tr(f"{n} of {len(said)} sentences", f"фраза {n} из {len(said)}"))
    finally:
        # After Ctrl-C or a failure nobody waits for the sentences that were still to come.
        pool.shutdown(cancel_futures=True)


def russian_prompts(tools: Path) -> Path:
    """The folder of Asterisk's recorded prompts: the private one's, else an installed one's; raises SetupError."""
    try:
        data: Path | None = load_runtime(tools).data
    except SetupError:
        data = first_folder(DATA_FOLDERS)
    if data is None:
        raise SetupError(tr("Asterisk's prompts were not found.", "Не найдены записанные фразы Asterisk."))
    return data / "sounds" / "ru"
