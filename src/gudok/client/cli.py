"""`gudok api`: the centre's API from the command line."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from gudok.client.http import Api, Refused
from gudok.settings import SettingsError, data_folder, load

MOST = 1_000_000


@click.group()
@click.option("--url", envvar="GUDOK_URL", help="The centre's address (else GUDOK_URL, else this machine's centre).")
@click.option("--token", envvar="GUDOK_TOKEN", help="A token (else GUDOK_TOKEN).")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@click.pass_context
def main(context: click.Context, url: str | None, token: str | None, as_json: bool) -> None:
    """Ask the API of a centre: calls, operators, queues, anything."""
    if not token:
        raise click.UsageError("A token is needed: --token or GUDOK_TOKEN. Make one in Set-up, Tokens for programs.")
    context.obj = Desk(Api(url or own_url(), token), as_json)


def own_url() -> str:
    """The address of the centre in the data folder of this machine."""
    try:
        return load(data_folder().settings).web.url
    except SettingsError as error:
        raise click.UsageError(f"--url is needed: {error}") from None


class Desk:
    """Asks, and prints what came."""

    def __init__(self, api: Api, as_json: bool) -> None:
        self.api, self.as_json = api, as_json

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        try:
            return self.api.ask(method, path, query, body)
        except Refused as error:
            raise click.ClickException(str(error)) from None

    def items(self, path: str, most: int, **query: Any) -> list[Any]:
        try:
            return list(self.api.items(path, query, most))
        except Refused as error:
            raise click.ClickException(str(error)) from None

    def show(self, rows: list[dict[str, Any]], *columns: str) -> None:
        """Rows as JSON, or these columns of them as a table."""
        if self.as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        table = Table(*columns)
        for row in rows:
            table.add_row(*(words(row.get(column)) for column in columns))
        Console().print(table)


def words(value: Any) -> str:
    """A cell: a name instead of its object, nothing instead of null."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("number") or "")
    return "" if value is None else str(value)


pass_desk = click.make_pass_decorator(Desk)


@main.command()
@click.option("--since", help="Arrived at or after: 2026-11-24T09:00:00Z.")
@click.option("--until", help="Arrived before.")
@click.option("--queue", help="A queue's id.")
@click.option("--operator", help="An operator's id.")
@click.option("--result", help="answered, live, abandoned…")
@click.option("-q", "q", help="A part of the name or number.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST))
@pass_desk
def calls(desk: Desk, limit: int, **query: str | None) -> None:
    """Calls, newest first."""
    rows = desk.items("calls", limit, **query)
    desk.show(rows, "arrived_at", "id", "number", "queue", "operator", "wait_ms", "talk_ms", "end")


@main.command()
@click.argument("call")
@pass_desk
def call(desk: Desk, call: str) -> None:
    """One call with its story."""
    found = desk.ask("GET", f"calls/{call}")
    if desk.as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        desk.show(found["story"], "at", "code", "text")


@main.command()
@pass_desk
def operators(desk: Desk) -> None:
    """Operators now."""
    desk.show(desk.ask("GET", "live/operators")["operators"], "id", "name", "mode", "reason", "queue", "call")


@main.command()
@pass_desk
def queues(desk: Desk) -> None:
    """Queues now and today."""
    rows = desk.ask("GET", "live/queues")["queues"]
    desk.show(rows, "id", "name", "waiting", "ready", "busy", "answered", "lost")


@main.command()
@click.argument("operator")
@click.argument("what")
@click.argument("fields", nargs=-1)
@pass_desk
def ask(desk: Desk, operator: str, what: str, fields: tuple[str, ...]) -> None:
    """Ask for an operator: `gudok api ask o5 pause reason=lunch`."""
    body = dict(field.split("=", 1) for field in fields if "=" in field)
    desk.ask("POST", f"operators/{operator}/{what}", body or None)


@main.command()
@click.argument("method", type=click.Choice(["GET", "POST", "PUT", "PATCH", "DELETE"], case_sensitive=False))
@click.argument("path")
@click.option("--data", help="The body as JSON.")
@pass_desk
def request(desk: Desk, method: str, path: str, data: str | None) -> None:
    """Any request: `gudok api request GET customers?q=Anna`."""
    try:
        body = json.loads(data) if data else None
    except ValueError as error:
        raise click.BadParameter(f"--data is no JSON: {error}") from None
    found = desk.ask(method.upper(), path, body)
    if found is not None:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
