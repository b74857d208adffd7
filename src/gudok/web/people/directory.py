"""Who is calling: the engine's way to the customers' rows."""

from __future__ import annotations

import json
import logging

from django.db import DatabaseError, close_old_connections, connection

from gudok.core.words import Caller
from gudok.web.people import numbers

Scores = str | dict[str, int] | None
Row = tuple[int | None, str | None, bool | None, Scores, Scores, int]
log = logging.getLogger(__name__)

# One indexed look-up a call: the customer of the number, and how often the number or the customer called before.
_RECOGNISE = """
    SELECT c.id, c.name, c.vip, c.preferred, c.forecasts,
           (SELECT COUNT(*) FROM record_call k
            WHERE k.direction = 'in' AND (k.number = %s OR (c.id IS NOT NULL AND k.customer_id = c.id)))
    FROM (SELECT 1 AS one) base
    LEFT JOIN people_phone p ON p.e164 = %s
    LEFT JOIN people_customer c ON c.id = p.customer_id
"""
_BY_CODE = """
    SELECT c.id, c.name, c.vip, c.preferred, c.forecasts,
           (SELECT COUNT(*) FROM record_call k WHERE k.direction = 'in' AND k.customer_id = c.id)
    FROM people_customer c WHERE c.code = %s
"""


def recognise(raw_number: str) -> Caller:
    """Recognise a caller. Never raises: a call is served even if the customers' rows cannot be read."""
    number = numbers.parse(raw_number)
    if not number.e164:
        return Caller(shown=number.shown)
    try:
        row = _look_up(number.e164)
    except DatabaseError:
        log.exception("customers cannot be read; the caller stays unrecognised")
        close_old_connections()
        return Caller(number.e164, number.shown)
    return _caller(row, number.e164, number.shown)


def known_by(code: str) -> Caller:
    """The customer with a number of his own, as a caller types it; nobody where none has it. Never raises."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_BY_CODE, [code])
            row = cursor.fetchone()
    except DatabaseError:
        log.exception("customers cannot be read; the caller stays unrecognised")
        close_old_connections()
        return Caller()
    return _caller(row) if row else Caller()


def _caller(row: Row, e164: str = "", shown: str = "") -> Caller:
    customer, name, vip, preferred, forecasts, earlier = row
    return Caller(
        e164,
        shown,
        str(customer or ""),
        name or "",
        bool(vip),
        earlier,
        scores(preferred),
        scores(forecasts),
    )


def scores(found: Scores) -> tuple[tuple[str, int], ...]:
    """Scores by operator in the order of the ids; a database may give JSON as text."""
    known: dict[str, int] = json.loads(found) if isinstance(found, str) else found or {}
    return tuple(sorted(known.items()))


def _look_up(e164: str) -> Row:
    with connection.cursor() as cursor:
        cursor.execute(_RECOGNISE, [e164, e164])
        return cursor.fetchone()
