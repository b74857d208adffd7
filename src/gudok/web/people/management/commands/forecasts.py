"""`gudok manage forecasts FILE`: a model's forecasts for customers, taken from a CSV file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from gudok.web.people import actions, numbers
from gudok.web.people.models import Phone
from gudok.web.routing.scores import MOST, operators

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.management.base import CommandParser

COLUMNS = ("number", "operator", "score")


class Command(BaseCommand):
    """Reads the whole file before it changes anything; a line that cannot be read stops it, with its number."""

    help = "Take forecasts from a CSV file with the columns number, operator (login) and score (1 to 1000)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as lines:
                found, strange = read(lines)
        except OSError as error:
            raise CommandError(str(error)) from None
        changed = actions.take_forecasts(None, found)
        self.stdout.write(f"{changed} customers changed, {strange} numbers are nobody's.")


def read(lines: Iterable[str]) -> tuple[dict[int, dict[str, int]], int]:
    """The forecasts by customer and operator, and how many numbers belong to nobody."""
    rows = csv.DictReader(lines)
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise CommandError(f"The first line has to name the columns {', '.join(COLUMNS)}.")
    ids = {row.user.login: row.core_id for row in operators()}
    owners = dict(Phone.objects.values_list("e164", "customer_id"))
    found: dict[int, dict[str, int]] = {}
    strange: set[str] = set()
    for n, row in enumerate(rows, 2):
        login, score = (row["operator"] or "").strip(), (row["score"] or "").strip()
        if login not in ids:
            raise CommandError(f"Line {n}: nobody who takes calls has the login {login!r}.")
        if not score.isdecimal() or not 0 < int(score) <= MOST:
            raise CommandError(f"Line {n}: {score!r} is no score from 1 to {MOST}.")
        e164 = numbers.parse(row["number"] or "").e164
        if e164 in owners:
            found.setdefault(owners[e164], {})[ids[login]] = int(score)
        else:
            strange.add(row["number"] or "")
    return found, len(strange)
