"""People as a table: the columns, reading a file of any usual writing, writing one."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from gudok.web.accounts.granting import chosen_roles
from gudok.web.accounts.models import Team, User
from gudok.web.people.tables.cells import bare, safe
from gudok.web.setup.models import Operator, Queue
from gudok.web.staff.forms import roles_by_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

MOST_ROWS = 5_000


class Column(NamedTuple):
    """A column: its field in the person's form, how it is called, and how its cells read."""

    field: str
    title: StrPromise
    kind: str = "text"


COLUMNS = (
    Column("login", gettext_lazy("Login")),
    Column("full_name", gettext_lazy("Full name")),
    Column("roles", gettext_lazy("Roles"), "roles"),
    Column("team", gettext_lazy("Team"), "team"),
    Column("queues", gettext_lazy("Queues"), "queues"),
    Column("kind", gettext_lazy("Telephone"), "kind"),
    Column("email", gettext_lazy("Email")),
    Column("language", gettext_lazy("Language")),
    Column("time_zone", gettext_lazy("Time zone")),
    Column("hide_numbers", gettext_lazy("Hide customers' numbers from this person"), "flag"),
    Column("is_active", gettext_lazy("May sign in"), "flag"),
)


class TableError(Exception):
    """The file cannot be read as a table of people; the text says why."""


class CellError(Exception):
    """A cell means nothing; the text says why."""


def read(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows as (line, {field: cell}) with only the columns the file has; raises TableError."""
    text = _decoded(content)
    if "\0" in text:
        raise TableError(_("This is not a text file."))
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    if not lines:
        raise TableError(_("The file is empty."))
    fields = _fields([cell.strip() for cell in lines[0][1]])
    if len(lines) - 1 > MOST_ROWS:
        raise TableError(_("At most %(n)d rows at once.") % {"n": MOST_ROWS})
    return [(line, {f: bare(c) for f, c in zip(fields, row, strict=False)}) for line, row in lines[1:]]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(_("This is not a text file."))


def _fields(heads: list[str]) -> list[str]:
    known: dict[str, str] = {column.field: column.field for column in COLUMNS}
    for language in ("ru", "en"):
        with override(language):
            known |= {str(column.title).lower(): column.field for column in COLUMNS}
    unknown = [head for head in heads if head.lower() not in known]
    if unknown:
        raise TableError(_("Unknown columns: %(names)s.") % {"names": ", ".join(unknown)})
    fields = [known[head.lower()] for head in heads]
    if len(set(fields)) < len(fields):
        raise TableError(_("A column stands there twice."))
    if "login" not in fields:
        raise TableError(_("There is no column with the login."))
    return fields


class Meaning:
    """What cells mean: names of roles, teams and queues, looked up once for a whole table."""

    def __init__(self) -> None:
        self.roles = roles_by_name()
        self.teams = {team.name.lower(): team.pk for team in Team.objects.all()}
        self.queues = {queue.name.lower(): queue.pk for queue in Queue.objects.all()}
        self.kinds: dict[str, str] = {}
        self.flags = {"1": True, "true": True, "+": True, "0": False, "false": False, "-": False, "": False}
        for language in ("ru", "en"):
            with override(language):
                self.kinds |= {str(name).lower(): code for code, name in Operator.Kind.choices}
                self.kinds |= {code: code for code in Operator.Kind.values}
                self.flags |= {_("yes"): True, _("no"): False}

    def of(self, column: Column, cell: str) -> Any:
        """The cell as the form takes it; raises CellError."""
        if column.kind == "flag":
            return self._flag(cell)
        if column.kind in {"roles", "queues"}:
            known = self.roles if column.kind == "roles" else self.queues
            return [self._known(known, part) for part in cell.replace("|", ";").split(";") if part.strip()]
        if column.kind in {"team", "kind"}:
            return self._known(self.teams if column.kind == "team" else self.kinds, cell) if cell else ""
        return cell

    def _flag(self, cell: str) -> bool:
        if cell.lower() in self.flags:
            return self.flags[cell.lower()]
        raise CellError(_("Neither yes nor no: %(cell)s") % {"cell": cell})

    def _known(self, known: Any, name: str) -> Any:
        found = known.get(name.strip().lower())
        if found is None:
            raise CellError(_("Not known here: %(name)s") % {"name": name.strip()})
        return found


def form_data(user: User | None) -> dict[str, Any]:
    """A person as the form's fields; a new one is an operator with a browser telephone."""
    if user is None:
        fresh = User()
        return {
            "roles": ["operator"], "kind": "browser", "codec": "auto", "queues": [], "is_active": True, "watches": [],
            "language": fresh.language, "time_zone": fresh.time_zone, "sees": fresh.sees, "email": "", "team": "",
            "hide_numbers": False, "must_change_password": False, "nailed": False,
        }  # fmt: skip
    plain = ("login", "full_name", "email", "language", "time_zone", "hide_numbers", "is_active", "sees")
    operator = getattr(user, "operator", None)
    return {
        **{name: getattr(user, name) for name in (*plain, "must_change_password")},
        "roles": chosen_roles(user),
        "team": user.team_id or "",
        "watches": [queue.pk for queue in user.watches.all()],
        "kind": operator.kind if operator else "browser",
        "codec": operator.codec if operator else "auto",
        "nailed": operator.nailed if operator else False,
        "queues": sorted(queue.pk for queue in operator.queues.all()) if operator else [],
        "lunch_at": operator.lunch_at.strftime("%H:%M") if operator and operator.lunch_at else "",
    }


def write(people: Iterable[User]) -> str:
    """The table of people as text for a table's program, in the language of the page; `read` takes it back."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(column.title) for column in COLUMNS])
    for user in people:
        writer.writerow([safe(cell) for cell in _row(user)])
    return out.getvalue()


def _row(user: User) -> list[str]:
    operator = getattr(user, "operator", None)
    own = {f"own-{role.pk}": role.name for role in user.own_roles.all()}
    return [
        user.login,
        user.full_name,
        "; ".join(own.get(code, code) for code in chosen_roles(user)),
        user.team.name if user.team else "",
        "; ".join(queue.name for queue in operator.queues.all()) if operator else "",
        operator.kind if operator else "",
        user.email,
        user.language,
        user.time_zone,
        _("yes") if user.hide_numbers else _("no"),
        _("yes") if user.is_active else _("no"),
    ]
