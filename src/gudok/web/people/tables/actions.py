"""Steps of an import; what a worker does it does in batches, each with its progress in one transaction."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.audit.actions import write_change
from gudok.web.people.tables import reading
from gudok.web.people.tables.batch import Read, Reader, plan
from gudok.web.people.tables.columns import columns, matched
from gudok.web.people.tables.models import CustomerImport, ImportedFile
from gudok.web.people.tables.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

AT_ONCE = 1000
"""Rows of one transaction: about a second."""
MOST_ERRORS = 1000
KEPT = timedelta(days=7)
"""Files nobody took in are forgotten then; what became of them stays."""
State = CustomerImport.State
CHOOSING = (State.MATCHING, State.TRIED, State.STOPPED)
"""While it may still be said how the file is read."""


class StoppedError(Exception):
    """Somebody has stopped the import, another worker has it, or this one ends."""


@transaction.atomic
def stage(actor: User, name: str, content: bytes, writing: reading.Writing | None = None) -> CustomerImport:
    """Take a file in and guess its columns; raises TableError. `writing` where the guess was wrong."""
    writing = writing or reading.guess(content)
    heads = _heads(content, writing)
    found = matched(heads)
    made = CustomerImport.objects.create(
        by=actor, name=name[:120], encoding=writing.encoding, delimiter=writing.delimiter, heads=heads, columns=found,
        key=_key(found),
    )  # fmt: skip
    ImportedFile.objects.filter(of__at__lt=timezone.now() - KEPT).delete()
    ImportedFile.objects.create(of=made, content=content)
    return made


def sample(found: CustomerImport, most: int) -> list[list[str]]:
    """The first rows as they stand in the file."""
    rows = reading.rows(bytes(found.file.content), writing_of(found))
    return [["" if cell is None else str(cell)[:80] for cell in cells] for _line, cells in islice(rows, 1, most + 1)]


def writing_of(found: CustomerImport) -> reading.Writing:
    return reading.Writing(found.encoding, found.delimiter)


@transaction.atomic
def reread(found: CustomerImport, writing: reading.Writing) -> None:
    """The encoding or the delimiter was guessed wrongly: read it by these. TableError, and it stays as it was."""
    content = bytes(found.file.content)
    heads = _heads(content, writing)
    columns = matched(heads)
    CustomerImport.objects.filter(pk=found.pk, state__in=CHOOSING).update(
        encoding=writing.encoding, delimiter=writing.delimiter, heads=heads, columns=columns, key=_key(columns),
        state=State.MATCHING, done=0, total=0, counts={}, errors=[], error="",
    )  # fmt: skip


def _heads(content: bytes, writing: reading.Writing) -> list[str]:
    heads = [str(cell or "")[:120] for cell in next(reading.rows(content, writing), (0, []))[1]]
    if not any(heads):
        raise reading.TableError(_("The file is empty."))
    return heads


def _key(columns: list[str]) -> str:
    return next((key for key in ("phones", "emails") if key in columns), "")


def match(found: CustomerImport, chosen: list[str], key: str) -> None:
    """The columns are chosen: let the worker try the table."""
    CustomerImport.objects.filter(pk=found.pk, state__in=CHOOSING).update(
        columns=chosen, key=key, state=State.TRYING, done=0, total=0, counts={}, errors=[], error=""
    )


def take(found: CustomerImport) -> bool:
    """Let the worker take the tried table in; False when it is not tried."""
    tried = CustomerImport.objects.filter(pk=found.pk, state=State.TRIED)
    return bool(tried.update(state=State.TAKING, done=0, counts={}, errors=[]))


def stop(found: CustomerImport) -> bool:
    """Let it be; what was taken in stays."""
    going = CustomerImport.objects.filter(pk=found.pk, state__in=(State.TRYING, State.TAKING))
    return bool(going.update(state=State.STOPPED, ended_at=timezone.now()))


def work(found: CustomerImport, stopped: Callable[[], bool]) -> None:
    """Try the table, or take it in, from where it stands to the end; raises StoppedError, TableError."""
    known = {column.name: column for column in columns()}
    reader = Reader([known.get(name) for name in found.columns], found.key)
    rows = reading.rows(bytes(found.file.content), writing_of(found))
    next(rows, None)
    done = found.done
    # Rows that are done are read again, for their keys must not come twice.
    for line, cells in islice(rows, done):
        reader.read(line, cells)
    while batch := [reader.read(line, cells) for line, cells in islice(rows, AT_ONCE)]:
        if stopped():
            raise StoppedError
        done = _step(found, reader, batch, done)
    _finish(found, done)


@transaction.atomic
def _step(found: CustomerImport, reader: Reader, batch: list[Read], done: int) -> int:
    row = CustomerImport.objects.select_for_update().get(pk=found.pk)
    if (row.state, row.done) != (found.state, done):
        raise StoppedError
    planned = plan(reader, batch)
    if row.state == State.TAKING:
        write(row.by, planned)
    for one in planned:
        row.counts[one.change] = row.counts.get(one.change, 0) + 1
    wrong = [[one.read.line, name, text] for one in planned for name, text in one.read.errors.items()]
    row.errors = (row.errors + wrong)[:MOST_ERRORS]
    row.done = done + len(batch)
    row.save(update_fields=["counts", "errors", "done"])
    return row.done


@transaction.atomic
def _finish(found: CustomerImport, done: int) -> None:
    row = CustomerImport.objects.select_for_update().get(pk=found.pk)
    if row.state != found.state:
        raise StoppedError
    values: dict[str, Any] = {"total": done, "ended_at": timezone.now()}
    if row.state == State.TAKING:
        write_change(row.by, "customers.imported", row, {}, row.counts)
        ImportedFile.objects.filter(of=row).delete()
        values["state"] = State.DONE
    else:
        values["state"] = State.TRIED
    CustomerImport.objects.filter(pk=row.pk).update(**values)


def fail(found: CustomerImport, error: str) -> None:
    CustomerImport.objects.filter(pk=found.pk).update(state=State.FAILED, error=error[:2000], ended_at=timezone.now())
