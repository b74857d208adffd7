"""A set-up with its sounds: an archive or a folder of `setup.toml` and `sounds/<checksum>.wav`.

A sound's name is the beginning of its SHA-256, in the rows as in the files: so a document tells by itself whether a
sound is another, and a file whose content does not fit its name is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import soundfile
from django.utils.translation import gettext as _

from gudok.install.files import write_atomic
from gudok.web.prompts.convert import LARGEST, RATE
from gudok.web.prompts.files import hand_over, path
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gudok.settings import DataFolder
    from gudok.web.setup.document.words import Document

SETUP, SOUNDS = "setup.toml", "sounds"
SOUND = re.compile(r"^sounds/([0-9a-f]{16,40})\.wav$")
ARCHIVE = ".zip"
WHEN = (1980, 1, 1, 0, 0, 0)
"""The date in an archive: the same set-up gives the same bytes."""


class Bundle(NamedTuple):
    """The document's text, and sounds by name; without any where the file was a document alone."""

    text: str
    sounds: Mapping[str, bytes] = {}


def gather(document: Document, data: DataFolder) -> dict[str, bytes]:
    """The sounds that a document names; raises BadDocumentError for one that is missing."""
    found, problems = {}, []
    for key, name in named(document):
        try:
            found[name] = path(data, name).read_bytes()
        except OSError:
            problems.append(Problem(_("The sound file is missing in the data folder."), "prompts", key, "file"))
    if problems:
        raise BadDocumentError(problems)
    return found


def write(target: Path, bundle: Bundle, mode: int) -> None:
    """To an archive when the target is called .zip, else into a folder, whose other files stay."""
    if target.suffix == ARCHIVE:
        write_atomic(target, packed(bundle), mode)
        return
    for name, content in files_of(bundle).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(target / name, content, mode)


def files_of(bundle: Bundle) -> dict[str, bytes]:
    """By name in the archive or the folder."""
    return {SETUP: bundle.text.encode()} | {f"{SOUNDS}/{name}.wav": bundle.sounds[name] for name in bundle.sounds}


def packed(bundle: Bundle) -> bytes:
    """As an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files_of(bundle).items()):
            archive.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def read(source: Path, most: int = 0) -> Bundle:
    """From an archive, a folder, or a document alone; raises OSError, UnicodeDecodeError, BadDocumentError.

    `most`: how many bytes an archive may hold when it is unpacked; 0: any number.
    """
    if source.is_dir():
        sounds = {file.stem: file.read_bytes() for file in sorted((source / SOUNDS).glob("*.wav"))}
        return Bundle((source / SETUP).read_text(encoding="utf-8"), sounds)
    if not zipfile.is_zipfile(source):
        return Bundle(source.read_text(encoding="utf-8"))
    try:
        with zipfile.ZipFile(source) as archive:
            return unpacked(archive, most)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:  # RuntimeError: it asks for a password
        raise BadDocumentError([Problem(_("The archive cannot be read."))]) from error


def unpacked(archive: zipfile.ZipFile, most: int) -> Bundle:
    """What an archive holds; raises as `read`."""
    names = {info.filename: info for info in archive.infolist()}
    if SETUP not in names:
        raise BadDocumentError([Problem(_("There is no %(name)s in the archive.") % {"name": SETUP})])
    large = [name for name, info in names.items() if info.file_size > LARGEST]
    if large:
        raise BadDocumentError([Problem(f"{name}: {_('The file is too large.')}") for name in large])
    if most and sum(info.file_size for info in names.values()) > most:
        raise BadDocumentError([Problem(_("The file is too large."))])
    sounds = {found[1]: archive.read(name) for name in names if (found := SOUND.match(name))}
    return Bundle(archive.read(SETUP).decode(), sounds)


def checked(bundle: Bundle, data: DataFolder) -> Document:
    """The document, when it and the sounds that came along are whole; raises BadDocumentError."""
    document = from_toml(bundle.text)
    problems = faults(bundle, document, data)
    if problems:
        raise BadDocumentError(problems)
    return document


def faults(bundle: Bundle, document: Document, data: DataFolder) -> list[Problem]:
    """Sounds whose content is not what their name says, and, where sounds came along, those that are nowhere."""
    broken = [name for name, content in bundle.sounds.items() if not sha256(content).hexdigest().startswith(name)]
    told = _("The sound %(name)s was changed: its checksum is another.")
    problems = [Problem(told % {"name": name}, "prompts") for name in broken]
    odd = [name for name, content in bundle.sounds.items() if name not in broken and not is_telephones(content)]
    problems += [Problem(_("%(name)s is no sound for telephones.") % {"name": name}, "prompts") for name in odd]
    if bundle.sounds:
        gone = [(key, name) for key, name in named(document) if name not in bundle.sounds]
        problems += [
            Problem(
                _("The sound %(name)s is neither here nor in the archive.") % {"name": name}, "prompts", key, "file"
            )
            for key, name in gone
            if not path(data, name).exists()
        ]
    return problems


def is_telephones(content: bytes) -> bool:
    """Whether a file is what the telephony plays: WAV, 8 kHz, one channel."""
    try:
        found = soundfile.info(io.BytesIO(content))
    except soundfile.LibsndfileError:
        return False
    return (found.format, found.samplerate, found.channels) == ("WAV", RATE, 1)


def new_sounds(bundle: Bundle, document: Document, data: DataFolder) -> list[str]:
    """The prompts whose sound comes along and is not here yet, by name."""
    rows = document.get("prompts", {})
    return [
        str(rows[key].get("name", key))
        for key, name in named(document)
        if name in bundle.sounds and not path(data, name).exists()
    ]


def bring(bundle: Bundle, document: Document, data: DataFolder) -> None:
    """Put the sounds that the document names into the data folder, and where the telephony plays them."""
    for _key, name in named(document):
        if name in bundle.sounds and not path(data, name).exists():
            path(data, name).parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path(data, name), bundle.sounds[name], 0o600)
            hand_over(data, name)


def named(document: Document) -> Iterator[tuple[str, str]]:
    """Each prompt's key and the name of its sound."""
    for key, row in document.get("prompts", {}).items():
        if row.get("file"):
            yield key, str(row["file"])
