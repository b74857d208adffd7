"""All records in open formats: a CSV for each table, what its columns mean, and the recordings as they are (FLAC)."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction

from gudok.web.people.held.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gudok.settings import DataFolder

CHUNK = 2000
SECRET = frozenset({"password", "secret", "client_secret", "digest", "hash", "credential", "session", "key_hash"})
"""Columns that are nobody's to read, by name."""
NEVER = frozenset(
    {"accounts.totp", "accounts.passkey", "accounts.recoverycode", "accounts.invitation", "api.keptanswer"}
)
"""Tables of nothing but secrets, and of what is kept for machines."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(data: DataFolder, out: Path, *, personal: bool, recordings: bool) -> dict[str, int]:
    """Write the ZIP, whole or not at all; returns rows by table. Without `personal` customers' columns are empty."""
    part = out.with_name(f".{out.name}.part")
    part.unlink(missing_ok=True)
    rows: dict[str, int] = {}
    try:
        opened = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        with opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as packed:
            described: list[list[str]] = []
            # One picture of all tables, as they were at one moment (PostgreSQL: as near as its level allows).
            with transaction.atomic():
                for model in tables():
                    rows[model._meta.label_lower] = _table(packed, model, personal)
                    described += [_described(model, field, personal) for field in columns(model)]
            with packed.open("columns.csv", "w") as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
                head = ["table", "column", "type", "meaning", "of", "personal, left empty"]
                csv.writer(text).writerows([head, *described])
            for path in sorted(data.recordings.rglob("*.flac")) if recordings else ():
                packed.write(path, path.relative_to(data.path).as_posix(), zipfile.ZIP_STORED)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return rows


def tables() -> list[type[models.Model]]:
    """Every table of ours, the ones between two others, too."""
    found = apps.get_models(include_auto_created=True)
    ours = [model for model in found if model._meta.app_config.name.startswith("gudok.")]
    return [model for model in ours if model._meta.label_lower not in NEVER]


def columns(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in SECRET and not isinstance(field, models.BinaryField)
    ]


def hidden(model: type[models.Model], field: Any) -> bool:
    """Whether a column may tell of a customer: in a table that a room answers for, any text but what it names."""
    label = model._meta.label_lower
    part = next((part for part in parts() if label in part.models), None)
    if part is None or field.name in part.plain or field.primary_key or field.is_relation or field.choices:
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _table(packed: zipfile.ZipFile, model: type[models.Model], personal: bool) -> int:
    fields = columns(model)
    empty = {field.attname for field in fields if not personal and hidden(model, field)}
    names = [field.attname for field in fields]
    n = 0
    with (
        packed.open(f"{model._meta.label_lower}.csv", "w", force_zip64=True) as file,
        io.TextIOWrapper(file, "utf-8-sig", newline="") as text,
    ):
        writer = csv.writer(text)
        writer.writerow(names)
        for row in _rows(model, names):
            writer.writerow(["" if name in empty else _cell(value) for name, value in zip(names, row, strict=True)])
            n += 1
    return n


def _rows(model: type[models.Model], names: list[str]) -> Iterator[Any]:
    return model._default_manager.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, date):
        return value.isoformat()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    # No cell is a formula to the program that opens it.
    return f"'{text}" if text.startswith(FORMULA) else text


def _described(model: type[models.Model], field: Any, personal: bool) -> list[str]:
    of = field.related_model._meta.label_lower if field.is_relation else ""
    choices = "; ".join(f"{code} = {name}" for code, name in field.choices or ())
    meaning = " ".join(filter(None, (str(field.verbose_name), str(field.help_text), choices)))
    left_empty = "yes" if not personal and hidden(model, field) else ""
    return [model._meta.label_lower, field.attname, field.get_internal_type(), meaning, of, left_empty]
