"""The tables of the document, in the order of the file; a row may point to rows of tables above its own."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.models import Directory, Security, Team
from gudok.web.cases.choices import CaseKind, CaseRules, Service
from gudok.web.orders.choices import DeliveryKind, OrderRules, OrderStatus, PaymentKind
from gudok.web.people.own.models import OwnField
from gudok.web.routing.models import Skill
from gudok.web.scripts.models import Script
from gudok.web.setup.centre import Centre, Keeping
from gudok.web.setup.day import PauseReason, ResultSet
from gudok.web.setup.document.people import OwnRoles, People
from gudok.web.setup.document.tables import SealedTable, Table
from gudok.web.setup.document.walls import Walls
from gudok.web.setup.flows import Flow
from gudok.web.setup.hours import Schedule
from gudok.web.setup.models import Number, Queue, Trunk
from gudok.web.setup.outgoing import Outgoing
from gudok.web.setup.sounds import Prompt


@cache
def tables() -> dict[str, Table]:
    """Every table by its name. A new kind of rows in the set-up is one more line here."""
    found = [
        Table("centre", Centre, "", _("Centre")),
        Table("keeping", Keeping, "", _("Keeping of records")),
        Table("prompts", Prompt, "code", _("Prompts and music")),
        Table("hours", Schedule, "code", _("Opening hours")),
        Table("fields", OwnField, "code", _("Customers' fields")),
        Table("results", ResultSet, "code", _("Results of talks")),
        Table("trunks", Trunk, "code", _("Trunks")),
        Table("outgoing", Outgoing, "", _("Calls out")),
        Table("skills", Skill, "code", _("Skills")),
        Table("scripts", Script, "code", _("Scripts")),
        Table("queues", Queue, "code", _("Queues")),
        Table("flows", Flow, "code", _("Voice menus")),
        Table("numbers", Number, "did", _("Numbers")),
        Table("pauses", PauseReason, "code", _("Break reasons")),
        Table("ordering", OrderRules, "", _("Rules of orders")),
        Table("delivery_kinds", DeliveryKind, "code", _("Kinds of delivery")),
        Table("payment_kinds", PaymentKind, "code", _("Kinds of payment")),
        Table("order_statuses", OrderStatus, "code", _("Statuses of orders")),
        Table("case_rules", CaseRules, "", _("Rules of cases")),
        Table("case_kinds", CaseKind, "code", _("Kinds of cases")),
        Table("services", Service, "code", _("Other services")),
        OwnRoles(),
        Table("security", Security, "", _("Rules of signing in"), right="security.change"),
        SealedTable("directory", Directory, "", _("Directory (LDAP)"), right="security.change"),
        People(),
        Table("teams", Team, "name", _("Teams"), right="staff.change"),
        Walls(),
    ]
    names = {table.model: table.name for table in found}
    keys = {table.name: table.key for table in found}
    for table in found:
        table.link(names, keys)
    return {table.name: table for table in found}
