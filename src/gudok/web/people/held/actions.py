"""Showing all that is held, and erasing it: each told in the audit with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from gudok.edges.journal import wash
from gudok.web.audit.actions import write_change
from gudok.web.people.held import calls
from gudok.web.people.held.models import Erasure
from gudok.web.people.held.parts import parts
from gudok.web.people.held.queries import person_of
from gudok.web.people.held.words import Words
from gudok.web.people.models import Customer
from gudok.web.record.models import CallEvent

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.people.held.parts import Person

ASIDE = 50
"""Turns looked through before and after a call's own: what was asked about it before it came, and told after it."""
ERASED = "erased"
"""Stands in the journal for a number, so that turns of one caller still tell of one caller."""


def note_shown(actor: User, customer: Customer, *, taken: bool) -> None:
    """Who has seen all that is held, or has taken it away as a file."""
    write_change(actor, "customer.held_taken" if taken else "customer.held_seen", customer, {}, {})


@transaction.atomic
def erase(actor: User | None, pk: int, reason: str) -> Erasure:
    """Forget a customer in every room; raises HeldError while something of him goes on, and changes nothing then.

    What a transaction cannot take back, files and the journal, is left to the worker: it is noted here and done later,
    through whatever dies in between.
    """
    customer = Customer.objects.select_for_update().get(pk=pk)
    person = person_of(customer)
    pending = {
        "files": _files(person), "words": person.words.data(), "calls": list(person.calls),
        "spans": _spans(person),
    }  # fmt: skip
    counts = {part.name: part.erase(person) for part in parts()}
    done = Erasure.objects.create(customer_key=pk, by=actor, reason=reason, counts=counts, pending=pending)
    after: dict[str, Any] = {"reason": reason, **{name: n for name, n in counts.items() if n}}
    entry = write_change(actor, "customer.erased", done, {}, after)
    entry.kind, entry.row_name = customer._meta.label_lower, ""
    entry.row_id = str(pk)
    entry.save(update_fields=["kind", "row_id", "row_name"])
    return done


def _files(person: Person) -> list[str]:
    """Every file that any room keeps of him: paths under the data folder."""
    root = settings.DATA.path
    shown = [str(file.path.relative_to(root)) for part in parts() for file in part.files(person)]
    return sorted({*shown, *calls.all_files(person)})


def _spans(person: Person) -> list[list[int]]:
    """The turns of the journal in which his calls were told, [first, last]."""
    found = []
    for some in calls.slices(person.calls):
        events = CallEvent.objects.filter(call_id__in=some).order_by().values("call_id")
        ends = events.annotate(first=Min("turn"), last=Max("turn"))
        found += [[max(1, one["first"] - ASIDE), one["last"] + ASIDE] for one in ends]
    return sorted(found)


def finish(row: Erasure) -> bool:
    """Delete files and clean the journal as far as it may be now; False while something is left for later."""
    todo: dict[str, Any] = dict(row.pending)
    for name in todo.get("files", []):
        (settings.DATA.path / name).unlink(missing_ok=True)
    todo["files"] = []
    words, ids = Words(**todo["words"]), [call.encode() for call in todo["calls"]]

    def changed(body: Any, *, own: bool) -> Any:
        return words.clean(_unsealed(body) if own else body, ERASED)

    whole = wash.wash(settings.DATA.journal, todo["spans"], ids, changed)
    if whole:
        todo = {}
        row.done_at = timezone.now()
    if todo != row.pending:
        row.pending = todo
        row.save(update_fields=["pending", "done_at"])
    return whole


def _unsealed(value: Any) -> Any:
    """Without what a caller typed: it stands sealed, and whose it is only its call tells."""
    if isinstance(value, str):
        return "" if value.startswith(wash.MARK) else value
    if isinstance(value, dict):
        return {key: _unsealed(one) for key, one in value.items()}
    return [_unsealed(one) for one in value] if isinstance(value, list) else value
