"""The kinds of rows the set-up knows: one table, so that every kind has the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from gudok.web.alerts.forms import AlertRuleForm
from gudok.web.alerts.models import AlertRule
from gudok.web.cases.choices import CaseKind, Service
from gudok.web.cases.forms import KindForm, ServiceForm
from gudok.web.orders.choices import DeliveryKind, OrderStatus, PaymentKind
from gudok.web.orders.forms import DeliveryForm, PaymentForm, StatusForm
from gudok.web.people.own.forms import OwnFieldForm
from gudok.web.people.own.models import OwnField
from gudok.web.prompts import views as prompt_views
from gudok.web.prompts.forms import PromptForm
from gudok.web.routing import views as routing_views
from gudok.web.routing.forms import SkillForm
from gudok.web.routing.models import Skill
from gudok.web.setup import forms, hours_views
from gudok.web.setup.hours import Schedule
from gudok.web.setup.hours_form import ScheduleForm
from gudok.web.setup.models import Number, PauseReason, Queue, ResultSet, Trunk
from gudok.web.setup.result_form import ResultSetForm
from gudok.web.setup.sounds import Prompt
from gudok.web.trunks import views as trunk_views
from gudok.web.trunks.forms import TrunkForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models
    from django.forms import ModelForm
    from django_stubs_ext import StrPromise

    from gudok.web.accounts.request import SignedInRequest


class Kind(NamedTuple):
    """One kind of rows: its model, form, words, and the columns of its list (fields or methods of the model)."""

    model: type[models.Model]
    form: type[ModelForm]
    title: StrPromise
    new: StrPromise
    empty: StrPromise
    columns: tuple[str, ...]
    icon: str
    tools: str = ""
    """A template for what the page of a row offers beside its form."""
    helper: Callable[[SignedInRequest, Any], dict[str, Any]] | None = None
    """What that template needs."""
    begin: str = ""
    """A template above the form of a new row."""


KINDS: dict[str, Kind] = {
    "queues": Kind(
        Queue,
        forms.QueueForm,
        _("Queues"),
        _("New queue"),
        _("No queues yet. Calls wait in a queue until an operator is free."),
        ("name", "ring_timeout_s", "wrapup_s", "sl_target", "record"),
        icon="users-group",
        tools="routing/tools.html",
        helper=lambda request, row: {},
    ),
    "skills": Kind(
        Skill,
        SkillForm,
        _("Skills"),
        _("New skill"),
        _("No skills yet. A queue may want a skill: a language, a product, and from which level on."),
        ("name", "code"),
        icon="school",
        tools="routing/levels.html",
        helper=routing_views.levels_of,
    ),
    "numbers": Kind(
        Number,
        forms.NumberForm,
        _("Numbers"),
        _("New number"),
        _("No numbers yet. A number leads its callers to a queue."),
        ("did", "flow", "queue"),
        icon="phone",
    ),
    "hours": Kind(
        Schedule,
        ScheduleForm,
        _("Opening hours"),
        _("New opening hours"),
        _("No opening hours yet. Numbers and queues without them are open always."),
        ("name", "shown", "wish"),
        icon="calendar-time",
        tools="setup/hours.html",
        helper=hours_views.tools,
    ),
    "prompts": Kind(
        Prompt,
        PromptForm,
        _("Prompts and music"),
        _("New prompt"),
        _("No prompts yet. A prompt is what callers hear: a welcome, a message out of hours, music."),
        ("name", "length", "source"),
        icon="volume",
        tools="prompts/prompt.html",
        helper=prompt_views.tools,
    ),
    "trunks": Kind(
        Trunk,
        TrunkForm,
        _("Trunks"),
        _("New trunk"),
        _("No trunks yet. A trunk connects the centre with a telephone provider."),
        ("name", "kind", "host", "enabled"),
        icon="plug-connected",
        tools="trunks/trunk.html",
        helper=trunk_views.tools,
        begin="trunks/kinds.html",
    ),
    "pauses": Kind(
        PauseReason,
        forms.PauseReasonForm,
        _("Break reasons"),
        _("New break reason"),
        _("No break reasons yet. A break always has a reason."),
        ("name", "once_min", "daily_min", "most", "enabled"),
        icon="coffee",
    ),
    "alerts": Kind(
        AlertRule,
        AlertRuleForm,
        _("Alerts"),
        _("New thresholds"),
        _("No thresholds of your own yet: alerts follow the usual ones."),
        ("kind_name", "queue", "warn", "bad", "delay_s", "mail", "enabled"),
        icon="bell",
    ),
    "results": Kind(
        ResultSet,
        ResultSetForm,
        _("Results of talks"),
        _("New set of results"),
        _("No sets of results yet. After a talk the operator tells what it came to: an order, a complaint…"),
        ("name", "names"),
        icon="list-check",
    ),
    "fields": Kind(
        OwnField,
        OwnFieldForm,
        _("Customers' fields"),
        _("New field"),
        _("No fields of your own yet. A field stands on every customer's card: a contract, a birthday, a district."),
        ("name", "kind", "required", "on_card", "place"),
        icon="forms",
    ),
    "delivery_kinds": Kind(
        DeliveryKind,
        DeliveryForm,
        _("Kinds of delivery"),
        _("New kind of delivery"),
        _("No kinds of delivery yet. An order says how it comes to the customer."),
        ("name", "needs_address", "enabled"),
        icon="truck-delivery",
    ),
    "payment_kinds": Kind(
        PaymentKind,
        PaymentForm,
        _("Kinds of payment"),
        _("New kind of payment"),
        _("No kinds of payment yet. An order says how it is paid."),
        ("name", "enabled"),
        icon="cash",
    ),
    "order_statuses": Kind(
        OrderStatus,
        StatusForm,
        _("Statuses of orders"),
        _("New status"),
        _("No statuses yet. A new order has the first one."),
        ("name", "place", "final", "enabled"),
        icon="progress-check",
    ),
    "case_kinds": Kind(
        CaseKind,
        KindForm,
        _("Kinds of cases"),
        _("New kind of cases"),
        _("No kinds of cases yet. A kind says how soon a complaint or a wish is answered, and by whom."),
        ("name", "deadline_h", "schedule", "enabled"),
        icon="message-report",
    ),
    "services": Kind(
        Service,
        ServiceForm,
        _("Other services"),
        _("New service"),
        _("No other services yet. A warehouse, a delivery: who answers requests from the desk."),
        ("name", "deadline_h", "schedule", "enabled"),
        icon="building-warehouse",
    ),
}
