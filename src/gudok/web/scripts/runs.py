"""How calls are led: begun when an operator has the call before her, saved with each step, told when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone

from gudok.core.scripts.walk import follow
from gudok.web.drafts.calls import core_id
from gudok.web.news.actions import tell
from gudok.web.scripts.models import Script, ScriptRun
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from gudok.core.state import State
    from gudok.web.accounts.models import User
    from gudok.web.scripts.picture import Way


class Saved(NamedTuple):
    """The run as it is now; `theirs`: who has changed it from another page meanwhile, and nothing was saved."""

    run: ScriptRun
    theirs: str


def queue_of(operator: str, call: str, state: State) -> Queue | None:
    """The queue on whose behalf this operator has the call: of the live call, or of one that is over."""
    from gudok.web.record.models import Call

    agent, live = state.agents.get(operator), state.calls.get(call)
    mode = agent.mode if agent is not None else None
    found = str(getattr(mode, "queue", "")) if getattr(mode, "call", "") == call else ""
    found = found or str(getattr(live.mode if live else None, "queue", ""))
    found = found or Call.objects.filter(pk=call).values_list("queue", flat=True).first() or ""
    pk = found.removeprefix("q")
    return Queue.objects.filter(pk=pk).select_related("script").first() if pk.isdecimal() else None


@transaction.atomic
def begin_run(actor: User, call: str, script: Script) -> ScriptRun:
    """The run of this call by this script: a new one by the edition in use, or the one there is."""
    edition = script.editions.last()
    if edition is None:
        raise ValueError("not in use")
    values = {"edition": edition, "author": actor}
    run, _ = ScriptRun.objects.select_related("edition").get_or_create(call=call, script=script, defaults=values)
    return run


@transaction.atomic
def save_way(actor: User, pk: int, way: Way, base: int, seat: str, queue: str = "") -> Saved:
    """Keep how far the call was led; `base` is the version the page knows, `seat` names the page.

    Its end is told to other programs, to those who may see the calls of `queue` (the core's id).
    """
    run = ScriptRun.objects.select_for_update(of=("self",)).select_related("edition", "script", "author").get(pk=pk)
    if run.version != base and run.seat != seat:
        return Saved(run, str(run.author or ""))
    script = run.edition.core()
    way = way.fitted(script)
    kept = way.plain()
    if (run.told, run.at, run.aside) == (kept["told"], kept["at"], kept["aside"]):
        return Saved(run, "")
    run.told, run.at, run.aside = kept["told"], kept["at"], kept["aside"]
    run.author, run.seat, run.changed_at = actor, seat, timezone.now()
    ended = bool(way.told) and not follow(script, way.told).here
    first, run.ended_at = run.ended_at is None, (run.ended_at or run.changed_at) if ended else None
    run.version += 1
    run.save()
    if ended and first:
        told = {"call": run.call, "script": run.script.code, "edition": run.edition.n, "by": str(actor.pk)}
        tell("script.ended", told, queue=queue, operator=core_id(actor))
    return Saved(run, "")
