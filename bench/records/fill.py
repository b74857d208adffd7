"""Very many records, made inside the database: one statement for each table, nearly the same words for both databases.

Everything follows from a row's number, so that a page's address can be made from it without asking.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from bench.records import names
from gudok.web.lists import trigrams

PRIME = 2_147_483_647
NUMBERS = 999_999_937
"""A prime: each person's number is another one."""
QUEUES, OPERATORS, COMPANIES = 10, 200, 5000
GAP_S = 20
"""Seconds between two calls."""


def fill(people: int, calls: int, orders: int) -> dict[str, int]:
    """Make them where nothing is yet; how many rows of each there are."""
    if not _count("people_customer"):
        # Made whole at the end: an index that is kept for each row takes many times as long.
        _without_pieces()
        with transaction.atomic():
            _centre()
            _people(people)
            _calls(people, calls)
            _orders(people, orders)
        trigrams.keep(connection)
        if connection.vendor == "postgresql":
            _run("ANALYZE")
    tables = {"people": "people_customer", "calls": "record_call", "orders": "orders_order", "tasks": "tasks_task"}
    return {what: _count(table) for what, table in tables.items()}


def scattered(n: int, by: int, over: int) -> int:
    """Where a row's number leads, as the statements have it."""
    return n * by % PRIME % over


def number_of(person: int) -> str:
    return f"+79{person * 777_767_777 % NUMBERS:09}"


def _without_pieces() -> None:
    for table, columns in trigrams.known().items():
        if connection.vendor == "sqlite":
            _run(f"DROP TRIGGER {trigrams.beside(table)}_added")
        for index in columns.values() if connection.vendor == "postgresql" else ():
            _run(f"DROP INDEX IF EXISTS {index}")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])


def _insert(table: str, count: int, columns: dict[str, str], joins: str = "") -> None:
    """A row for each n from 1 to `count`."""
    names_of = ", ".join(f'"{name}"' for name in columns)
    if connection.vendor == "postgresql":
        before, rows = "", f"GENERATE_SERIES(CAST(1 AS BIGINT), {count}) AS one(n)"
    else:
        before = f"WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < {count}) "
        rows = "one"
    _run(f"{before}INSERT INTO {table} ({names_of}) SELECT {', '.join(columns.values())} FROM {rows} {joins}")


def _sql(by: int, over: int, n: str = "n") -> str:
    return f"({n} * {by} % {PRIME} % {over})"


def _number(n: str) -> str:
    return f"'+79' || SUBSTR(CAST(1000000000 + {n} * 777767777 % {NUMBERS} AS VARCHAR(12)), 2)"


def _at(seconds: str) -> str:
    """A moment so many seconds after the beginning, which is so long ago that the last call is of today."""
    if connection.vendor == "postgresql":
        return f"CAST('{_BEGAN}' AS TIMESTAMPTZ) + ({seconds}) * INTERVAL '1 second'"
    return f"DATETIME('{_BEGAN:%Y-%m-%d %H:%M:%S}', '+' || ({seconds}) || ' seconds')"


_BEGAN = timezone.now().replace(microsecond=0) - timedelta(days=700)


def _centre() -> None:
    from gudok.web.accounts.models import User
    from gudok.web.people.companies.models import Company
    from gudok.web.people.names import key
    from gudok.web.record.models import Name
    from gudok.web.setup.models import Operator, Queue

    dice = Random(7)
    queues = [Queue.objects.create(name=f"Queue {n}") for n in range(1, QUEUES + 1)]
    people = User.objects.bulk_create([User(login=f"op{n}", full_name=names.person(dice)) for n in range(OPERATORS)])
    operators = Operator.objects.bulk_create([Operator(user=one, endpoint=f"operator-{one.pk}") for one in people])
    Name.objects.bulk_create([Name(id=row.core_id, name=str(row)[:120]) for row in [*queues, *operators]])
    companies = [f"ООО «{one}»" for one in names.words(dice, COMPANIES)]
    Company.objects.bulk_create([Company(name=name, key=key(name)) for name in companies])


def _words() -> None:
    """Tables of names to take from."""
    dice = Random(11)
    lists = {"bench_last": names.words(dice, names.LASTS), "bench_first": names.FIRSTS}
    with connection.cursor() as cursor:
        for table, words in lists.items():
            cursor.execute(f"CREATE TABLE {table} (k INTEGER PRIMARY KEY, name TEXT, plain TEXT)")
            cursor.executemany(
                f"INSERT INTO {table} VALUES (%s, %s, %s)",
                [(k, word, word.lower()) for k, word in enumerate(words)],
            )


