"""What a token may be allowed: scopes. Each opens some operations, and lets through the rights those need.

A token never gets more than its person has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.rights import SEE_ALL, SEE_FULL_NUMBERS, SEE_TEAM, known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise


class Scope(NamedTuple):
    """A scope in words, and the rights it lets through."""

    name: StrPromise
    rights: frozenset[str]


def _scope(name: StrPromise, *rights: str) -> Scope:
    return Scope(name, frozenset(known(right) for right in rights))


SCOPES: dict[str, Scope] = {
    "calls:read": _scope(_("Calls: read the list, stories, results"), "calls.see_own", SEE_TEAM, SEE_ALL),
    "notes:write": _scope(_("Notes: write about a call"), "calls.see_own", SEE_TEAM, SEE_ALL),
    "recordings:read": _scope(
        _("Recordings: listen, download"), "recordings.listen", "calls.see_own", SEE_TEAM, SEE_ALL
    ),
    "live:read": _scope(
        _("Live: queues, operators and calls now, and the event stream"),
        *("wall.see", "desk.use", "orders.see", "cases.see", "calls.see_own", SEE_TEAM, SEE_ALL),
    ),
    "operators:ask": _scope(
        _("Operators: ask for a state, an outgoing call, hold, transfer, hang up"),
        *("desk.use", "dial.out", "state.force", "calls.see_own", SEE_TEAM, SEE_ALL),
    ),
    "supervise": _scope(
        _("Supervision: end and move calls, close queues, send messages, take note of alerts"),
        *("calls.end", "calls.move", "queue.close", "message.send", "calls.see_own", SEE_TEAM, SEE_ALL),
        *("talk.listen", "talk.whisper", "talk.barge", "talk.take_over", "wall.see"),
    ),
    "walls": _scope(_("Walls: read and change"), "wall.see", "wall.share", SEE_TEAM, SEE_ALL),
    "tasks": _scope(_("Tasks: read, plan, finish"), "tasks.use", "tasks.see_all"),
    "customers:read": _scope(_("Customers: read"), "customers.see"),
    "customers:write": _scope(_("Customers: add, change, delete"), "customers.see", "customers.change"),
    "catalogue:read": _scope(_("Catalogue: read"), "catalogue.see"),
    "catalogue:write": _scope(_("Catalogue: add and change goods"), "catalogue.see", "catalogue.change"),
    "orders:read": _scope(_("Orders: read"), "orders.take", "orders.see"),
    "orders:write": _scope(
        _("Orders: take, change, move on"),
        *("orders.take", "orders.see", "orders.discount", "orders.manage"),
    ),
    "cases:read": _scope(_("Complaints and wishes: read"), "cases.take", "cases.see", "cases.serve"),
    "cases:write": _scope(
        _("Complaints and wishes: take, change, answer"),
        *("cases.take", "cases.see", "cases.serve", "cases.manage"),
    ),
    "knowledge:read": _scope(_("Knowledge base: read"), "knowledge.see"),
    "numbers:full": _scope(_("Customers' numbers in full, not masked"), SEE_FULL_NUMBERS),
    "setup": _scope(_("Set-up: read and change"), "setup.change"),
    "staff": _scope(_("People: read and change"), "staff.change"),
    "webhooks": _scope(_("Webhooks: read and change"), "api.use"),
    "audit:read": _scope(_("Audit: read"), "audit.see"),
}


def rights_of_scopes(names: Iterable[str]) -> frozenset[str]:
    """All rights that these scopes let through; a scope that is no more lets nothing through."""
    return frozenset().union(*(SCOPES[name].rights for name in names if name in SCOPES))
