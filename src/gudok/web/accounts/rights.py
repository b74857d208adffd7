"""Every right by name: the one table. A view's door, a query's width and a template's button all ask for these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SEE_FULL_NUMBERS = "customers.see_numbers"
SEE_TEAM, SEE_ALL = "calls.see_team", "calls.see_all"

RIGHTS: dict[str, StrPromise] = {
    "desk.use": _("Work at the desk and take calls"),
    "dial.out": _("Call out by hand"),
    "calls.see_own": _("See one's own calls"),
    SEE_TEAM: _("See the calls and operators of one's own teams and queues"),
    SEE_ALL: _("See the calls and operators of the whole centre"),
    "recordings.listen": _("Listen to recordings of the calls one sees"),
    "wall.see": _("Open the wall"),
    "wall.share": _("Make walls for others and change them"),
    "talk.listen": _("Listen to a talk as it goes on"),
    "talk.whisper": _("Whisper to the operator in a talk"),
    "talk.barge": _("Join a talk, heard by both"),
    "talk.take_over": _("Take a talk over from its operator"),
    "results.change": _("Change the results of others' talks"),
    "calls.export": _("Take lists of calls away as files"),
    "tasks.use": _("Plan tasks and have one's own"),
    "tasks.see_all": _("See the tasks of everybody"),
    "catalogue.see": _("See the catalogue"),
    "catalogue.change": _("Change the catalogue: goods, prices, categories"),
    "orders.take": _("Take orders and change them"),
    "orders.see": _("See the orders of everybody"),
    "orders.discount": _("Give discounts in orders"),
    "orders.manage": _("Move orders to the statuses kept for managers"),
    "orders.export": _("Take lists of orders away as files"),
    "scripts.edit": _("Draw scripts and put them to use"),
    "scripts.answers": _("See the answers of scripts in a list and take them away as a file"),
    "cases.take": _("Take complaints and wishes, answer them"),
    "cases.see": _("See the complaints and wishes of everybody"),
    "cases.serve": _("Answer requests to one's own services"),
    "cases.manage": _("Change the deadlines of complaints and wishes"),
    "cases.export": _("Take lists of complaints and wishes away as files"),
    "knowledge.see": _("Read the knowledge base"),
    "knowledge.change": _("Write and publish articles of the knowledge base"),
    "knowledge.receipts": _("See who has read the articles that must be read"),
    "calls.end": _("End a call"),
    "calls.move": _("Move a waiting call or change its priority"),
    "state.force": _("Change an operator's state"),
    "queue.close": _("Close and open a queue"),
    "message.send": _("Send messages to operators"),
    "customers.see": _("See customers"),
    "customers.change": _("Add and change customers"),
    SEE_FULL_NUMBERS: _("See customers' numbers in full"),
    "people.merge": _("Merge customers, and undo it"),
    "people.transfer": _("Import and export customers"),
    "people.request": _("Answer a person's request: see all that is held, and erase it"),
    "setup.change": _("Change the set-up of the centre"),
    "staff.change": _("Add and change people, their teams and roles"),
    "security.change": _("Change how people sign in"),
    "audit.see": _("Read the audit"),
    "api.use": _("Use the interface for programs"),
}
"""The wording says what a person may do who has it."""


def known(name: str) -> str:
    """The right of this name; `ValueError` for one that is not in the table: a typing error must not close a door."""
    if name not in RIGHTS:
        raise ValueError(f"no such right: {name}")
    return name