def _people(count: int) -> None:
    _words()
    firm = f"CASE WHEN n % 10 = 0 THEN 1 + {_sql(16807, COMPANIES)} END"
    _insert(
        "people_customer",
        count,
        {
            "id": "n", "name": "l.name || ' ' || f.name", "company_id": firm, "code": "CAST(n + 100000 AS VARCHAR(12))",
            "vip": "n % 50 = 0", "language": "''", "time_zone": "''", "note": "''", "own": "'{}'", "preferred": "'{}'",
            "forecasts": "'{}'", "since": _at("0"), "name_key": "f.plain || ' ' || l.plain",
            "found_by": "l.plain || ' ' || f.plain || COALESCE(' ' || LOWER(c.key), '')",
        },
        f"JOIN bench_last l ON l.k = {_sql(48271, names.LASTS)} "
        f"JOIN bench_first f ON f.k = {_sql(69621, len(names.FIRSTS))} "
        f"LEFT JOIN people_company c ON c.id = {firm}",
    )  # fmt: skip
    _insert("people_phone", count, {"customer_id": "n", "e164": _number("n")})
    _insert("people_email", count // 4, {"customer_id": "n * 4", "address": "'user' || n || '@example.org'"})


def _calls(people: int, count: int) -> None:
    known, who = "n % 5 <> 0", f"(1 + {_sql(48271, people)})"
    queue, agent = f"'q' || (1 + {_sql(40692, QUEUES)})", f"'o' || (1 + {_sql(69621, OPERATORS)})"
    start, lost = f"{GAP_S} * (n - {count})", "n % 12 = 0"
    unknown = "'+7495' || SUBSTR(CAST(10000000 + n * 7919 % 9999991 AS VARCHAR(12)), 2)"
    number = f"CASE WHEN {known} THEN {_number(who)} ELSE {unknown} END"
    begun = f"{start} + {GAP_S * count}"
    _insert(
        "record_call",
        count,
        {
            "id": "'c' || n", "direction": "CASE WHEN n % 7 = 0 THEN 'out' ELSE 'in' END", "number": number,
            "shown": number, "name": f"CASE WHEN {known} THEN p.name ELSE '' END",
            "customer_id": f"CASE WHEN {known} THEN {who} END", "vip": "n % 50 = 0", "did": "'+74951234567'",
            "queue": queue, "agent": f"CASE WHEN {lost} THEN '' ELSE {agent} END", "arrived_at": _at(begun),
            "answered_at": f"CASE WHEN {lost} THEN NULL ELSE {_at(begun + ' + 15')} END",
            "ended_at": _at(begun + " + 200"), "wait_ms": "15000", "menu_ms": "0", "talk_ms": "185000",
            "end": f"CASE WHEN {lost} THEN 'abandoned' ELSE 'caller_hung_up' END",
            "result": "''",
        },
        f"LEFT JOIN people_customer p ON p.id = {who}",
    )  # fmt: skip
    _insert(
        "record_leg",
        count,
        {
            "call_id": "'c' || n", "n": "1", "agent": agent, "rang_at": _at(begun + " + 5"),
            "answered_at": f"CASE WHEN {lost} THEN NULL ELSE {_at(begun + ' + 15')} END",
            "ended_at": _at(begun + " + 200"),
            "outcome": f"CASE WHEN {lost} THEN 'missed' ELSE 'talked' END", "record": "''", "recording": "'none'",
            "recorded_ms": "0", "kind": "'call'", "number": "''", "asides": "'[]'", "pauses": "'[]'",
        },
    )  # fmt: skip
    _insert(
        "record_callresult",
        count // 3,
        {"call": "'c' || (n * 3)", "agent": _sql_agent(agent), "result": "'done'", "by": "''", "at": _at("0")},
    )


def _first(table: str) -> str:
    return f"(SELECT MIN(id) FROM {table})"


def _sql_agent(agent: str) -> str:
    return agent.replace("(n *", "(n * 3 *")


def _orders(people: int, count: int) -> None:
    who = f"(1 + {_sql(69621, people)})"
    _insert(
        "orders_order",
        count,
        {
            "id": "n", "number": "n", "call": "''",
            "author_id": f"{_first('accounts_user')} + {_sql(40692, OPERATORS)}",
            "customer_id": who, "name": "p.name", "phone": _number(who), "address": "''", "wished": "''",
            "comment": "''",
            "discount": "0", "delivery_kopecks": "0", "total": f"100 * {_sql(16807, 90000)}", "version": "0",
            "versions": "'{}'", "status_id": f"{_first('orders_orderstatus')} + {_sql(48271, 5)}",
            "created_at": _at("60 * n"), "changed_at": _at("60 * n"), "placed_at": _at("60 * n"),
        },
        f"JOIN people_customer p ON p.id = {who}",
    )  # fmt: skip
    _insert(
        "tasks_task",
        count,
        {
            "id": "n", "text": "'Call back about the order ' || n", "number": _number(who), "shown": _number(who),
            "name": "p.name", "customer_id": who, "call": "''", "at": _at("60 * n"),
            "person_id": f"{_first('accounts_user')} + {_sql(40692, OPERATORS)}",
            "state": "CASE WHEN n % 20 = 0 THEN 'open' ELSE 'done' END", "postponed": "0", "missed": "n < 0",
            "created_at": _at("60 * n"), "closed_at": f"CASE WHEN n % 20 = 0 THEN NULL ELSE {_at('60 * n')} END",
        },
        f"JOIN people_customer p ON p.id = {who}",
    )  # fmt: skip
