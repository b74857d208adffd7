"""The rows a batch of turns touches: loaded once, changed in memory, written back together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gudok.web.people.models import Customer
from gudok.web.record.flows import Exit, keep_exits
from gudok.web.record.messages import Mail
from gudok.web.record.models import AgentSpell, Call, CallEvent, CallResult, Leg, Name
from gudok.web.record.times import moment
from gudok.web.record.wishes import close_answered, keep_wishes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db import models

    from gudok.core.words import AnyOutput, CallbackWished, CallMissed, Turn


class Batch:
    """Working copies of the rows. Rows that did not exist come into being when a fact first names them."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        facts = [fact for turn in turns for fact in turn.out]
        ids = sorted(set(_named(facts, "call")))
        agents = sorted(set(_named(facts, "agent")))
        self.calls: dict[str, Call] = Call.objects.in_bulk(ids)
        self.legs = {(leg.call_id, leg.n): leg for leg in Leg.objects.filter(call_id__in=ids)}
        self.results = {(row.call, row.agent): row for row in CallResult.objects.filter(call__in=ids)}
        open_spells = AgentSpell.objects.filter(agent__in=agents, ended_at=None)
        self.open = {spell.agent: spell for spell in open_spells}
        self.spells: list[AgentSpell] = list(self.open.values())
        self.events: list[CallEvent] = []
        self.wishes: list[tuple[CallbackWished | CallMissed, int]] = []
        self.answered: list[tuple[str, int]] = []
        self.exits: Counter[Exit] = Counter()
        self.names: dict[str, str] = {}
        self.mail = Mail()
        self.customers = self._living_customers(facts)

    @staticmethod
    def _living_customers(facts: Iterable[AnyOutput]) -> set[str]:
        """Ids of the callers' customers that still exist: one may have been deleted since the call came."""
        ids = {caller.customer for fact in facts if (caller := getattr(fact, "caller", None)) and caller.customer}
        return {str(pk) for pk in Customer.objects.filter(pk__in=ids).values_list("pk", flat=True)}

    def call(self, id_: str, at: int) -> Call:
        if id_ not in self.calls:
            self.calls[id_] = Call(id=id_, arrived_at=moment(at))
        return self.calls[id_]

    def leg(self, call: str, n: int, agent: str, at: int) -> Leg:
        key = (call, n)
        if key not in self.legs:
            self.legs[key] = Leg(call_id=call, n=n, agent=agent, rang_at=moment(at))
        return self.legs[key]

    def result(self, call: str, agent: str, at: int, result: str, by: str) -> None:
        """What an operator's talk came to, replacing what was told before."""
        row = self.results.setdefault((call, agent), CallResult(call=call, agent=agent))
        row.result, row.by, row.at = result, by[:80], moment(at)

    def start_spell(self, turn: int, at: int, agent: str, mode: str, reason: str, call: str) -> None:
        """End the operator's present spell and begin another; a state of no length leaves no trace."""
        spell = self.open.get(agent)
        if spell and (spell.mode, spell.reason, spell.call) == (mode, reason, call):
            return
        if spell and spell.turn == turn:
            spell.mode, spell.reason, spell.call = mode, reason, call
            return
        if spell:
            spell.ended_at = moment(at)
        self.open[agent] = AgentSpell(agent=agent, mode=mode, reason=reason, call=call, began_at=moment(at), turn=turn)
        self.spells.append(self.open[agent])

    def save(self) -> None:
        """Write all rows; existing ones are replaced field by field."""
        _upsert(self.calls.values(), ["id"])
        _upsert(self.legs.values(), ["call", "n"])
        _upsert(self.spells, ["agent", "turn"])
        _upsert(self.results.values(), ["call", "agent"])
        _upsert([Name(id=id_, name=name) for id_, name in self.names.items()], ["id"])
        CallEvent.objects.bulk_create(self.events)
        keep_wishes(self.wishes, self.customers)
        close_answered([(self.calls[call].number, at) for call, at in self.answered])
        keep_exits(self.exits)
        self.mail.save()


def _upsert(rows: Iterable[models.Model], unique: list[str]) -> None:
    found = list(rows)
    if not found:
        return
    model = type(found[0])
    for row in found:
        # Its place is found by the unique fields; a key would make a second kind of conflict.
        if "id" not in unique:
            row.pk = None
    fields = [field.name for field in model._meta.concrete_fields if field.name not in unique and not field.primary_key]
    model._default_manager.bulk_create(found, update_conflicts=True, unique_fields=unique, update_fields=fields)


def _named(facts: Iterable[Any], field: str) -> Iterable[str]:
    return (value for fact in facts if (value := getattr(fact, field, "")))
