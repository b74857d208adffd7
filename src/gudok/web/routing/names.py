"""The algorithms as people choose them: a name, a sentence, and which picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class Choice(NamedTuple):
    """An algorithm: its name, what it does in a sentence, its picture (see `pictures`)."""

    name: _StrOrPromise
    help: _StrOrPromise
    picture: str


AS_THERE = _("A queue brought over from that system behaves as it did there, its quirks included.")
OWN = _("A function that your programmer has written and installed decides; the usual order where it fails.")

AGENTS: dict[str, Choice] = {
    "": Choice(_("The usual: ready the longest"), _("Who has been ready the longest gets the call."), "tall"),
    "longest-idle": Choice(
        _("Longest idle"), _("As usual; the idle time may also be counted from the last talk's end."), "tall"
    ),
    "least-occupied": Choice(
        _("Least occupied"), _("Who has worked the smallest share of her time today: talk and wrap-up."), "short"
    ),
    "least-talk-time": Choice(
        _("Least talk time"), _("Who has talked the least today, for each hour at work."), "short"
    ),
    "fewest-calls": Choice(_("Fewest calls"), _("Who has had the fewest calls today, for each hour at work."), "short"),
    "fewest-offered": Choice(_("Fewest offered"), _("The same, but calls that she let ring count too."), "short"),
    "most-handled": Choice(_("Most handled"), _("Who has handled the most calls today: practice counts."), "tall"),
    "shortest-aht": Choice(_("Shortest handling"), _("Whose calls take the shortest time on average today."), "short"),
    "sequential": Choice(_("First in the list"), _("Always the first of the list who is free."), "list"),
    "linear": Choice(
        _("Down the list"), _("Each caller goes down the list from the top, once past each operator."), "list"
    ),
    "rr-memory": Choice(
        _("In turn, by signing in"), _("Round the operators in the order they came to work, one call each."), "round"
    ),
    "rr-ordered": Choice(_("In turn, by the list"), _("Round the list, one call each."), "round"),
    "random": Choice(_("By lot"), _("Anybody free, all with the same chance."), "dice"),
    "wrandom": Choice(
        _("By lot with weights"), _("By lot; her weight in the queue says how many tickets she has."), "dice"
    ),
    "grade-lottery": Choice(
        _("By lot with grades"), _("By lot, with as many tickets as her grade in the queue."), "dice"
    ),
    "rank": Choice(_("Rank"), _("The greatest rank in the queue, then the longest idle."), "tall"),
    "expert": Choice(
        _("Level"), _("The best level in the queue (1 before 2), then the longest idle or the least occupied."), "tall"
    ),
    "most-skilled": Choice(
        _("Most skilled"), _("The highest levels of the skills the queue wants, then the longest idle."), "tall"
    ),
    "least-skilled": Choice(
        _("Least skilled"), _("The lowest levels that suffice: the best are kept for who needs them."), "short"
    ),
    "percent-allocation": Choice(
        _("Percent allocation"), _("Who is furthest below the share of the queue's calls meant for her."), "pie"
    ),
    "ringall": Choice(
        _("All ring"),
        _("All who are free, of the smallest penalty, are rung at once; who answers first gets the call."),
        "bells",
    ),
    "ring-progressive": Choice(
        _("One more after another"),
        _("The first of the list is rung, every few seconds one more, and the earlier ones go on ringing."),
        "more",
    ),
    "sticky": Choice(_("The last operator"), _("Who talked with this customer last; else the longest idle."), "pair"),
    "bullseye": Choice(
        _("Bullseye"), _("First the inner ring of operators, and after a time also the next one."), "rings"
    ),
    "criteria": Choice(
        _("Criteria that give way"), _("A condition that operators must meet, and after a time an easier one."), "steps"
    ),
    "profile": Choice(
        _("By her order of queues"), _("Those for whom this queue comes first, then the longest idle."), "list"
    ),
    "conditional-groups": Choice(
        _("Groups that help"), _("Other teams help while a figure of the queue says so."), "groups"
    ),
    "service-objective": Choice(
        _("Needed the least elsewhere"), _("Who is needed the least in her other queues."), "groups"
    ),
    "qir": Choice(_("Idleness ratio"), _("From the team with the most idle operators against its share."), "groups"),
    "gcmu": Choice(
        _("Fastest, within fairness"), _("The fastest, unless somebody has been idle for too long."), "short"
    ),
    "value-index": Choice(_("Sum of weights"), _("Idle time, skills and rank, each with a weight."), "tall"),
    "preferred": Choice(
        _("Preferred operators"),
        _("Those whom the customer, or the number called, prefers: the best score first."),
        "pair",
    ),
    "predicted": Choice(_("Best forecast"), _("Whom a model of yours gives the best forecast for this call."), "tall"),
    "manual": Choice(
        _("Operators pick"),
        _("Nobody is rung: calls wait in a list at the desks of the queue's operators until one of them picks a call."),
        "hand",
    ),
    "custom": Choice(_("A function of your own"), OWN, "steps"),
    "as-asterisk": Choice(_("As Asterisk"), AS_THERE, "mode"),
    "as-freeswitch": Choice(_("As FreeSWITCH"), AS_THERE, "mode"),
    "as-vicidial": Choice(_("As VICIdial"), AS_THERE, "mode"),
    "as-uccx": Choice(_("As Cisco UCCX"), AS_THERE, "mode"),
    "as-avaya": Choice(_("As Avaya"), AS_THERE, "mode"),
    "as-taskrouter": Choice(_("As TaskRouter"), AS_THERE, "mode"),
    "as-connect": Choice(_("As Amazon Connect"), AS_THERE, "mode"),
    "as-genesys": Choice(_("As Genesys Cloud"), AS_THERE, "mode"),
}
CALLS: dict[str, Choice] = {
    "": Choice(_("The usual: VIP first, then first come"), _("VIPs before all, then who came first."), "vip"),
    "strict": Choice(_("VIP, priority, first come"), _("The usual order, over all queues that have it."), "vip"),
    "fifo": Choice(_("First come, first served"), _("Who came first, VIP or not."), "first"),
    "lifo": Choice(_("Newest first"), _("VIPs, then the newest: for work that is not worth doing late."), "last"),
    "deadline": Choice(_("Nearest deadline"), _("Arrival plus the queue's answer time: the earliest first."), "first"),
    "head-start": Choice(_("Head start"), _("VIPs as if they had come some minutes earlier; nobody starves."), "vip"),
    "slope": Choice(_("Faster growing priority"), _("A VIP's wait counts several times."), "vip"),
    "service-objective": Choice(
        _("Worst against its objective"), _("The wait that is the worst against its queue's answer time."), "first"
    ),
    "gcmu": Choice(_("Cost of waiting"), _("Where a second of her work saves the most cost of waiting."), "first"),
    "value-index": Choice(_("Sum of weights"), _("Wait, wanted skills and VIP, each with a weight."), "vip"),
    "greatest-need": Choice(_("Greatest need"), _("The highest priority and the oldest of all her queues."), "vip"),
    "skill-level": Choice(_("What she is best at"), _("First the queue where her level is the best."), "queues"),
    "profile": Choice(_("By her order of queues"), _("First the queue that comes first for her."), "queues"),
    "percent-allocation": Choice(
        _("Shares of her time"), _("First the queue that had too little of her time today."), "queues"
    ),
    "fqr": Choice(_("Queue ratio"), _("First the queue that is the longest against its ratio."), "queues"),
    "custom": Choice(_("A function of your own"), OWN, "first"),
    "as-asterisk": Choice(_("As Asterisk"), AS_THERE, "mode"),
    "as-freeswitch": Choice(_("As FreeSWITCH"), AS_THERE, "mode"),
    "as-vicidial": Choice(_("As VICIdial"), AS_THERE, "mode"),
    "as-uccx": Choice(_("As Cisco UCCX"), AS_THERE, "mode"),
    "as-avaya": Choice(_("As Avaya"), AS_THERE, "mode"),
    "as-taskrouter": Choice(_("As TaskRouter"), AS_THERE, "mode"),
    "as-connect": Choice(_("As Amazon Connect"), AS_THERE, "mode"),
    "as-genesys": Choice(_("As Genesys Cloud"), AS_THERE, "mode"),
}
FOLDER = _("As another system")


def grouped(choices: dict[str, Choice]) -> list[tuple[_StrOrPromise, object]]:
    """As the choices of a field: the modes in a group of their own."""
    own = [(name, one.name) for name, one in choices.items() if not name.startswith("as-")]
    return [*own, (FOLDER, [(name, one.name) for name, one in choices.items() if name.startswith("as-")])]
