"""What happens to cases. Each action locks the case's row, so that one change is merged after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gudok.web.audit.actions import write_change
from gudok.web.cases.deadline import working
from gudok.web.cases.models import Case, CaseCount, CaseNote
from gudok.web.cases.queries import may_reopen, missing, moves
from gudok.web.drafts.calls import NOBODY
from gudok.web.drafts.history import note_step
from gudok.web.news.actions import tell
from gudok.web.setup.centre import the_centre
from gudok.web.tasks.actions import add_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from gudok.web.accounts.models import User
    from gudok.web.drafts.calls import Known

LONGEST_NOTE = 4_000


def begin_case(actor: User, call: str = "", known: Known = NOBODY, parent: Case | None = None) -> Case:
    """A new draft; of a call the one there is, which follows the call to whoever has it now."""
    about = {"parent": parent, "subject": parent.subject, "order": parent.order} if parent else {}
    try:
        with transaction.atomic():
            return Case.objects.create(author=actor, call=call, **known.values, **about)
    except IntegrityError:
        found = Case.objects.get(call=call, placed_at=None)
        if found.author_id != actor.pk:
            Case.objects.filter(pk=found.pk).update(author=actor)
        return found


def locked(pk: int) -> Case:
    """The row, nobody else's until the transaction is over."""
    return Case.objects.select_for_update(of=("self",)).get(pk=pk)


def seal(actor: User | None, case: Case, fields: Sequence[str]) -> None:
    """Write the case after a change and, where it is registered, tell it to other programs."""
    if not case.draft:
        if {"kind", "service"} & set(fields) and "due" not in case.versions and case.placed_at:
            set_deadline(case, case.placed_at)
        if "due" in fields:
            case.climb_at = case.due_at
    case.changed_at = timezone.now()
    case.save()
    if not case.draft:
        tell_case("case.changed", actor, case, fields=list(fields))


def set_deadline(case: Case, since: datetime) -> None:
    """Its deadline by its service, or else by its kind, counted from then on."""
    rules: Any = case.service if case.service and case.service.deadline_h else case.kind
    schedule = rules.schedule.rules() if rules.schedule else None
    case.due_at = case.climb_at = working(schedule, the_centre().zone, since, rules.deadline_h)


@transaction.atomic
def place_case(actor: User, pk: int) -> Case:
    """Register a draft: number, deadline, responsible; again it is nothing. ValueError while it lacks something."""
    case = locked(pk)
    if not case.draft:
        return case
    if missing(case) or case.kind is None:
        raise ValueError("not complete")
    case.number = CaseCount.following()
    case.author, case.placed_at, case.state = actor, timezone.now(), Case.State.OPEN
    set_deadline(case, case.placed_at)
    if case.owner is None:
        case.level, case.owner = next_of(case.kind.chain, 0, people(case.kind.chain))
        case.owner = case.owner or actor
    case.version += 1
    case.save()
    write_change(actor, "case.registered", case, {}, {"kind": case.kind.name, "subject": case.subject})
    if case.parent is not None:
        note_step(actor, case.parent, "request", "", f"{case} {case.service or ''}".strip(), case.subject)
    tell_case("case.created", actor, case)
    return case


def people(logins: Iterable[str]) -> dict[str, User]:
    """Those of a chain who still work here."""
    from gudok.web.accounts.models import User

    return {user.login: user for user in User.objects.filter(login__in=list(logins), is_active=True)}


def next_of(chain: Sequence[str], level: int, known: dict[str, User]) -> tuple[int, User | None]:
    """The first of a chain from a level on who is known, with the level after; its length and None without one."""
    for at, login in enumerate(chain[level:], level + 1):
        if login in known:
            return at, known[login]
    return len(chain), None


@transaction.atomic
def move_case(actor: User, pk: int, state: str) -> bool:
    """Answered, or closed; False where this person may not. ValueError for an answer without a reply."""
    case = locked(pk)
    if state not in moves(actor, case):
        return False
    if state == Case.State.ANSWERED and not case.reply.strip():
        raise ValueError("no reply")
    _step(actor, case, Case.State(state), "state")
    if state == Case.State.ANSWERED and case.parent is not None:
        note_step(actor, case.parent, "request", "", f"{case}: {case.reply}")
    return True


@transaction.atomic
def reopen_case(actor: User, pk: int, why: str) -> bool:
    """Into work again, with a reason and a deadline of its own; False where this person may not."""
    case = locked(pk)
    if not may_reopen(actor, case) or not why.strip():
        return False
    set_deadline(case, timezone.now())
    case.level = 0
    _step(actor, case, Case.State.OPEN, "reopened", why.replace("\0", "").strip())
    return True


def _step(actor: User, case: Case, state: Case.State, field: str, why: str = "") -> None:
    now = timezone.now()
    before, case.state = Case.State(case.state), state
    if state == Case.State.OPEN:
        case.answered_at = case.closed_at = None
    else:
        case.climb_at = None
        case.answered_at = case.answered_at or now
        case.closed_at = now if state == Case.State.CLOSED else None
    case.version += 1
    case.versions["state"] = [case.version, "", str(actor)]
    note_step(actor, case, field, str(before.label), str(state.label), why)
    verb = "case.reopened" if field == "reopened" else "case.moved"
    write_change(actor, verb, case, {"state": before.value}, {"state": state.value} | ({"why": why} if why else {}))
    seal(actor, case, ["state"])


@transaction.atomic
def drop_draft(actor: User, pk: int) -> bool:
    """Throw a draft away; what it held stays in the audit. False for a registered case."""
    case = locked(pk)
    if not case.draft:
        return False
    held = {name: getattr(case, name) for name in ("subject", "text", "wanted", "name")}
    write_change(actor, "case.dropped", case, held, {})
    case.delete()
    return True


@transaction.atomic
def add_note(actor: User, case: Case, text: str) -> CaseNote | None:
    """A note for those who work on it; None for an empty one."""
    text = text.replace("\0", "").strip()[:LONGEST_NOTE]
    if not text:
        return None
    tell_case("case.changed", actor, case, fields=["notes"])
    return CaseNote.objects.create(case=case, who=actor, text=text)


@transaction.atomic
def plan_call(actor: User, case: Case, values: dict[str, Any]) -> None:
    """A task to call the customer with the answer; the case's history knows it."""
    task = add_task(actor, values | {"customer": case.customer, "call": case.call})
    note_step(actor, case, "task", "", f"{timezone.localtime(task.at):%d.%m.%Y %H:%M}", str(task.person or task.queue))


def note_export(actor: User, rows: int) -> None:
    """Who has taken how many cases away as a file."""
    write_change(actor, "cases.exported", CaseCount.objects.get_or_create(pk=1)[0], {}, {"rows": rows})


def tell_case(kind: str, actor: User | None, case: Case, **more: Any) -> None:
    operator = getattr(case.author, "operator", None)
    data = {
        "case": str(case.pk),
        "number": case.number,
        "kind": case.kind.code if case.kind else "",
        "state": case.state,
        "severity": case.severity,
        "service": case.service.code if case.service else "",
        "owner": str(case.owner_id or ""),
        "customer": str(case.customer_id or ""),
        "call": case.call,
        "by": str(actor.pk) if actor else "",
    }
    tell(kind, data | more, operator=operator.core_id if operator else "")
