"""Reading a table of any usual writing: CSV in three encodings, XLSX; whatever is hostile in it is refused in words."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from gudok.web.people.tables.cells import bare

if TYPE_CHECKING:
    Rows = Iterator[tuple[int, list[Any]]]
    """Line of the file and its cells: text, and from XLSX also numbers, dates, yes and no."""

LARGEST = 60_000_000
"""Bytes of a file."""
UNPACKED = 600_000_000
"""Bytes that a packed table may come to; a bomb comes to more."""
MOST_FILES = 1000
MOST_ROWS = 500_000
MOST_COLUMNS = 200
ENCODINGS = ("utf-8", "cp1251", "utf-16-le", "utf-16-be")
ALSO = ("cp866", "koi8-r")
"""Never guessed, for every file could be in them: chosen by who knows."""
DELIMITERS = (";", ",", "\t", "|")
_XLSX = b"PK\x03\x04"
_SAMPLE = 65_536
_HEAD = 4096


class TableError(Exception):
    """The file cannot be read as a table; the text says why."""


class Writing(NamedTuple):
    """How a file is written; an XLSX has neither encoding nor delimiter."""

    encoding: str = ""
    delimiter: str = ""

    @property
    def packed(self) -> bool:
        return not self.encoding


def guess(content: bytes) -> Writing:
    """How the file is written; raises TableError for what is no table."""
    if len(content) > LARGEST:
        raise TableError(_("The file is too large."))
    if content.startswith(_XLSX):
        _refuse_bombs(content)
        return Writing()
    encoding = _encoding(content)
    head = _text(content[:_SAMPLE], encoding, final=False).lstrip().split("\n", 1)[0]
    if not head.strip():
        raise TableError(_("The file is empty."))
    return Writing(encoding, max(DELIMITERS, key=head.count))


def rows(content: bytes, writing: Writing) -> Rows:
    """Every row with anything in it, the first with the columns' names; raises TableError."""
    lines = _sheet(content) if writing.packed else _lines(content, writing)
    for n, (line, cells) in enumerate(lines):
        if n > MOST_ROWS:
            raise TableError(_("At most %(n)d rows at once.") % {"n": MOST_ROWS})
        if len(cells) > MOST_COLUMNS:
            raise TableError(_("Line %(line)d: more than %(n)d columns.") % {"line": line, "n": MOST_COLUMNS})
        yield line, cells


def _encoding(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if content.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    sample = content[:_SAMPLE]
    # Delimiters and line ends are one byte and a zero in UTF-16, whatever the language.
    if sample.count(0) > len(sample) // 20:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    for encoding in ("utf-8", "cp1251"):
        try:
            _text(content, encoding)
        except TableError:
            continue
        return encoding
    raise TableError(_("This is not a text file."))


def _text(content: bytes, encoding: str, *, final: bool = True) -> str:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(content, final)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableError(_("Line %(line)d is not in this encoding.") % {"line": line}) from None
    return text.removeprefix("\ufeff")


def _lines(content: bytes, writing: Writing) -> Rows:
    text = _text(content, writing.encoding).replace("\0", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=writing.delimiter)
    try:
        for row in reader:
            cells = [bare(cell) for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        said = {"line": reader.line_num, "error": error}
        raise TableError(_("Line %(line)d cannot be read: %(error)s") % said) from None


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > UNPACKED:
                raise TableError(_("Unpacked, the file would be too large."))
            declared = any(_declares(packed, entry) for entry in entries)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise TableError(_("The file is broken.")) from None
    if declared:
        raise TableError(_("The file declares entities of its own, as no table's program does."))


def _declares(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part begins with a document type: the way to files of ours, and to texts that grow without end."""
    with packed.open(entry) as file:
        head = file.read(_HEAD).replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def _sheet(content: bytes) -> Rows:
    """The first sheet. Formulas come as their text: what a program once made of them is nobody's data."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [bare(cell.replace("\0", "")) if isinstance(cell, str) else cell for cell in row]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            if cells:
                yield line, cells
    except TableError:
        raise
    except Exception as error:  # a broken file fails in the library's ways, all of them
        raise TableError(_("The file is broken.")) from error
